import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'

/**
 * A node's name or address before lines of several nodes: `talosctl logs` (`10.5.0.2: `) and `oc adm node-logs --path`
 * (`<node> `, only where more than one node matched).
 */
export const transport: Transport = {
  id: 'node-prefix',
  title: 'talosctl and oc adm node-logs, node before the line',
  order: 71,
  wrapper: true,
  samples: [
    { line: '10.5.0.2: {"level":"info","msg":"a","time":"2022-04-26T00:43:24Z"}', peeled: { host: '10.5.0.2' } },
    {
      line: 'ip-10-0-131-233.ec2.internal time="2022-02-09T00:16:09.701293100Z" level=info msg=a',
      peeled: { host: 'ip-10-0-131-233.ec2.internal', text: 'time="2022-02-09T00:16:09.701293100Z" level=info msg=a' },
    },
    {
      line: '10.5.0.2: user: warning: [2022-04-26T00:43:24.5Z]: [talos] up',
      peeled: { text: 'user: warning: [2022-04-26T00:43:24.5Z]: [talos] up' },
    },
  ],
  peel,
}

// node-a.example.org     10.5.0.2:     fd00::2:     (not a severity: DEFAULT)
const NODE = /^(?![A-Z]+$)([A-Za-z0-9][\w.:-]{0,252}[A-Za-z0-9]):?$/

/** Longest node name with its colon. */
const MAX_NODE = 256

// user: warning: [2022-04-26T00:43:24.5Z]: [talos] ...
const TALOS_KERNEL = /^[a-z]\w{1,8}: +[a-z]{3,8}: \[\d{4}-/

function peel(line: string): Peeled | undefined {
  const blank = line.indexOf(' ')
  if (blank < 2 || blank > MAX_NODE) return undefined
  const rest = line.slice(blank + 1)
  if (!looksLikeLog(rest) && !TALOS_KERNEL.test(rest)) return undefined
  const node = NODE.exec(line.slice(0, blank))
  return node === null ? undefined : { ...anonymous('node-prefix', rest), host: node[1] ?? '' }
}
