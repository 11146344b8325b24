import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { freeChunk } from '../../src/intake/codecs/chunk-memory.ts'
import { containers, DEFAULT_LIMITS, expand, HEAD_BYTES, openStream } from '../../src/intake/index.ts'

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

test('of a gz whose chunks are freed one by one the head stays, and no byte is lost', async () => {
  const text = Buffer.from(
    Array.from({ length: 60_000 }, (_, i) => `line ${i} ${(i * 2_654_435_761) >>> 0}\n`).join(''),
  )
  const input = async function* (): AsyncIterable<Uint8Array> {
    yield gzipSync(text)
  }
  const of = { path: 'a.log.gz', size: undefined, mtimeUs: 0, mtimeFrom: '' } as const
  const context = { containers, limits: DEFAULT_LIMITS, problem: assert.fail }
  for await (const leaf of expand(await openStream(input(), of), context)) {
    const copies: Buffer[] = []
    let freed = 0
    for await (const chunk of leaf.bytes) {
      copies.push(Buffer.from(chunk))
      leaf.bytes.free?.(chunk)
      if (chunk.length === 0) freed++
    }
    assert.ok(freed > 1)
    assert.deepEqual(Buffer.concat(copies), text)
    assert.deepEqual(Buffer.from(leaf.head), text.subarray(0, HEAD_BYTES))
  }
})
