import { yaml } from '../../src/base/on-demand.ts'
import type { LineWindow } from '../../src/model/line-window.ts'
import type { FindBlock, ObjectBlock } from './found-block.ts'
import { MAX_LINES } from './neighbours.ts'

// `  message: 'Failed to ..`   `- apiVersion: v1`: the indentation of the key and the key
const KEY = /^( *(?:- )?)([A-Za-z][\w./-]{0,100}):(?: |$)/

/** Words of the objects that are looked for: no other text is parsed. */
const WANTED = /^(?:- )? *(?:involvedObject|regarding|jsonPayload|textPayload):/m

/** The mapping of a YAML text round some lines, by its indentation. */
export const yamlBlock: FindBlock = (window, inner): ObjectBlock | undefined => {
  const depth = depthOf(window, inner)
  if (depth === undefined) return undefined
  let from = inner.from
  while (!startsItem(window.at(from), depth) && isWithin(window.at(from - 1), depth) && from > -MAX_LINES) from--
  let to = inner.to
  while (isWithin(window.at(to + 1), depth) && !startsItem(window.at(to + 1), depth) && to < MAX_LINES) to++
  const lines = Array.from({ length: to - from + 1 }, (_, index) => window.at(from + index) ?? '')
  return { from, to, json: jsonOf(lines.join('\n')) }
}

/** Where the keys of the mapping begin: of a line the one it belongs to, of a whole mapping the one round it. */
function depthOf(
  window: LineWindow,
  inner: Pick<ObjectBlock, 'from' | 'to'> & Partial<ObjectBlock>,
): number | undefined {
  const line = window.at(inner.from) ?? ''
  const own = KEY.exec(line)?.[1]
  // A mapping of one member is one line as well
  if (inner.json === undefined && own !== undefined) return own.length
  const limit = own === undefined ? indentOf(line) : own.length
  for (let rel = inner.from - 1; rel > -MAX_LINES; rel--) {
    const above = window.at(rel)
    if (above === undefined || above.trim() === '') return undefined
    const key = KEY.exec(above)?.[1]
    if (key !== undefined && key.length < limit) return key.length
    if (indentOf(above) === 0 && key === undefined) return undefined
  }
  return undefined
}

/** A line of the mapping: a key of it, what is indented more, or the first key of a list's item. */
function isWithin(line: string | undefined, depth: number): boolean {
  if (line === undefined || line.trim() === '' || line.startsWith('---')) return false
  if (startsItem(line, depth)) return true
  return indentOf(line) > depth || (indentOf(line) === depth && (KEY.test(line) || line.startsWith('- ', depth)))
}

/** `- apiVersion: v1` where the keys of the item stand at `depth`. */
function startsItem(line: string | undefined, depth: number): boolean {
  return (
    line !== undefined && depth >= 2 && indentOf(line) === depth - 2 && KEY.exec(line)?.[1]?.endsWith('- ') === true
  )
}

const indentOf = (line: string): number => line.length - line.trimStart().length

/** The mapping as JSON; '' where it is none, or none that is wanted. */
function jsonOf(text: string): string {
  if (!WANTED.test(text)) return ''
  try {
    const value: unknown = yaml().parse(text, { maxAliasCount: 20, logLevel: 'error' })
    return JSON.stringify(Array.isArray(value) ? value[0] : value) ?? ''
  } catch {
    return ''
  }
}
