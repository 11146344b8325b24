import { largeBuffer } from '../base/large-buffer.ts'

/** Bytes of one row: 64, a line of the processor's cache. */
const ROW_BYTES = 64

/** Numbers of 8 and of 4 bytes that one row takes. */
const REALS: number = ROW_BYTES / Float64Array.BYTES_PER_ELEMENT
export const INTS: number = ROW_BYTES / Int32Array.BYTES_PER_ELEMENT

/**
 * Rows of numbers without an object for each: the same memory as 8-byte and as 4-byte numbers. Number `r` of row `n` is
 * `real[n * REALS + r]`, whole number `i` of it `int[n * INTS + i]`; real r lies where the whole numbers 2r and 2r + 1 lie.
 */
export interface RowBlock {
  readonly bytes: Uint8Array
  readonly real: Float64Array
  readonly int: Int32Array
}

/** A block of so many rows, all of them 0. */
export function newRowBlock(rows: number): RowBlock {
  // A large one may be longer than the rows.
  const memory = largeBuffer(rows * ROW_BYTES)
  return {
    bytes: new Uint8Array(memory, 0, rows * ROW_BYTES),
    real: new Float64Array(memory, 0, rows * REALS),
    int: new Int32Array(memory, 0, rows * INTS),
  }
}

/** Some rows of a block, in the same memory. */
export function partOf({ bytes, real, int }: RowBlock, from: number, rows: number): RowBlock {
  const to = from + rows
  return {
    bytes: bytes.subarray(from * ROW_BYTES, to * ROW_BYTES),
    real: real.subarray(from * REALS, to * REALS),
    int: int.subarray(from * INTS, to * INTS),
  }
}

/** Real `at` of a row. */
export function realOf({ real }: RowBlock, row: number, at: number): number {
  return real[row * REALS + at] ?? 0
}

/** Whole number `at` of a row. */
export function intOf({ int }: RowBlock, row: number, at: number): number {
  return int[row * INTS + at] ?? 0
}

export function setReal({ real }: RowBlock, row: number, at: number, value: number): void {
  real[row * REALS + at] = value
}

export function setInt({ int }: RowBlock, row: number, at: number, value: number): void {
  int[row * INTS + at] = value
}

/** Copies a row from one block to another. */
export function copyRow(from: RowBlock, row: number, to: RowBlock, toRow: number): void {
  for (let at = 0; at < REALS; at += 1) to.real[toRow * REALS + at] = from.real[row * REALS + at] ?? 0
}

/** The bytes of the first rows of a block. */
export function rowBytes(block: RowBlock, rows: number): Uint8Array {
  return block.bytes.subarray(0, rows * ROW_BYTES)
}
