import type { Token } from 'stream-json/core/parser.js'
import { tokenizer } from './outline.ts'
import { type JsonShape, SHAPES } from './shapes.ts'

/** Text given to the tokenizer at once: what a slice with an error holds is lost. */
const SLICE = 512
const MESSAGE_KEYS = new Set(['MESSAGE', 'message', 'msg', 'log', 'textPayload', 'jsonPayload', '_raw', 'line'])

interface Seen {
  /** Paths of values in the head, elements as `[]`. */
  readonly paths: Set<string>
  readonly rootKeys: Set<string>
  /** Complete values at the top of the head. */
  roots: number
}

/** Follows tokens and keeps the paths they show. */
class PathRecorder {
  readonly seen: Seen = { paths: new Set(), rootKeys: new Set(), roots: 0 }
  private readonly stack: { path: string; child: string }[] = []

  take(token: Token): void {
    if (token.name === 'startObject' || token.name === 'startArray') this.open(token.name === 'startArray')
    else if (token.name === 'keyValue') this.key(token.value)
    else if (token.name === 'endObject' || token.name === 'endArray') this.close()
  }

  private open(array: boolean): void {
    const path = this.stack.at(-1)?.child ?? ''
    this.seen.paths.add(path)
    this.stack.push({ path, child: array ? `${path}[]` : path })
  }

  private key(name: string): void {
    const frame = this.stack.at(-1)
    if (frame) frame.child = frame.path === '' ? name : `${frame.path}.${name}`
    if (this.stack.length === 1) this.seen.rootKeys.add(name)
  }

  private close(): void {
    this.stack.pop()
    if (this.stack.length === 0) this.seen.roots++
  }
}

/** Paths in the first bytes of a document, as far as they are JSON. */
function look(head: string): Seen {
  const recorder = new PathRecorder()
  const parse = tokenizer()
  try {
    for (let at = 0; at < head.length; at += SLICE) {
      for (const token of parse(head.slice(at, at + SLICE))) recorder.take(token)
    }
  } catch {
    // a damaged document is still one: what stands before the damage is read
  }
  return recorder.seen
}

/** One complete JSON value a line (NDJSON) is no document: lines are read faster as lines. A line of OTLP holds many records. */
function isLines(head: string): boolean {
  const end = head.indexOf('\n')
  if (end < 0) return false
  try {
    JSON.parse(head.slice(0, end).replace(/,\r?$/, ''))
    return true
  } catch {
    return false
  }
}

/** False where the first byte of text is none that JSON begins with: most texts need not be decoded to know that they are none. */
function mayBeJson(head: Uint8Array): boolean {
  let at = 0
  while (at < head.length && isAsciiBlank(head[at] ?? 0)) at++
  const first = head[at] ?? 0
  // A byte order mark and other blanks are not ASCII
  return first === 0x5b || first === 0x7b || first >= 0x80
}

const isAsciiBlank = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13)

/**
 * The shape of a one-document JSON export by its first bytes, or undefined: no JSON, one object a line, or a document in which no
 * records stand where a known export has them. Pretty-printed objects one after the other (`journalctl -o json-pretty`) count
 * as a document when the first of them has a message.
 */
export function recogniseJson(head: Uint8Array): JsonShape | undefined {
  if (!mayBeJson(head)) return undefined
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\uFEFF/, '')
    .trimStart()
  // `[  334.009087] [talos]` begins with a bracket too
  if (!/^(\{\s*["}]|\[\s*[{["\]])/.test(text)) return undefined
  const seen = look(text)
  const shape = SHAPES.find((candidate) => candidate.records.some((path) => path !== '' && seen.paths.has(path)))
  if (isLines(text) && shape?.id !== 'otlp' && (seen.roots > 1 || shape === undefined)) return undefined
  if (shape) return shape
  const concatenated = text.startsWith('{') && [...seen.rootKeys].some((key) => MESSAGE_KEYS.has(key))
  return concatenated ? SHAPES.find((candidate) => candidate.id === 'objects') : undefined
}
