/** Published versions of the CNI specification, oldest first (containernetworking/cni tags spec-v*). */
export const SPEC_VERSIONS = ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'] as const

/** Position of a version among the published ones; -1 where it is none. */
export function specIndex(version: string): number {
  return (SPEC_VERSIONS as readonly string[]).indexOf(version)
}

/** The highest published version that every list supports, or undefined. */
export function highestCommon(lists: readonly (readonly string[])[]): string | undefined {
  return SPEC_VERSIONS.findLast((version) => lists.every((list) => list.includes(version)))
}
