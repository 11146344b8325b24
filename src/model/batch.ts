import type { PlacedEvent } from './event.ts'
import type { CniConfig, PlacedFact } from './fact.ts'
import type { SourceSummary } from './source.ts'

/** What ingest hands to a sink (the store, or the NDJSON printer of `extract`), in input order. */
export interface Batch {
  /** Index of the source among `begin` calls. */
  readonly source: number
  readonly events: readonly PlacedEvent[]
  readonly facts: readonly PlacedFact[]
}

export interface BegunSource {
  readonly path: string
  /** Hash of canonical path and head fingerprint. */
  readonly key: string
  /** The summary will name the SHA-256. */
  readonly isHashed?: boolean
}

/** Receives everything that ingest finds. `src/store` and `extract` implement it. */
export interface Sink {
  /** A new source starts; its index is the number of `begin` calls before. */
  begin(source: BegunSource): void
  putBatch(batch: Batch): void
  /** True where an event takes about as much time to be put as to be read: where there are many, they are read in another thread. */
  readonly takesTime?: boolean | undefined
  /** Resolves when more may come; undefined = at once. A slow reader of the output must not make batches pile up. */
  readonly drained?: () => Promise<void> | undefined
  putConfig(config: CniConfig): void
  /** The source is complete (or broken: see problem). */
  markDone(source: number, summary: SourceSummary): void
}
