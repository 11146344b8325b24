import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'
import { lineNumber, quotePrefix, searchPrefix } from '../grammar/quote-prefix.ts'

/** A log line inside a comment, a mail, a code block, `systemctl status` output, behind editor line numbers or in what a search found. */
export const transport: Transport = {
  id: 'quoted',
  title: 'quoted, indented or numbered lines',
  order: 70,
  wrapper: true,
  samples: [
    { line: '# level=info msg=a', peeled: { text: 'level=info msg=a' } },
    { line: '    Apr 26 00:43:24 node-a kubelet[812]: x', peeled: { text: 'Apr 26 00:43:24 node-a kubelet[812]: x' } },
    {
      line: 'logs/kubelet.log:1207:E0611 03:44:05.123456    2210 a.go:1] x',
      peeled: { text: 'E0611 03:44:05.123456    2210 a.go:1] x' },
    },
    {
      line: 'C:\\var\\log\\kubelet\\kubelet.log:E0611 03:44:05.123456    2210 a.go:1] x',
      peeled: { text: 'E0611 03:44:05.123456    2210 a.go:1] x' },
    },
    { line: 'logs/messages:Mar 21 09:27:41 node1 kubelet: x', peeled: { text: 'Mar 21 09:27:41 node1 kubelet: x' } },
    {
      line: '| 2022-04-26 00:43:24.518 | E0426 00:43:24.518120     812 a.go:1] x |',
      peeled: { text: '2022-04-26 00:43:24.518 | E0426 00:43:24.518120     812 a.go:1] x' },
    },
    { line: '   7690 Mar 21 09:27:41 node1 kubelet: x', peeled: { text: 'Mar 21 09:27:41 node1 kubelet: x' } },
  ],
  peel,
}

function peel(line: string): Peeled | undefined {
  const prefix = quotePrefix(line)
  const rest = prefix.includes('|') ? line.slice(prefix.length).replace(/ +\| *$/, '') : line.slice(prefix.length)
  if (prefix !== '' && looksLikeLog(rest)) return anonymous('quoted', rest)
  for (const front of [lineNumber(line), searchPrefix(line)]) {
    if (front !== '' && looksLikeLog(line.slice(front.length))) return anonymous('quoted', line.slice(front.length))
  }
  return undefined
}
