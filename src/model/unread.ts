/** `problem` of files that hold no text: a bundle is full of them, and nothing is lost. */
export const NOT_TEXT = {
  empty: 'empty',
  binary: 'a binary file: not read',
  deadLink: 'a link that leads nowhere',
  linkUp: 'a link that leads to a folder above it',
} as const

/** A source that could not be read whole. */
export interface Loss {
  /** Canonical path: `bundle.tar.gz!/node-7/kubelet.log.gz`. */
  readonly source: string
  readonly why: string
}

const HARMLESS: ReadonlySet<string> = new Set(Object.values(NOT_TEXT))

/** Does the `problem` of a source mean that text was not read: a cut archive, a damaged journal, a file without permission? */
export function isLoss(problem: string): boolean {
  return problem !== '' && !HARMLESS.has(problem)
}
