/** One log stream inside the evidence and what became of it: one row of table `source`. */
export interface SourceSummary {
  /** Canonical path: `bundle.tar.gz!/node-7/kubelet.log`. */
  readonly path: string
  readonly node: string
  readonly component: string
  readonly transport: string
  readonly payload: string
  /** Decompressed bytes read. */
  readonly bytes: number
  readonly lines: number
  /** Records the sieve cut out and handed to the parsers. */
  readonly candidates: number
  /** Records that a transport and a payload understood. */
  readonly understood: number
  readonly firstUs: number
  readonly lastUs: number
  /** Year given to stamps without one (the last one used); 0 where none was needed. */
  readonly year: number
  /** Where that year came from: 'flag' | 'same source' | 'same node' | 'same bundle' | 'member time' | 'file time' | 'file name' | ''. */
  readonly yearFrom: string
  /** Where the zone of stamps without one came from: 'flag' | 'proven' | 'assumed' (UTC, which nothing tells) | '' (none was needed). */
  readonly zoneFrom: string
  /** Of the file on disk that it is or lies in, hex; '' where there is none (src/ingest/source-hashes.ts). */
  readonly sha256: string
  /** What could not be read and why; '' if all was read. */
  readonly problem: string
  /** First places that were candidates but not understood: 'line: text', at most 5. */
  readonly notUnderstood: readonly string[]
  /** Lines cut by a pager or collector, glued or wrapped lines mended, events folded as copies, NULs and invalid UTF-8 seen... */
  readonly counts: Readonly<Record<string, number>>
}

/** Name of the count (not of lines: minutes) of a source whose records prove that its clock was not UTC. */
export const MINUTES_EAST = 'minutes east of UTC'

/** What the sources that a case holds tell of a node's time to logs that are added. */
export interface KnownTime {
  /** '' = the node is not known. */
  readonly node: string
  /** 0 = none is known. */
  readonly absoluteUs: number
  /** Minutes east of UTC. */
  readonly offsetMin: number | undefined
}
