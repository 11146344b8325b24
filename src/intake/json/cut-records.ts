import Assembler from 'stream-json/core/assembler.js'
import { jsonParser, type Token } from 'stream-json/core/parser.js'
import type { JsonShape } from './shapes.ts'

/** One record of a document, flat, with the place where it begins. */
export interface CutRecord {
  readonly value: Readonly<Record<string, unknown>>
  /** 1-based lines; `byteOffset` = start of the first line plus the record's ordinal on it: unique, and the same at any chunk border. */
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
}

interface Frame {
  readonly array: boolean
  readonly path: string
  /** Path of the elements (arrays) or of the current key (objects). */
  childPath: string
}

interface Capture {
  readonly assembler: Assembler
  readonly path: string
  readonly depth: number
  readonly line: number
  readonly byteOffset: number
  readonly context: boolean
}

const OPENS = new Set(['startObject', 'startArray'])
const CLOSES = new Set(['endObject', 'endArray'])
const SCALARS = new Set(['stringValue', 'numberValue', 'nullValue', 'trueValue', 'falseValue'])

/** stream-json's tokenizer as a plain function: text in, the tokens that end in it out (strings, keys and numbers whole). */
export function tokenizer(): (text: string) => readonly Token[] {
  const parse = jsonParser({ packValues: true, streamValues: false, jsonStreaming: true })
  return (text) => {
    const out: unknown = parse(text)
    // stream-chain's Many: a list under `values`; anything else is "none"
    const values = typeof out === 'object' && out !== null && 'values' in out ? out.values : undefined
    return Array.isArray(values) ? (values as readonly Token[]) : []
  }
}

/**
 * Follows the tokens of one JSON document (stream-json's core parser) and hands out the values that stand at the record paths
 * of a shape. Holds one record and the shape's context at a time. Throws on invalid JSON and beyond `maxDepth`.
 */
export class RecordCutter {
  private readonly parse: (text: string) => readonly Token[]
  private readonly shape: JsonShape
  private readonly maxDepth: number
  private readonly stack: Frame[] = []
  private readonly context = new Map<string, unknown>()
  private capture: Capture | undefined
  private readonly found: CutRecord[] = []
  private lastLine = 0
  private onLine = 0

  constructor(shape: JsonShape, maxDepth: number) {
    this.shape = shape
    this.maxDepth = maxDepth
    this.parse = tokenizer()
  }

  /** Feeds one slice of text (at most one line, which begins at `byteOffset`); returns the records that end in it. */
  push(text: string, line: number, byteOffset: number): readonly CutRecord[] {
    this.found.length = 0
    for (const token of this.parse(text)) this.take(token, line, byteOffset)
    return this.found
  }

  private take(token: Token, line: number, byteOffset: number): void {
    const opens = OPENS.has(token.name)
    if (opens || SCALARS.has(token.name)) this.begin(this.valuePath(), line, byteOffset)
    this.capture?.assembler.consume(token)
    if (token.name === 'keyValue') this.key(token.value)
    else if (opens) this.open(token.name === 'startArray')
    else if (CLOSES.has(token.name)) this.close()
    this.finish(line)
  }

  private valuePath(): string {
    return this.stack.at(-1)?.childPath ?? ''
  }

  private key(name: string): void {
    const frame = this.stack.at(-1)
    if (frame && !this.capture) frame.childPath = frame.path === '' ? name : `${frame.path}.${name}`
  }

  private open(array: boolean): void {
    if (this.stack.length >= this.maxDepth)
      throw new Error(`nested deeper than ${this.maxDepth} levels (limit "jsonDepth")`)
    const path = this.capture ? '' : this.valuePath()
    this.stack.push({ array, path, childPath: array && !this.capture ? `${path}[]` : '' })
  }

  private close(): void {
    const frame = this.stack.pop()
    if (frame && !this.capture) this.forget(frame.path)
  }

  /** Context lives as long as the object in which it stands. */
  private forget(path: string): void {
    for (const key of this.context.keys()) if (path !== '' && key.startsWith(`${path}.`)) this.context.delete(key)
  }

  private begin(path: string, line: number, byteOffset: number): void {
    if (this.capture) return
    const record = this.shape.records.includes(path)
    if (!record && !this.shape.context.includes(path)) return
    if (line !== this.lastLine) this.onLine = 0
    this.lastLine = line
    const place = byteOffset + (record ? this.onLine++ : 0)
    this.capture = {
      assembler: new Assembler(),
      path,
      depth: this.stack.length,
      line,
      byteOffset: place,
      context: !record,
    }
  }

  private finish(line: number): void {
    const capture = this.capture
    if (!capture || this.stack.length !== capture.depth || !capture.assembler.done) return
    this.capture = undefined
    if (capture.context) {
      this.context.set(capture.path, capture.assembler.current)
      return
    }
    const value = this.shape.flatten(capture.assembler.current, this.context)
    if (value) this.found.push({ value, line: capture.line, lineEnd: line, byteOffset: capture.byteOffset })
  }
}
