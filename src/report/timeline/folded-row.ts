/** A row of a timeline for people; repeated failures are one row. */
export interface FoldedRow {
  readonly us: number
  readonly node: string
  readonly kind: 'failed' | 'succeeded' | 'started' | 'change'
  /** What happened: `StopPodSandbox failed`. */
  readonly what: string
  /** Pod and sandbox it happened to; ''. */
  readonly subject: string
  /** `x181 until 02:14`; ''. */
  readonly fold: string
  readonly message: string
  readonly source: string
  readonly line: number
}
