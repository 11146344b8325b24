/** What all lines of one template have in common, byte by byte. */
export interface LineShape {
  /** A line of it; its length is that of all. */
  readonly bytes: Uint8Array
  /** Class of the byte at each place (src/base/byte-classes.ts): FIXED where it is the one in `bytes`. */
  readonly classes: Uint8Array
  readonly pairs: readonly ShapePair[]
}

/** Two stretches of a line that hold the same bytes in all lines, or other ones in all. */
export interface ShapePair {
  readonly a: number
  readonly b: number
  readonly length: number
  readonly isSame: boolean
}
