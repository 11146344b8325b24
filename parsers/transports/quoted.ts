import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'
import { lineNumber, quotePrefix } from '../grammar/quote-prefix.ts'

/** A log line inside a comment, a mail, a code block, `systemctl status` output or behind editor line numbers. */
export const transport: Transport = {
  id: 'quoted',
  title: 'quoted, indented or numbered lines',
  order: 70,
  wrapper: true,
  samples: [
    { line: '# level=info msg=a', peeled: { text: 'level=info msg=a' } },
    { line: '    Apr 26 00:43:24 node-a kubelet[812]: x', peeled: { text: 'Apr 26 00:43:24 node-a kubelet[812]: x' } },
    { line: '   7690 Mar 21 09:27:41 node1 kubelet: x', peeled: { text: 'Mar 21 09:27:41 node1 kubelet: x' } },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const prefix = quotePrefix(line)
  const rest = line.slice(prefix.length)
  if (prefix !== '' && looksLikeLog(rest)) return anonymous('quoted', rest)
  const number = lineNumber(line)
  return number !== '' && looksLikeLog(line.slice(number.length))
    ? anonymous('quoted', line.slice(number.length))
    : undefined
}
