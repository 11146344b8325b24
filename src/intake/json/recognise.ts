import { tokenizer } from './cut-records.ts'
import { type JsonShape, SHAPES } from './shapes.ts'

const MESSAGE_KEYS = new Set(['MESSAGE', 'message', 'msg', 'log', 'textPayload', 'jsonPayload', '_raw', 'line'])

interface Seen {
  /** Paths of values in the head, elements as `[]`. */
  readonly paths: Set<string>
  readonly rootKeys: Set<string>
  /** Complete values at the top of the head. */
  roots: number
}

/** Paths in the first bytes of a document; undefined where they are no JSON. */
function look(head: string): Seen | undefined {
  const seen: Seen = { paths: new Set(), rootKeys: new Set(), roots: 0 }
  const stack: { array: boolean; path: string; child: string }[] = []
  const parse = tokenizer()
  try {
    for (const token of parse(head)) {
      if (token.name === 'startObject' || token.name === 'startArray') {
        const path = stack.at(-1)?.child ?? ''
        seen.paths.add(path)
        const array = token.name === 'startArray'
        stack.push({ array, path, child: array ? `${path}[]` : path })
      } else if (token.name === 'keyValue') {
        const frame = stack.at(-1)
        if (frame) frame.child = frame.path === '' ? token.value : `${frame.path}.${token.value}`
        if (stack.length === 1) seen.rootKeys.add(token.value)
      } else if (token.name === 'endObject' || token.name === 'endArray') {
        stack.pop()
        if (stack.length === 0) seen.roots++
      }
    }
  } catch {
    return undefined
  }
  return seen
}

/** One complete JSON value a line (NDJSON) is no document: lines are read faster as lines. */
function isLines(head: string): boolean {
  const end = head.indexOf('\n')
  if (end < 0) return false
  try {
    JSON.parse(head.slice(0, end))
    return true
  } catch {
    return false
  }
}

/**
 * The shape of a one-document JSON export by its first bytes, or undefined: no JSON, one object a line, or a document in which no
 * records stand where a known export has them. Pretty-printed objects one after the other (`journalctl -o json-pretty`) count
 * as a document when the first of them has a message.
 */
export function recogniseJson(head: Uint8Array): JsonShape | undefined {
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, '')
    .trimStart()
  // `[  334.009087] [talos]` begins with a bracket too
  if (!/^(\{\s*["}]|\[\s*[{["\]])/.test(text)) return undefined
  const seen = look(text)
  if (!seen) return undefined
  const shape = SHAPES.find((candidate) => candidate.records.some((path) => path !== '' && seen.paths.has(path)))
  if (isLines(text) && (seen.roots > 1 || shape === undefined)) return undefined
  if (shape) return shape
  const concatenated = text.startsWith('{') && [...seen.rootKeys].some((key) => MESSAGE_KEYS.has(key))
  return concatenated ? SHAPES.find((candidate) => candidate.id === 'objects') : undefined
}
