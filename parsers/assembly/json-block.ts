import type { LineWindow } from '../../src/model/line-window.ts'
import type { FindBlock, ObjectBlock } from './found-block.ts'
import { MAX_LINES } from './neighbours.ts'

//     "message": "..",      "source": {      }
const MEMBER = /^[ \t]*(?:"[^"]{1,120}"\s?:|[{}[\]])/

/** The object of a pretty-printed JSON text round some lines, by its indentation; the braces stand on the lines round it. */
export const jsonBlock: FindBlock = (window, inner): ObjectBlock | undefined => {
  const first = window.at(inner.from)
  if (first === undefined || !MEMBER.test(first)) return undefined
  const from = edge(window, inner.from, -1)
  const to = edge(window, inner.to, 1)
  if (from === undefined || to === undefined) return undefined
  const head = window.at(from) ?? ''
  const tail = window.at(to) ?? ''
  if (!head.trimEnd().endsWith('{') || !tail.trimStart().startsWith('}')) return { from, to, json: '' }
  const body = Array.from({ length: to - from - 1 }, (_, index) => window.at(from + 1 + index) ?? '')
  return { from, to, json: `{${body.join('\n')}}` }
}

/** The nearest line that is indented less; undefined where the text ends or goes on with something else before it. */
function edge(window: LineWindow, start: number, step: 1 | -1): number | undefined {
  const depth = indentOf(window.at(start) ?? '')
  if (depth === 0) return undefined
  for (let rel = start + step; Math.abs(rel) < MAX_LINES; rel += step) {
    const line = window.at(rel)
    if (line === undefined || !/\S/.test(line)) return undefined
    if (indentOf(line) < depth) return rel
  }
  return undefined
}

const indentOf = (line: string): number => line.length - line.trimStart().length
