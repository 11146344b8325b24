import { closeSync, openSync, readSync } from 'node:fs'
import { limitHint } from '../base/limits.ts'
import { type ByteSource, type Chunks, HEAD_BYTES } from './byte-stream.ts'
import type { Container, ContainerContext } from './container.ts'
import { fileBytes } from './file-bytes.ts'
import { decodeUtf16, isUtf16 } from './utf16.ts'
import { type FoundFile, reason } from './walk.ts'

/** Decompressed bytes below which no expansion ratio is asked for. */
const FREE_EXPANSION_BYTES = 64 << 20

export interface ExpandContext extends ContainerContext {
  readonly containers: readonly Container[]
}

/** A stream that is no container. */
export interface Leaf extends ByteSource {
  /** `utf-16` where it was decoded from it; `bytes` and `head` are UTF-8 then. */
  readonly encoding: 'utf-8' | 'utf-16'
}

/**
 * Opens a file; its head is read at once. Throws the system's error. `buffer`: where to read it, `OPENED_BYTES` long; the head is then gone
 * when the next file is opened there.
 */
export function openFile(found: FoundFile, buffer?: Buffer): ByteSource {
  const { path, size = HEAD_BYTES } = found
  const want = Math.min(OPENED_BYTES, size + 1)
  const bytes = buffer ?? Buffer.allocUnsafe(want)
  const filled = readStart(path, bytes, want, size)
  return {
    path,
    head: bytes.subarray(0, Math.min(filled, want - 1)),
    isWhole: filled < want,
    bytes: fileBytes(path),
    file: path,
    size: found.size,
    mtimeUs: found.mtimeUs,
    mtimeFrom: 'file time',
  }
}

/** A byte more than the head tells whether there is more. */
export const OPENED_BYTES: number = HEAD_BYTES + 1

/** Reads the first `want` bytes of a file of `size` bytes, or all that there are; how many. */
function readStart(path: string, into: Buffer, want: number, size: number): number {
  const fd = openSync(path, 'r')
  try {
    let filled = readSync(fd, into, 0, want, 0)
    // As many bytes as the file has, and fewer than were asked for: nothing is left to ask for.
    if (filled === size) return filled
    for (let got = filled; got !== 0 && filled < want; filled += got)
      got = readSync(fd, into, filled, want - filled, filled)
    return filled
  } finally {
    closeSync(fd)
  }
}

/** Makes a source of a stream: takes its head without losing it. A stream that fails early gives an error when it is iterated. */
export async function openStream(
  bytes: Chunks,
  of: Omit<ByteSource, 'head' | 'isWhole' | 'bytes' | 'file'>,
): Promise<ByteSource> {
  const iterator = bytes[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let length = 0
  let failure: unknown
  let isWhole = false
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await iterator.next()
      if (done) {
        isWhole = true
        break
      }
      taken.push(value)
      length += value.length
    }
  } catch (error) {
    failure = error
  }
  async function* all(): AsyncIterable<Uint8Array> {
    try {
      yield* taken
      if (failure !== undefined) throw failure
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  const [only] = taken
  const { free } = bytes
  // The head stays when the chunks are freed.
  const head = only !== undefined && taken.length === 1 && free === undefined ? only : Buffer.concat(taken)
  return {
    ...of,
    head: head.subarray(0, HEAD_BYTES),
    isWhole,
    bytes: Object.assign(all(), { free }),
    file: undefined,
  }
}

/** The streams inside a source that are no containers, in stored order; the source itself if it is none. */
export async function* expand(
  source: ByteSource,
  context: ExpandContext,
  depth = 0,
  rootBytes: number | undefined = source.size,
): AsyncIterable<Leaf> {
  const container = context.containers.find((one) => one.accepts(source.head, source.path))
  if (container === undefined) {
    yield toLeaf(source)
    return
  }
  if (depth >= context.limits.nesting) {
    context.problem(
      source.path,
      `containers inside containers, more than ${context.limits.nesting} deep ${limitHint('nesting')}`,
    )
    return
  }
  try {
    for await (const member of container.open(source, context)) {
      const own = member.mtimeUs !== 0
      const { free } = member.bytes
      const bytes = bounded(member.bytes, rootBytes, context.limits.expansion)
      const opened = await openStream(Object.assign(bytes, { free }), {
        path: member.path,
        size: member.size,
        mtimeUs: own ? member.mtimeUs : source.mtimeUs,
        mtimeFrom: own ? 'member time' : source.mtimeFrom,
      })
      yield* expand(opened, context, depth + 1, rootBytes)
    }
  } catch (error) {
    context.problem(source.path, reason(error))
  }
}

/** A stream that is no container, as text in UTF-8. */
export function toLeaf(source: ByteSource): Leaf {
  if (!isUtf16(source.head)) {
    // Written out: of thousands of files spreading takes a hundredth of the time.
    const { path, head, isWhole, bytes, file, size, mtimeUs, mtimeFrom } = source
    return { path, head, isWhole, bytes, file, size, mtimeUs, mtimeFrom, encoding: 'utf-8' }
  }
  const { head, bytes } = decodeUtf16(source)
  return { ...source, head, isWhole: false, bytes, file: undefined, size: undefined, encoding: 'utf-16' }
}

/** Ends a stream that expands beyond reason (a decompression bomb). */
async function* bounded(
  bytes: AsyncIterable<Uint8Array>,
  rootBytes: number | undefined,
  expansion: number,
): AsyncIterable<Uint8Array> {
  const most = Math.max(FREE_EXPANSION_BYTES, (rootBytes ?? Number.POSITIVE_INFINITY) * expansion)
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > most) throw new Error(`expands more than ${expansion}-fold ${limitHint('expansion')}`)
    yield chunk
  }
}
