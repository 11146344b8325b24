/** Bounds of what counts as a silence of a source. Each says what it was chosen for. Times are microseconds. */

const MINUTE_US = 60_000_000

/** A shorter gap is no silence in any log: kubelet and containerd of a quiet node write every few minutes. */
export const SHORTEST_US: number = 5 * MINUTE_US

/** A longer gap rather means that a year was taken wrongly. */
export const LONGEST_US: number = 60 * 24 * 60 * MINUTE_US

/** So many steps from sample to sample must be known before a source has a usual one. */
export const FEWEST_STEPS = 20

/** A silence is at least so many times as long as the longest step that is still usual. */
export const TIMES_USUAL = 4

/** Longest steps that are not taken for usual: four, or this share of all. A source that pauses more often than that pauses usually. */
export const UNUSUAL_STEPS = 4
export const UNUSUAL_SHARE = 0.02

/** Lines of several writers stand this far out of order; more, and the source is not in order of time there. */
export const DISORDER_US: number = MINUTE_US

/** Longest gaps of a source that are kept until all of it is known. */
export const MOST_GAPS = 64

/** A gap is looked at line by line only where it is longer than twice the usual step of its neighbourhood: so many steps. */
export const NEIGHBOURS = 8
export const TIMES_NEIGHBOURS = 2
/** The neighbourhood begins anew at multiples of this offset, so that a file read in segments gives the same as one read whole. */
export const NEIGHBOURHOOD_BYTES: number = 16 << 20

/** Lines without a time that are passed over in a gap before it is left alone. */
export const MOST_UNDATED = 16

/** A boot within this time after a silence explains it. */
export const BOOT_AFTER_US: number = 5 * MINUTE_US
