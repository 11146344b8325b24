import type { Limits } from '../base/limits.ts'
import type { ByteSource, Chunks } from './byte-stream.ts'

/** One stream inside a container. */
export interface Member {
  /** `archive!/inner/name` for an archive's member; the container's own path for a mere compression. */
  readonly path: string
  /** May be iterated once, before the next member is asked for; members whose bytes nobody wants are skipped by the container. */
  readonly bytes: Chunks
  /** Number of bytes, where the container tells. */
  readonly size: number | undefined
  /** The member's own time in microseconds since the epoch; 0 = unknown (then the container's is used). */
  readonly mtimeUs: number
}

/** What a container reports beside its members. */
export interface ContainerContext {
  readonly limits: Limits
  /** Names a member (or the container's own path) that could not be read and why; reading goes on. */
  readonly problem: (path: string, why: string) => void
  /** Folder for temporary copies of what has to be read at any place and is too large to hold; absent: none is made. */
  readonly spool?: string | undefined
  /** Streams are read to their end: bytes of large ones may be decompressed ahead, in a thread of their own. */
  readonly ahead?: boolean
}

/**
 * An archive or a compression: src/intake/containers/<id>.ts exports `container`. Writes nothing but a copy into `context.spool`; holds bounded memory.
 * A damaged one yields what can be read: `open` or a member's `bytes` throws at the damage, what came before counts.
 */
export interface Container {
  readonly id: string
  readonly title: string
  /** Recognises it by the head bytes (magic), not by the name. */
  readonly accepts: (head: Uint8Array, path: string) => boolean
  /** Members in stored order. Members are probed for containers again by the caller (a tar in a gzip, a gzip in a tar). */
  readonly open: (input: ByteSource, context: ContainerContext) => AsyncIterable<Member>
}
