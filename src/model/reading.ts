/** How much one run of ingest read. */
export interface Reading {
  /** Files, members of archives included, of which text was read. */
  readonly sources: number
  /** Decompressed bytes, lines and events of these. */
  readonly bytes: number
  readonly lines: number
  readonly events: number
  /** Files without text (empty, binary). */
  readonly passedOver: number
  /** Files of which nothing could be read. */
  readonly unread: number
}
