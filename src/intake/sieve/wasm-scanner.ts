import { MEMBER_NUMBERS, MOST_MEMBERS } from '../../base/flat-object.ts'
import { wasmMemory } from '../../base/wasm-memory.ts'
import { toLiterals } from './literals.ts'
import { printBytes, writePrints } from './print-tables.ts'
import { choosePrints, type Prints } from './prints.ts'
import { MAX_HITS, type Scanner, SLACK_BYTES } from './scanner.ts'
import { scannerWasm } from './scanner-wasm.ts'
import { type FindShape, TABLE_BYTES, wasmShapes } from './wasm-shapes.ts'

interface Exports {
  readonly scan: (from: number, limit: number, cells: number, stride: number, hits: number, maxHits: number) => number
  readonly lineEnd: (at: number, limit: number) => number
  readonly lineStart: (at: number, low: number) => number
  readonly countLines: (from: number, limit: number) => number
  readonly countByte: (from: number, limit: number, byte: number) => number
  readonly isAscii: (from: number, limit: number) => number
  readonly findShape: FindShape
  readonly members: (from: number, limit: number, origin: number, members: number, most: number) => number
}

/** Where the tables of prints begin in the module's memory. */
const CELLS_AT = 1024

let compiled: WebAssembly.Module | undefined

/**
 * Scanner on 16-byte vectors, or undefined where WebAssembly or its SIMD instructions are missing, or the address space is limited
 * (`ulimit -v`): V8 reserves 8 GiB of it for a memory.
 */
export function createWasmScanner(
  gates: readonly string[],
  windowBytes: number,
  maxHits: number = MAX_HITS,
): Scanner | undefined {
  try {
    compiled ??= new WebAssembly.Module(Buffer.from(scannerWasm, 'base64'))
  } catch {
    return undefined
  }
  const { literals, stride, prints } = printsOf(gates)
  const hitsAt = align(CELLS_AT + printBytes(literals, prints))
  const membersAt = align(hitsAt + maxHits * 12)
  const windowAt = align(membersAt + MOST_MEMBERS * MEMBER_NUMBERS * 4 + SLACK_BYTES)
  const shapesAt = align(windowAt + windowBytes + SLACK_BYTES)
  const memory = wasmMemory(shapesAt + TABLE_BYTES)
  if (memory === undefined) return undefined
  writePrints(memory, CELLS_AT, literals, prints)
  const exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as Exports
  const hits = new Uint32Array(memory.buffer, hitsAt, maxHits * 3)
  return {
    window: Buffer.from(memory.buffer, windowAt, windowBytes),
    hits,
    scan(from, to) {
      const found = exports.scan(windowAt + from, windowAt + to, CELLS_AT, stride, hitsAt, maxHits)
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
    objects: {
      members: new Int32Array(memory.buffer, membersAt, MOST_MEMBERS * MEMBER_NUMBERS),
      findMembers: (from, to) => exports.members(windowAt + from, windowAt + to, windowAt, membersAt, MOST_MEMBERS),
    },
    shapes: wasmShapes(memory, shapesAt, windowAt, exports.findShape),
  }
}

/** By gates: one list is looked for by several scanners, and to choose its prints takes milliseconds. */
const chosen = new WeakMap<readonly string[], Prints & { readonly literals: readonly Buffer[] }>()

function printsOf(gates: readonly string[]): Prints & { readonly literals: readonly Buffer[] } {
  const known = chosen.get(gates)
  if (known !== undefined) return known
  const literals = toLiterals(gates)
  const prints = { literals, ...choosePrints(literals) }
  chosen.set(gates, prints)
  return prints
}

const align = (at: number): number => Math.ceil(at / 64) * 64
