import type { Limits } from '../base/limits.ts'
import type { ExportEntry } from '../model/export-entry.ts'
import type { ByteSource } from './byte-stream.ts'

/** What a document reader is given beside the bytes. */
export interface DocumentContext {
  readonly limits: Limits
  /** Folder for temporary copies of what has to be read at any place and is too large to hold; absent: none is made. */
  readonly spool?: string | undefined
  /** Counts something worth telling in the coverage (`messages given as byte arrays`), 1 if no number is given. */
  readonly count: (what: string, n?: number) => void
  /** Names what could not be read and why; the last one is kept with the source. */
  readonly problem: (why: string) => void
  /** False where every record is wanted: a test of the prefilter (`gates`) or a caller without a sieve. */
  readonly sieve: boolean
  /** Literals of which one is in every message that matters ('\n' first = at its start): a reader may skip records without any. */
  readonly gates: readonly string[]
}

/**
 * A source whose records are not lines: a JSON export, a binary journal. src/intake/documents/<id>.ts exports `document`.
 * Streams: yields batches of records in stored order, holds bounded memory. Bad records are counted, never thrown; damage is thrown
 * after what could be read was yielded.
 */
export interface DocumentReader {
  readonly id: string
  readonly title: string
  /** Recognises it by the head bytes; the name may decide between look-alikes. Lower `order` is asked first. */
  readonly order: number
  readonly accepts: (head: Uint8Array, path: string) => boolean
  readonly read: (input: ByteSource, context: DocumentContext) => AsyncIterable<readonly ExportEntry[]>
}
