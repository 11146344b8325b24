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
