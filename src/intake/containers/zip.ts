import type { Entry, ZipFile } from 'yauzl'
import { limitHint } from '../../base/limits.ts'
import { yauzl } from '../../base/on-demand.ts'
import type { ByteSource } from '../byte-stream.ts'
import { copyReader } from '../codecs/copy-reader.ts'
import { zipStreamMembers } from '../codecs/zip-stream.ts'
import type { Container, ContainerContext, Member } from '../container.ts'
import { type Held, heldBytes, hold } from '../spool.ts'
import { cleanName } from './tar.ts'

const OPTIONS = { lazyEntries: true, decodeStrings: false, autoClose: false, validateEntrySizes: false } as const

/**
 * zip and zip64 through yauzl (central directory); one without a central directory (cut in transfer) by its local headers through
 * fflate. So is one inside another archive that is too large to hold, where no folder for a copy is given.
 */
export const container: Container = {
  id: 'zip',
  title: 'zip',
  // local file header PK\x03\x04, or the end record of an empty archive PK\x05\x06
  accepts: (head) =>
    head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6)),
  open: (input, context) => members(input, context),
}

async function* members(input: ByteSource, context: ContainerContext): AsyncIterable<Member> {
  if (input.file !== undefined) {
    yield* whole(input.path, () => yauzl().openPromise(input.file ?? '', OPTIONS), input.bytes, context)
    return
  }
  const most = context.limits.heldZipBytes
  const held = await hold(input.bytes, most, context.spool)
  if (held.kind === 'too-large') {
    context.problem(
      input.path,
      `larger than ${most >> 20} MiB inside another archive: read by its local headers, which may miss stored members and show deleted ones; --spool DIR reads it by its directory, and so does unpacking it`,
    )
    yield* zipStreamMembers(input.path, heldBytes(held), context)
    return
  }
  try {
    yield* whole(input.path, () => openHeld(held), heldBytes(held), context)
  } finally {
    if (held.kind === 'copy') held.copy.close()
  }
}

function openHeld(held: Exclude<Held, { kind: 'too-large' }>): Promise<ZipFile> {
  return held.kind === 'memory'
    ? yauzl().fromBufferPromise(Buffer.from(held.bytes.buffer, held.bytes.byteOffset, held.bytes.length), OPTIONS)
    : yauzl().fromRandomAccessReaderPromise(copyReader(held.copy), held.copy.size, OPTIONS)
}

/** The members that the central directory lists, or those of the local headers in `bytes` where there is none. */
async function* whole(
  path: string,
  open: () => Promise<ZipFile>,
  bytes: AsyncIterable<Uint8Array>,
  context: ContainerContext,
): AsyncIterable<Member> {
  let zip: ZipFile
  try {
    zip = await open()
  } catch (error) {
    context.problem(
      path,
      `no readable central directory (${error instanceof Error ? error.message : String(error)}): read by local headers as far as it goes`,
    )
    yield* zipStreamMembers(path, bytes, context)
    return
  }
  try {
    yield* listed(path, zip, context)
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
      context.problem(path, `more than ${context.limits.members} members: the rest is not read ${limitHint('members')}`)
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
