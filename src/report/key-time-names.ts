/**
 * What the rows of "Key times" are called, in their second column. `report --check` finds the rows again by these words, with which a
 * longer text may begin.
 */
export const KEY_TIMES = {
  trigger: 'first trace of the inferred trigger',
  firstFailure: 'first failure',
  lastFailure: 'last failure',
  firstSuccess: 'first success after the last failure',
  alert: 'first alert',
  page: 'first page answered',
  declared: 'incident declared',
  mitigated: 'mitigated for users',
  recovered: 'recovered for good',
  detect: 'time to detect',
  mitigate: 'time to mitigate',
  recover: 'time to recover',
} as const

export type KeyTime = keyof typeof KEY_TIMES

/** The heading of the table. */
export const KEY_TIMES_HEADING = 'Key times'

/** Said of a first failure with which the logs begin: what was before them is not known. */
export const BEGAN_BEFORE = 'it may have begun before they do'

/** Stands in the cell of a span of time until `report --check FILE --write` fills it. */
export const NOT_COMPUTED = 'computed once filled'
