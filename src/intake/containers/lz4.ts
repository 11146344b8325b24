import { decodeLz4Linked } from '../codecs/lz4.ts'
import { PullBytes } from '../codecs/pull-bytes.ts'
import type { Container } from '../container.ts'

const FRAME = 0x184d2204
const LEGACY = 0x184c2102
const SKIPPABLE = 0x184d2a50
const WINDOW = 65536
const LEGACY_BLOCK = 8 << 20
/** Largest block of the frame format by its code (lz4_Frame_format.md, BD byte). */
const BLOCK_SIZES = [0, 0, 0, 0, 1 << 16, 1 << 18, 1 << 20, 1 << 22]

const magicOf = (bytes: Uint8Array): number =>
  bytes.length < 4
    ? 0
    : ((bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16) | ((bytes[3] ?? 0) << 24)) >>> 0

/**
 * LZ4 frames (also concatenated and skippable ones) and the legacy format. A decoder of our own: the packages tried read
 * only the first of several frames, or return altered bytes without an error.
 */
export const container: Container = {
  id: 'lz4',
  title: 'LZ4',
  accepts: (head) => magicOf(head) === FRAME || magicOf(head) === LEGACY,
  async *open(input) {
    yield { path: input.path, bytes: unlz4(input.bytes), size: undefined, mtimeUs: 0 }
  },
}

async function* unlz4(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const pull = new PullBytes(bytes)
  try {
    while ((await pull.fill(4)) >= 4) {
      const magic = magicOf(pull.view())
      pull.skip(4)
      if (magic === FRAME) yield* frame(pull)
      else if (magic === LEGACY) yield* legacy(pull)
      else if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) await skipFrame(pull)
      else throw new Error('bytes behind the lz4 stream are no lz4 frame')
    }
  } finally {
    await pull.close()
  }
}

const cut = (): Error => new Error('the lz4 stream ends early')

async function word(pull: PullBytes): Promise<number> {
  const bytes = await pull.take(4)
  if (!bytes) throw cut()
  return magicOf(bytes)
}

async function skipFrame(pull: PullBytes): Promise<void> {
  for (let left = await word(pull); left > 0; ) {
    const have = await pull.fill(Math.min(left, WINDOW))
    if (have === 0) throw cut()
    const step = Math.min(left, have)
    pull.skip(step)
    left -= step
  }
}

interface FrameHeader {
  /** Largest block, bytes. */
  readonly blockMax: number
  /** Blocks refer back into earlier ones. */
  readonly linked: boolean
  readonly blockChecks: boolean
  readonly contentCheck: boolean
}

/** FLG, BD, [content size 8], [dictionary id 4], header check 1 (lz4_Frame_format.md). */
async function frameHeader(pull: PullBytes): Promise<FrameHeader> {
  const head = await pull.take(2)
  if (!head) throw cut()
  const flags = head[0] ?? 0
  const blockMax = BLOCK_SIZES[((head[1] ?? 0) >> 4) & 7] ?? 0
  if (flags >> 6 !== 1 || blockMax === 0) throw new Error('the lz4 frame header is damaged')
  if (!(await pull.take(1 + (flags & 8) + (flags & 1) * 4))) throw cut()
  return { blockMax, linked: (flags & 0x20) === 0, blockChecks: (flags & 0x10) !== 0, contentCheck: (flags & 4) !== 0 }
}

/** Blocks until one of size 0, then the content check. */
async function* frame(pull: PullBytes): AsyncIterable<Uint8Array> {
  const header = await frameHeader(pull)
  let window: Uint8Array = new Uint8Array(0)
  for (let size = await word(pull); size !== 0; size = await word(pull)) {
    const out = await frameBlock(pull, size, header, window)
    if (header.blockChecks) await word(pull)
    if (header.linked) window = Buffer.concat([window, out]).subarray(-WINDOW)
    yield out
  }
  if (header.contentCheck) await word(pull)
}

/** One block; the highest bit of its size says that it is stored as it stands. */
async function frameBlock(pull: PullBytes, size: number, header: FrameHeader, window: Uint8Array): Promise<Uint8Array> {
  const length = size & 0x7fffffff
  if (length > header.blockMax) throw new Error('an lz4 block is larger than its frame allows')
  const block = await pull.take(length)
  if (!block) throw cut()
  const out = size >>> 31 ? Uint8Array.from(block) : decodeLz4Linked(block, window, header.blockMax)
  if (!out) throw new Error('an lz4 block is damaged')
  return out
}

/** Legacy: blocks of at most 8 MiB, each with its compressed size, until the end or another magic number. */
async function* legacy(pull: PullBytes): AsyncIterable<Uint8Array> {
  while ((await pull.fill(4)) >= 4) {
    const size = magicOf(pull.view())
    if (size === FRAME || size === LEGACY || (size & 0xfffffff0) >>> 0 === SKIPPABLE) return
    pull.skip(4)
    if (size > LEGACY_BLOCK + (LEGACY_BLOCK >> 7)) throw new Error('an lz4 block is damaged')
    const block = await pull.take(size)
    const out = block && decodeLz4Linked(block, new Uint8Array(0), LEGACY_BLOCK)
    if (!block) throw cut()
    if (!out) throw new Error('an lz4 block is damaged')
    yield out
  }
}
