import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'

/** `docker compose logs` and stern: the container, a bar, the line. */
export const transport: Transport = {
  id: 'compose-bar',
  title: 'docker compose logs, stern',
  order: 43,
  wrapper: true,
  samples: [
    { line: 'k3s-1  | time="2022-04-26T00:43:24Z" level=info msg=a', peeled: { ident: 'k3s-1', workload: true } },
  ],
  peel,
}

// k3s-1  | text      web-0 app │ text
const BAR = /^([\w.-]{1,80})(?: [\w.-]{1,63})? {0,40}[|│] ?/

/** The bar stands before this column. */
const MAX_BAR = 160

function peel(line: string): Peeled | undefined {
  const mark = line.indexOf('|')
  if (mark < 0 ? !line.includes('│') : mark > MAX_BAR) return undefined
  const bar = BAR.exec(line)
  if (bar === null || !looksLikeLog(line.slice(bar[0].length))) return undefined
  return { ...anonymous('compose-bar', line.slice(bar[0].length), undefined, bar[1] ?? ''), workload: true }
}
