import type { Transport } from '../../src/model/parser.ts'
import type { Peeled } from '../../src/model/record.ts'
import { looksLikeLog } from '../grammar/heads.ts'
import { anonymous } from '../grammar/peeled.ts'

/** An element of a JSON array of lines, as Ansible (`stdout_lines`) and other tools print what a command wrote. */
export const transport: Transport = {
  id: 'json-string',
  title: 'lines as strings of a JSON array',
  order: 68,
  wrapper: true,
  samples: [
    {
      line: '        "Apr 26 00:43:24 node-a kubelet[812]: E0426 00:43:24.518120     812 a.go:1] \\"x\\" err=\\"y\\"",',
      peeled: { text: 'Apr 26 00:43:24 node-a kubelet[812]: E0426 00:43:24.518120     812 a.go:1] "x" err="y"' },
    },
    { line: '"level=info msg=a"', peeled: { text: 'level=info msg=a' } },
  ],
  peel,
}

//         "Apr 26 ..",
const STRING = /^\s*("(?:[^"\\]|\\.)*"),?\s*$/

function peel(line: string): Peeled | undefined {
  const first = line.charCodeAt(0)
  if (first !== 32 && first !== 9 && first !== 34) return undefined
  if (!line.trimStart().startsWith('"')) return undefined
  const literal = STRING.exec(line)?.[1]
  const text = literal === undefined ? undefined : decode(literal)
  return text === undefined || text.includes('\n') || !looksLikeLog(text) ? undefined : anonymous('json-string', text)
}

function decode(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
