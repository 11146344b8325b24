import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'
import { skipDigits } from '../grammar/scan.ts'
import { withoutOctetCount } from '../grammar/syslog-head.ts'

/** Wire dump of RFC 3164: `<PRI>` before an ordinary syslog line. */
export const transport: Transport = {
  id: 'syslog-pri',
  title: 'syslog with priority, RFC 3164',
  order: 41,
  wrapper: true,
  samples: [
    { line: '<30>Apr 26 00:43:21 node-a kubelet[812]: x', peeled: { text: 'Apr 26 00:43:21 node-a kubelet[812]: x' } },
    {
      line: '49 <30>Apr 26 00:43:21 node-a kubelet[812]: x',
      peeled: { text: 'Apr 26 00:43:21 node-a kubelet[812]: x' },
    },
  ],
  peel,
}

function peel(framed: string): Peeled | undefined {
  const line = withoutOctetCount(framed)
  if (line.charCodeAt(0) !== 60) return undefined
  const close = skipDigits(line, 1)
  if (close === 1 || close > 4 || line.charCodeAt(close) !== 62) return undefined
  return anonymous('syslog-pri', line.slice(close + 1))
}
