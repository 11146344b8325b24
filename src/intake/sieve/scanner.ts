import type { MemberFinder } from '../../model/flat-object.ts'
import type { LineShape } from '../../model/line-shape.ts'

/**
 * Finds the lines of a window of bytes that hold a literal. Offsets count bytes of `window`; a region [from, to) begins at a line
 * start and the byte before it is a line feed, so `from` is at least 1.
 */
export interface Scanner {
  /** The bytes to scan are put here. */
  readonly window: Buffer
  /** Triples written by `scan`: line start, line end (its line feed or `to`), line feeds since the line start of the hit before (first: since `from`). */
  readonly hits: Uint32Array
  /** Writes at most `hits.length / 3` hits and returns their number; where that many were written, go on after the last one's line end. */
  readonly scan: (from: number, to: number) => number
  /** First line feed in [at, to), else `to`. */
  readonly lineEnd: (at: number, to: number) => number
  /** Start of the line that holds `at`, not before `low`. */
  readonly lineStart: (at: number, low: number) => number
  readonly countLines: (from: number, to: number) => number
  /** Bytes of value `byte`. */
  readonly countByte: (from: number, to: number, byte: number) => number
  readonly isAscii: (from: number, to: number) => boolean
  readonly shapes: ShapeTable
  /** Finds members of the objects that lines of the window are. */
  readonly objects: MemberFinder
}

/** Shapes of lines. Of several that a line has the newest counts. */
export interface ShapeTable {
  /** Number of the shape that line [start, end) of the window has; -1 if it has none. */
  readonly find: (start: number, end: number) => number
  /** Keeps a shape; its number, counted from 0, or -1 where there is no room. */
  readonly add: (shape: LineShape) => number
  readonly clear: () => void
}

/** Shapes kept, and bytes of the longest. */
export const MAX_SHAPES = 4096
export const LONGEST_SHAPE = 4096

/** Hits of one `scan` call, where no fewer are asked for. */
export const MAX_HITS = 16384
/** Bytes beyond the window that a scanner may read. */
export const SLACK_BYTES = 64
