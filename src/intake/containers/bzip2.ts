import { decodeBlock } from '../codecs/bzip2.ts'
import { PullBytes } from '../codecs/pull-bytes.ts'
import type { Container } from '../container.ts'

/** More than any compressed block: 900 kB of incompressible bytes plus its tables. */
const BLOCK_BYTES = 1_200_000

/**
 * bzip2, concatenated streams included. A streaming decoder of our own: of the packages tried one is eight times slower and the
 * other needs the whole file in memory.
 */
export const container: Container = {
  id: 'bzip2',
  title: 'bzip2',
  // BZh1 to BZh9, then the magic of a block (pi) or of the end
  accepts: (head) =>
    head[0] === 0x42 &&
    head[1] === 0x5a &&
    head[2] === 0x68 &&
    (head[3] ?? 0) >= 0x31 &&
    (head[3] ?? 0) <= 0x39 &&
    (head[4] === 0x31 || head[4] === 0x17),
  async *open(input) {
    yield { path: input.path, bytes: unbzip2(input.bytes), size: undefined, mtimeUs: 0 }
  },
}

async function* unbzip2(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const pull = new PullBytes(bytes)
  try {
    while ((await pull.fill(4)) >= 4) {
      const head = pull.view()
      if (head[0] !== 0x42 || head[1] !== 0x5a || head[2] !== 0x68)
        throw new Error('bytes behind the bzip2 stream are no bzip2 stream')
      const level = (head[3] ?? 0) - 0x30
      pull.skip(4)
      yield* stream(pull, level)
    }
  } finally {
    await pull.close()
  }
}

async function* stream(pull: PullBytes, level: number): AsyncIterable<Uint8Array> {
  let startBit = 0
  for (;;) {
    await pull.fill(BLOCK_BYTES)
    const step = decode(pull.view(), startBit, level)
    if (step.kind === 'end') {
      pull.skip(step.nextByte)
      return
    }
    yield step.bytes
    pull.skip(step.nextBit >> 3)
    startBit = step.nextBit & 7
  }
}

function decode(view: Uint8Array, startBit: number, level: number): ReturnType<typeof decodeBlock> {
  try {
    return decodeBlock(view, startBit, level)
  } catch (error) {
    const why =
      error instanceof RangeError
        ? 'the bzip2 stream ends early'
        : `the bzip2 stream is damaged (${error instanceof Error ? error.message : String(error)})`
    throw new Error(why, { cause: error })
  }
}
