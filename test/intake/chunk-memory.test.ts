import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { DEFAULT_LIMITS } from '../../src/base/limits.ts'
import { freeChunk } from '../../src/intake/codecs/chunk-memory.ts'
import { containers, expand, HEAD_BYTES } from '../../src/intake/index.ts'
import { sourceOf } from './containers/harness.ts'
import { zstdOrUndefined } from './journal/zstd.ts'

test('a chunk is freed where nothing follows it in its buffer', () => {
  const buffer = new ArrayBuffer(64)
  const [first, last] = [new Uint8Array(buffer, 0, 40), new Uint8Array(buffer, 40)]
  freeChunk(first)
  assert.equal(first.length, 40)
  freeChunk(last)
  assert.equal(last.length, 0)
  assert.equal(first.length, 0)
})

test('shared memory is never freed', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(8))
  freeChunk(shared)
  assert.equal(shared.length, 8)
})

/** Numbers without order, so that packed bytes are many: 2.5 MB. */
const TEXT = Buffer.from(Array.from({ length: 100_000 }, (_, i) => `line ${i} ${(i * 2_654_435_761) >>> 0}\n`).join(''))

/** A tar of two members behind each other. */
async function tarOf(text: Buffer): Promise<Buffer> {
  const archive = pack()
  for (const name of ['a.log', 'b.log']) archive.entry({ name }, text)
  archive.finalize()
  const parts: Uint8Array[] = []
  for await (const chunk of archive) parts.push(chunk as Uint8Array)
  return Buffer.concat(parts)
}

const PACKED: readonly [string, () => Promise<Uint8Array | undefined> | Uint8Array | undefined][] = [
  ['gz', () => gzipSync(TEXT)],
  ['zst', () => zstdOrUndefined(TEXT)],
  ['tar.gz', async () => gzipSync(await tarOf(TEXT))],
]

for (const [kind, make] of PACKED) {
  test(`of a ${kind} whose chunks are freed one by one the head stays, and no byte is lost`, async (t) => {
    const packed = await make()
    if (packed === undefined) return t.skip('no zstd here')
    const context = { containers, limits: DEFAULT_LIMITS, problem: assert.fail }
    let freed = 0
    for await (const leaf of expand(sourceOf(packed, `x.${kind}`), context)) {
      const copies: Buffer[] = []
      for await (const chunk of leaf.bytes) {
        copies.push(Buffer.from(chunk))
        leaf.bytes.free?.(chunk)
        if (chunk.length === 0) freed++
      }
      assert.ok(Buffer.concat(copies).equals(TEXT))
      assert.ok(TEXT.subarray(0, HEAD_BYTES).equals(leaf.head))
    }
    assert.ok(freed > 1)
  })

  test(`of a ${kind} packed chunks are freed when they were decompressed, and no byte is lost`, async (t) => {
    const packed = await make()
    if (packed === undefined) return t.skip('no zstd here')
    let freed = 0
    async function* chunks(from: Uint8Array): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < from.length; at += 65_536) {
        const chunk = Uint8Array.from(from.subarray(at, at + 65_536))
        yield chunk
        if (chunk.length === 0) freed++
      }
    }
    const bytes = Object.assign(chunks(packed), { free: freeChunk })
    const context = { containers, limits: DEFAULT_LIMITS, problem: assert.fail }
    for await (const leaf of expand({ ...sourceOf(packed, `x.${kind}`), bytes }, context)) {
      const copies: Buffer[] = []
      for await (const chunk of leaf.bytes) copies.push(Buffer.from(chunk))
      assert.ok(Buffer.concat(copies).equals(TEXT))
    }
    assert.ok(freed > 1, String(freed))
  })
}
