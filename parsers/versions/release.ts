/** A version text as numbers, for comparison: `v1.6.8-k3s1`, `1.6.3+unknown`, `1.6.8~ds1` are read up to their suffix. */
export interface Release {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** `-rc.1`, `-k3s2`, `+unknown` ...; ''. */
  readonly suffix: string
}

// v1.6.3 · 1.6.3+unknown · v1.4.4-k3s2 · 1.6.8~ds1-1 · 1.24
const form = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(\D[^\s]{0,100})?$/

/** Reads a version text; undefined where it is none. A missing patch number is 0. */
export function readRelease(text: string): Release | undefined {
  const found = form.exec(text.trim())
  if (found === null) return undefined
  const [, major, minor, patch, suffix = ''] = found
  return { major: Number(major), minor: Number(minor), patch: Number(patch ?? 0), suffix }
}

/** Negative, 0 or positive as `a` is older than, equal to or newer than `b`; suffixes are not compared. */
export function compareReleases(a: Release, b: Release): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch
}

/** Is the version in the range (both ends included)? An end without patch number takes in the whole minor line. */
export function isWithin(release: Release, from: string, to: string): boolean {
  const low = readRelease(from)
  const high = readRelease(to)
  if (low === undefined || high === undefined) return false
  if (compareReleases(release, low) < 0) return false
  const wholeLine = to.split('.').length === 2
  return compareReleases(wholeLine ? { ...release, patch: 0 } : release, high) <= 0
}
