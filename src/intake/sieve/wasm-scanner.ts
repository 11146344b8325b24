import { type Literal, toBuckets, toLiterals } from './literals.ts'
import { MAX_HITS, type Scanner, SLACK_BYTES } from './scanner.ts'
import { scannerWasm } from './scanner-wasm.ts'
import { type FindShape, TABLE_BYTES, wasmShapes } from './wasm-shapes.ts'

interface Exports {
  readonly scan: (from: number, limit: number, tables: number, slots: number, hits: number, maxHits: number) => number
  readonly lineEnd: (at: number, limit: number) => number
  readonly lineStart: (at: number, low: number) => number
  readonly countLines: (from: number, limit: number) => number
  readonly countByte: (from: number, limit: number, byte: number) => number
  readonly isAscii: (from: number, limit: number) => number
  readonly findShape: FindShape
}

const BUCKETS = 8
const SLOTS = 4096
const PAGE = 65536
/** Places in the module's memory. */
const TABLES_AT = 1024
const SLOTS_AT = 2048
const ENTRIES_AT = SLOTS_AT + SLOTS * 4

let compiled: WebAssembly.Module | undefined

/** Scanner on 16-byte vectors, or undefined where WebAssembly or its SIMD instructions are missing. */
export function createWasmScanner(gates: readonly string[], windowBytes: number): Scanner | undefined {
  try {
    compiled ??= new WebAssembly.Module(Buffer.from(scannerWasm, 'base64'))
  } catch {
    return undefined
  }
  const literals = toLiterals(gates)
  const literalsAt = ENTRIES_AT + literals.length * 16
  const literalBytes = literals.reduce((sum, literal) => sum + literal.bytes.length, 0)
  const hitsAt = align(literalsAt + literalBytes)
  const windowAt = align(hitsAt + MAX_HITS * 12 + SLACK_BYTES)
  const shapesAt = align(windowAt + windowBytes + SLACK_BYTES)
  const memory = new WebAssembly.Memory({ initial: Math.ceil((shapesAt + TABLE_BYTES) / PAGE) })
  writeMasks(memory, toBuckets(literals, BUCKETS))
  writeEntries(memory, literals, literalsAt)
  const exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as Exports
  const hits = new Uint32Array(memory.buffer, hitsAt, MAX_HITS * 3)
  return {
    window: Buffer.from(memory.buffer, windowAt, windowBytes),
    hits,
    scan(from, to) {
      const found = exports.scan(windowAt + from, windowAt + to, TABLES_AT, SLOTS_AT, hitsAt, MAX_HITS)
      for (let i = 0; i < found * 3; i += 3) {
        hits[i] = (hits[i] ?? 0) - windowAt
        hits[i + 1] = (hits[i + 1] ?? 0) - windowAt
      }
      return found
    },
    lineEnd: (at, to) => exports.lineEnd(windowAt + at, windowAt + to) - windowAt,
    lineStart: (at, low) => exports.lineStart(windowAt + at, windowAt + low) - windowAt,
    countLines: (from, to) => exports.countLines(windowAt + from, windowAt + to),
    countByte: (from, to, byte) => exports.countByte(windowAt + from, windowAt + to, byte),
    isAscii: (from, to) => exports.isAscii(windowAt + from, windowAt + to) !== 0,
    shapes: wasmShapes(memory, shapesAt, windowAt, exports.findShape),
  }
}

const align = (at: number): number => Math.ceil(at / 64) * 64

/** Nibble masks of the fingerprint bytes, as scanner.as reads them. */
function writeMasks(memory: WebAssembly.Memory, buckets: readonly (readonly Literal[])[]): void {
  const bytes = new Uint8Array(memory.buffer)
  buckets.forEach((literals, bucket) => {
    for (const literal of literals) {
      for (let k = 0; k < 3; k++) {
        const byte = literal.bytes[literal.printAt + k] ?? 0
        const mask = TABLES_AT + k * 32
        bytes[mask + (byte & 15)] = (bytes[mask + (byte & 15)] ?? 0) | (1 << bucket)
        bytes[mask + 16 + (byte >> 4)] = (bytes[mask + 16 + (byte >> 4)] ?? 0) | (1 << bucket)
      }
    }
  })
}

/** Literals by hash of their fingerprint. */
function writeEntries(memory: WebAssembly.Memory, literals: readonly Literal[], literalsAt: number): void {
  const bytes = new Uint8Array(memory.buffer)
  const view = new DataView(memory.buffer)
  let literalAt = literalsAt
  const slotOf = (literal: Literal): number => Math.imul(literal.print, 0x9e3779b1) >>> 20
  const sorted = [...literals].sort((a, b) => slotOf(a) - slotOf(b))
  sorted.forEach((literal, i) => {
    const slot = SLOTS_AT + slotOf(literal) * 4
    const entries = view.getUint16(slot + 2, true)
    if (entries === 0) view.setUint16(slot, i, true)
    view.setUint16(slot + 2, entries + 1, true)
    const at = ENTRIES_AT + i * 16
    view.setUint32(at, literalAt, true)
    view.setUint32(at + 4, literal.bytes.length, true)
    view.setUint32(at + 8, literal.printAt, true)
    view.setUint32(at + 12, literal.print, true)
    bytes.set(literal.bytes, literalAt)
    literalAt += literal.bytes.length
  })
}
