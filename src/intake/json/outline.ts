import Assembler from 'stream-json/core/assembler.js'
import { jsonParser, type Token } from 'stream-json/core/parser.js'
import { limitHint } from '../../base/limits.ts'
import type { JsonShape } from './shapes.ts'

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
 * Follows the tokens of one JSON document (stream-json's core parser) outside its records: knows when the next bytes are the elements of
 * an array of records, and keeps the shape's context. Throws on invalid JSON and beyond `maxDepth`.
 */
export class Outline {
  /** What comes next are records, which are not to be pushed: `leaveRecords` behind the last. */
  inRecords: boolean
  readonly context: Map<string, unknown> = new Map()
  private readonly parse: (text: string) => readonly Token[]
  private readonly shape: JsonShape
  private readonly maxDepth: number
  private readonly stack: Frame[] = []
  private capture: Capture | undefined

  constructor(shape: JsonShape, maxDepth: number) {
    this.shape = shape
    this.maxDepth = maxDepth
    this.parse = tokenizer()
    this.inRecords = shape.records.includes('')
  }

  /** Open objects and arrays. */
  get depth(): number {
    return this.stack.length
  }

  /** Feeds text that ends with the bracket of an array, if it holds one. */
  push(text: string): void {
    for (const token of this.parse(text)) this.take(token)
  }

  /** The records of the array are over; its bracket is pushed next. */
  leaveRecords(): void {
    this.inRecords = false
    // Stands for the records, so that a comma or bracket may follow.
    this.push('null')
  }

  private take(token: Token): void {
    const opens = OPENS.has(token.name)
    if (opens || SCALARS.has(token.name)) this.begin(this.valuePath())
    this.capture?.assembler.consume(token)
    if (token.name === 'keyValue') this.key(token.value)
    else if (opens) this.open(token.name === 'startArray')
    else if (CLOSES.has(token.name)) this.close()
    this.finish()
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
      throw new Error(`nested deeper than ${this.maxDepth} levels ${limitHint('jsonDepth')}`)
    const path = this.capture ? '' : this.valuePath()
    const childPath = array && !this.capture ? `${path}[]` : ''
    this.stack.push({ array, path, childPath })
    if (childPath !== '' && this.shape.records.includes(childPath)) this.inRecords = true
  }

  private close(): void {
    const frame = this.stack.pop()
    if (frame && !this.capture) this.forget(frame.path)
  }

  /** Context lives as long as the object in which it stands. */
  private forget(path: string): void {
    for (const key of this.context.keys()) if (path !== '' && key.startsWith(`${path}.`)) this.context.delete(key)
  }

  private begin(path: string): void {
    if (this.capture || !this.shape.context.includes(path)) return
    this.capture = { assembler: new Assembler(), path, depth: this.stack.length }
  }

  private finish(): void {
    const capture = this.capture
    if (!capture || this.stack.length !== capture.depth || !capture.assembler.done) return
    this.capture = undefined
    this.context.set(capture.path, capture.assembler.current)
  }
}
