import { randomUUID } from 'node:crypto'
import { readSync } from 'node:fs'
import { join } from 'node:path'
import { openUnnamed, type UnnamedFile, writeAll } from '../base/unnamed-file.ts'

const READ_BYTES = 262_144

/** The bytes of a stream where they can be read at any place. `problem`: why the stream ended early, '' if it did not. */
export type Held =
  | { readonly kind: 'memory'; readonly bytes: Uint8Array; readonly problem: string }
  | { readonly kind: 'copy'; readonly copy: SpooledCopy; readonly problem: string }
  /** Does not fit: `first` came already, `rest` has to be read or ended. */
  | { readonly kind: 'too-large'; readonly first: readonly Uint8Array[]; readonly rest: AsyncIterator<Uint8Array> }

/** A temporary copy on disk. */
export interface SpooledCopy {
  /** Open for reading at any place. */
  readonly fd: number
  /** bytes */
  readonly size: number
  /** Ends and removes the copy. */
  readonly close: () => void
}

/**
 * Holds up to `most` bytes of a stream in memory. A longer one is copied into the folder `spool`, if one is given.
 * Throws where the copy cannot be written; never what the stream throws.
 */
export async function hold(bytes: AsyncIterable<Uint8Array>, most: number, spool: string | undefined): Promise<Held> {
  const source = quiet(bytes[Symbol.asyncIterator]())
  const first: Uint8Array[] = []
  for (let total = 0; total <= most; ) {
    const next = await source.next()
    if (next.done === true) return { kind: 'memory', bytes: Buffer.concat(first.splice(0)), problem: source.problem }
    first.push(next.value)
    total += next.value.length
  }
  if (spool === undefined) return { kind: 'too-large', first, rest: source }
  return { kind: 'copy', copy: await copyOf(first, source, spool), problem: source.problem }
}

/** Ends where the stream throws, and keeps why. */
function quiet(source: AsyncIterator<Uint8Array>): AsyncIterator<Uint8Array> & { readonly problem: string } {
  const self = {
    problem: '',
    async next(): Promise<IteratorResult<Uint8Array>> {
      try {
        return await source.next()
      } catch (error) {
        self.problem = messageOf(error)
        return { done: true, value: undefined }
      }
    },
    async return(): Promise<IteratorResult<Uint8Array>> {
      await source.return?.()
      return { done: true, value: undefined }
    },
  }
  return self
}

async function copyOf(first: Uint8Array[], rest: AsyncIterator<Uint8Array>, folder: string): Promise<SpooledCopy> {
  let file: UnnamedFile | undefined
  try {
    file = openUnnamed(join(folder, `cni-postmortem-${randomUUID()}.spool`))
    let size = 0
    for (const part of first.splice(0)) size += writeAll(file.fd, part)
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      size += writeAll(file.fd, next.value)
    return { ...file, size }
  } catch (error) {
    file?.close()
    await rest.return?.()
    // ENOSPC: no space left on device, write
    const why = messageOf(error).split(', ')[0]
    throw new Error(`cannot be copied into ${folder} (--spool): ${why}`, { cause: error })
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Everything that is held, from the first byte. */
export async function* heldBytes(held: Held): AsyncIterable<Uint8Array> {
  if (held.kind === 'memory') yield held.bytes
  else if (held.kind === 'copy') yield* copiedBytes(held.copy)
  else {
    yield* held.first
    for (let next = await held.rest.next(); next.done !== true; next = await held.rest.next()) yield next.value
  }
}

/** The bytes of a copy from `from` up to `to`. */
export function* copiedBytes({ fd, size }: SpooledCopy, from: number = 0, to: number = size): Iterable<Uint8Array> {
  for (let at = from; at < Math.min(to, size); ) {
    const chunk = Buffer.allocUnsafe(Math.min(READ_BYTES, to - at))
    const got = readSync(fd, chunk, 0, chunk.length, at)
    if (got === 0) return
    yield chunk.subarray(0, got)
    at += got
  }
}
