import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { anonymous } from '../grammar/peeled.ts'

/** `kubectl logs --prefix`: the pod and container before the line, time stamps behind it if asked for. */
export const transport: Transport = {
  id: 'kubectl-prefix',
  title: 'kubectl logs --prefix',
  order: 42,
  wrapper: true,
  samples: [{ line: '[pod/web-0/app] text', peeled: { text: 'text', ident: 'app', workload: true } }],
  peel,
}

// [pod/web-0/app] text
const PREFIX = /^\[(?:pod|job|deployment)\/([\w.-]{1,253})\/([\w.-]{1,63})\] /

function peel(line: string): Peeled | undefined {
  if (line.charCodeAt(0) !== 91) return undefined
  const prefix = PREFIX.exec(line)
  if (prefix === null) return undefined
  return { ...anonymous('kubectl-prefix', line.slice(prefix[0].length), undefined, prefix[2] ?? ''), workload: true }
}
