import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import type { ByteSource } from '../byte-stream.ts'
import { zipStreamMembers } from '../codecs/zip-stream.ts'
import type { Container, ContainerContext, Member } from '../container.ts'
import { cleanName } from './tar.ts'

/** A zip inside another archive is held in memory up to this size; a larger one is read by its local headers. */
const MEMORY_BYTES = 256 << 20

/** zip and zip64 through yauzl (central directory); one without a central directory (cut in transfer) by its local headers through fflate. */
export const container: Container = {
  id: 'zip',
  title: 'zip',
  // local file header PK\x03\x04, or the end record of an empty archive PK\x05\x06
  accepts: (head) =>
    head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)),
  open: (input, context) => members(input, context),
}

async function* members(input: ByteSource, context: ContainerContext): AsyncIterable<Member> {
  const held = input.file === undefined ? await hold(input.bytes) : undefined
  if (held?.rest) {
    yield* zipStreamMembers(input.path, concat(held.parts, held.rest), context)
    return
  }
  const bytes = held ? Buffer.concat(held.parts) : undefined
  let zip: ZipFile
  try {
    const options = { lazyEntries: true, decodeStrings: false, autoClose: false, validateEntrySizes: false } as const
    zip = bytes ? await fromBufferPromise(bytes, options) : await openPromise(input.file ?? '', options)
  } catch (error) {
    context.problem(
      input.path,
      `no readable central directory (${error instanceof Error ? error.message : String(error)}): read by local headers as far as it goes`,
    )
    yield* zipStreamMembers(input.path, bytes ? one(bytes) : input.bytes, context)
    return
  }
  try {
    yield* listed(input.path, zip, context)
  } finally {
    zip.close()
  }
}

async function* listed(path: string, zip: ZipFile, context: ContainerContext): AsyncIterable<Member> {
  let count = 0
  for await (const entry of zip.eachEntry()) {
    const name = entryName(entry)
    if (name.endsWith('/')) continue
    const full = `${path}!/${cleanName(name)}`
    if (++count > context.limits.members) {
      context.problem(path, `more than ${context.limits.members} members: the rest is not read (limit "members")`)
      return
    }
    if (entry.isEncrypted()) {
      context.problem(full, 'encrypted: decrypt the archive first')
      continue
    }
    if (!entry.canDecodeFileData()) {
      context.problem(
        full,
        `compression method ${entry.compressionMethod} is not read (only stored and deflated members are)`,
      )
      continue
    }
    // DOS times have no zone; the Unix time extra field, where there is one, has: yauzl prefers it
    yield {
      path: full,
      bytes: content(zip, entry),
      size: entry.uncompressedSize,
      mtimeUs: entry.getLastModDate({ timezone: 'UTC' }).getTime() * 1000,
    }
  }
}

async function* content(zip: ZipFile, entry: Entry): AsyncIterable<Uint8Array> {
  yield* await zip.openReadStreamPromise(entry)
}

/** UTF-8 or, as nearly all tools that do not set the flag mean it, latin-1; backslashes of Windows tools become slashes. */
function entryName(entry: Entry): string {
  const raw: unknown = entry.fileName
  const text =
    raw instanceof Uint8Array
      ? Buffer.from(raw).toString(entry.generalPurposeBitFlag & 0x800 ? 'utf8' : 'latin1')
      : entry.fileName
  return text.replaceAll('\\', '/')
}

async function hold(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ parts: Uint8Array[]; rest: AsyncIterator<Uint8Array> | undefined }> {
  const source = bytes[Symbol.asyncIterator]()
  const parts: Uint8Array[] = []
  for (let total = 0; total <= MEMORY_BYTES; ) {
    const next = await source.next().catch(() => ({ done: true as const, value: undefined }))
    if (next.done) return { parts, rest: undefined }
    parts.push(next.value)
    total += next.value.length
  }
  return { parts, rest: source }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

async function* concat(parts: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* parts
  for (;;) {
    const next = await rest.next()
    if (next.done) return
    yield next.value
  }
}
