/** Where bytes come from, for readers that may need more than one pass over them. */
export interface ByteSource {
  /** Canonical path: `bundle.tar.gz!/node-7/kubelet.log.1.gz`. */
  readonly path: string
  /** First bytes (at most `HEAD_BYTES`, fewer at the end of the source) without consuming them. */
  readonly head: Uint8Array
  /** The head holds all bytes that there are: they need not be iterated. */
  readonly isWhole: boolean
  /**
   * The bytes from the first on; may be iterated once. It may throw after any chunk (cut or damaged input): what came
   * before counts. A reader that needs no more must end the iteration (`break`), which closes what lies below.
   */
  readonly bytes: Chunks
  /** Path of a plain file with exactly these bytes, for random access; undefined for a member or standard input. */
  readonly file: string | undefined
  /** Number of bytes, where known before reading. */
  readonly size: number | undefined
  /** Last change in microseconds since the epoch, 0 = unknown. */
  readonly mtimeUs: number
  /** Where `mtimeUs` came from. */
  readonly mtimeFrom: 'member time' | 'file time' | ''
}

/** Bytes in pieces. */
export interface Chunks extends AsyncIterable<Uint8Array> {
  /**
   * For readers that keep no part of a chunk: takes the memory of each back before they ask for the next. That chunk, and all before it, may be
   * empty afterwards. It need not be called; absent where there is nothing to gain.
   */
  readonly free?: ((chunk: Uint8Array) => void) | undefined
}

/** Size of `ByteSource.head`. */
export const HEAD_BYTES = 65536

/** Bounds on hostile input; each has a default and a flag that its message names. */
export interface Limits {
  /** Containers inside containers. */
  readonly nesting: number
  /** Members of one archive. */
  readonly members: number
  /** Decompressed bytes for each compressed byte, once more than 64 MiB came out. */
  readonly expansion: number
  /** Longest physical line that is looked at; the rest of a longer one is skipped and counted. */
  readonly lineBytes: number
  /** Levels of a JSON document. */
  readonly jsonDepth: number
  /** A zip inside another archive is held in memory up to this size; a larger one is copied (`--spool`) or read by its local headers. */
  readonly heldZipBytes: number
  /** A journal file inside an archive is held in memory up to this size: four times journald's default maximum. */
  readonly heldJournalBytes: number
}

export const DEFAULT_LIMITS: Limits = {
  nesting: 6,
  members: 200_000,
  expansion: 2000,
  lineBytes: 1_048_576,
  jsonDepth: 200,
  heldZipBytes: 256 << 20,
  heldJournalBytes: 512 << 20,
}
