/** A place in a source, as it is cited. */
export interface LinePlace {
  readonly source: string
  readonly line: number
}

/** Where a line of a source begins. */
export interface LineMark {
  readonly line: number
  readonly byteOffset: number
}

/** A cited line between its neighbours, as the source has them now. */
export interface Surroundings {
  readonly before: readonly string[]
  readonly at: string
  /** More than the report shows: a record may go over several lines. */
  readonly after: readonly string[]
}

/** Looks a cited line up; where it has no surroundings, why not, in words. */
export type LineContext = (source: string, line: number) => Surroundings | { readonly missing: string }
