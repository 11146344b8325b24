import { ANY, HIGH_BITS, LOW_BITS } from '../../base/byte-classes.ts'
import type { LineShape } from '../../model/line-shape.ts'
import { LONGEST_SHAPE, MAX_SHAPES, type ShapeTable } from './scanner.ts'

/** `findShape` of scanner.as. */
export type FindShape = (start: number, end: number, lengths: number, bits: number) => number

const LENGTHS = 1024
const BITS_BYTES = 32
/** Room for shapes; pages that none came to are no memory. */
const SHAPES_BYTES = 4 << 20
/** Bytes that a table takes. */
export const TABLE_BYTES: number = BITS_BYTES + LENGTHS * 4 + SHAPES_BYTES
const HEAD_BYTES = 16
const PAIR_BYTES = 8

/** Shapes as scanner.as reads them, in `TABLE_BYTES` of its memory from `at`; the window begins at `windowAt`. */
export function wasmShapes(memory: WebAssembly.Memory, at: number, windowAt: number, findShape: FindShape): ShapeTable {
  const bytes = new Uint8Array(memory.buffer)
  const view = new DataView(memory.buffer)
  const lengthsAt = at + BITS_BYTES
  const first = lengthsAt + LENGTHS * 4
  bytes.set(LOW_BITS, at)
  bytes.set(HIGH_BITS, at + 16)
  let free = first
  let known = 0
  return {
    find: (start, end) => findShape(windowAt + start, windowAt + end, lengthsAt, at),
    add(shape) {
      const { length } = shape.bytes
      const next = free + sizeOf(shape)
      if (known === MAX_SHAPES || length > LONGEST_SHAPE || next > at + TABLE_BYTES) return -1
      const slot = lengthsAt + (length % LENGTHS) * 4
      view.setUint32(free, view.getUint32(slot, true), true)
      view.setUint32(free + 4, length, true)
      view.setUint32(free + 8, known, true)
      view.setUint32(free + 12, shape.pairs.length, true)
      writeShape(bytes, view, free + HEAD_BYTES, shape)
      view.setUint32(slot, free, true)
      free = next
      return known++
    },
    clear() {
      bytes.fill(0, lengthsAt, first)
      free = first
      known = 0
    },
  }
}

const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16

function sizeOf({ bytes, pairs }: LineShape): number {
  return HEAD_BYTES + aligned(pairs.length * PAIR_BYTES) + 2 * aligned(bytes.length)
}

function writeShape(bytes: Uint8Array, view: DataView, at: number, shape: LineShape): void {
  shape.pairs.forEach(({ a, b, length, isSame }, i) => {
    const pair = [a, b, length, isSame ? 1 : 0]
    for (const [n, value] of pair.entries()) view.setUint16(at + i * PAIR_BYTES + n * 2, value, true)
  })
  let to = at + aligned(shape.pairs.length * PAIR_BYTES)
  for (let from = 0; from < shape.bytes.length; from += 16, to += 32) {
    // Behind the line stands whatever follows it.
    bytes.fill(ANY, to + 16, to + 32)
    bytes.set(shape.bytes.subarray(from, from + 16), to)
    bytes.set(shape.classes.subarray(from, from + 16), to + 16)
  }
}
