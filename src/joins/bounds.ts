/** Bounds of the joins, in microseconds. Each says what it was chosen for; the tests hold the joins to them. */

const SECOND = 1_000_000
const MINUTE = 60 * SECOND

/** Records of one attempt by different programs: seconds-wide stamps and clocks 2 s apart, with room. */
export const SKEW_US: number = 5 * SECOND

/** Records of one attempt under one clock follow within milliseconds: tried first, so that the right ones are paired. */
export const TIGHT_US: number = 400_000

/** containerd 1.5+ gives the clean-up after a failed run a minute of its own before the run's line (sandbox_run.go). */
export const CLEAN_UP_US: number = 65 * SECOND

/** No record of an attempt comes later than this after the one before it. */
export const QUIET_US: number = 2 * MINUTE

/** Records of one pod or sandbox that are held at once; a denser series is cut at its widest gap. */
export const MAX_HELD = 4096

/** kubelet repeats a readiness condition at least every few minutes; a longer silence ends it. */
export const CONDITION_GAP_US: number = 30 * MINUTE

/** Gaps of a series between which an incident may never be cut, and always is. */
export const MIN_INCIDENT_GAP_US: number = 15 * MINUTE
export const MAX_INCIDENT_GAP_US: number = 6 * 60 * MINUTE

/** kubelet waits so long for a sandbox (twice runtimeRequestTimeout): a call without a result for longer hangs. */
export const NO_RESULT_US: number = 4 * MINUTE

/** So many pods of one node whose calls hang, begun within so long, are a hang of the node's runtime; fewer may be their own slow plugin. */
export const HANG_CALLS = 3
export const HANG_WINDOW_US: number = 10 * MINUTE

/** A smaller difference between two clocks is left to the tolerance of the joins: records of one act are written seconds apart. */
export const LEAST_SKEW_US: number = 5 * SECOND

/** Sandboxes that must show the same difference before it is called one of clocks. */
export const LEAST_SKEW_PAIRS = 3

/** Three in four pairs lie within this time of the estimate; where they do not, one log tells later what the other told before. */
export const MOST_SKEW_SPREAD_US: number = 2 * SECOND
