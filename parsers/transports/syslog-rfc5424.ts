import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { skipDigits } from '../grammar/scan.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { withoutOctetCount } from '../grammar/syslog-head.ts'

/** Wire form of RFC 5424: `<PRI>1 TIME HOST APP PROCID MSGID STRUCTURED-DATA TEXT`; `-` means absent. */
export const transport: Transport = {
  id: 'syslog-rfc5424',
  title: 'syslog, RFC 5424',
  order: 40,
  samples: [
    {
      line: '<30>1 2022-04-26T00:43:21.518165Z node-a kubelet 812 - - text here',
      peeled: {
        text: 'text here',
        host: 'node-a',
        ident: 'kubelet',
        pid: '812',
        stamp: { kind: 'calendar', year: 2022, month: 4, day: 26, dayUs: 2_601_518_165, offsetMin: 0 },
      },
    },
    {
      line: '<30>1 2022-04-26T00:43:21Z node-a kubelet - ID1 [origin software="x \\] y"] text',
      peeled: { text: 'text', pid: '' },
    },
    { line: '57 <30>1 2022-04-26T00:43:21Z node-a kubelet 812 - - text', peeled: { text: 'text', host: 'node-a' } },
  ],
  peel,
}

function peel(framed: string): Peeled | undefined {
  const line = withoutOctetCount(framed)
  if (line.charCodeAt(0) !== 60) return undefined
  const close = skipDigits(line, 1)
  if (close === 1 || close > 4 || !line.startsWith('>1 ', close)) return undefined
  const timeEnd = line.indexOf(' ', close + 3)
  const time = readIsoStamp(line, close + 3)
  const [host = '', ident = '', pid = '', , ...rest] = line.slice(timeEnd + 1).split(' ')
  if (timeEnd < 0 || rest.length === 0) return undefined
  const text = withoutData(rest.join(' '))
  return {
    transport: 'syslog-rfc5424',
    text,
    stamp: time?.value,
    host: nil(host),
    ident: nil(ident),
    pid: nil(pid),
    cut: false,
  }
}

function nil(value: string): string {
  return value === '-' ? '' : value
}

// [origin software="x"][meta sequenceId="1"] text     or     - text
function withoutData(text: string): string {
  let at = 0
  while (text.charCodeAt(at) === 91) {
    const close = dataEnd(text, at)
    if (close < 0) return text
    at = close + 1
  }
  if (at === 0 && text.charCodeAt(0) === 45) at = 1
  return text.slice(text.charCodeAt(at) === 32 ? at + 1 : at).replace(/^\uFEFF/, '')
}

/** Index of the `]` that no backslash escapes. */
function dataEnd(text: string, from: number): number {
  let at = text.indexOf(']', from)
  while (at > 0 && text.charCodeAt(at - 1) === 92) at = text.indexOf(']', at + 1)
  return at
}
