import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BLOCK_BYTES, type RawPlace, rawBlockWriter, rawReader } from '../../src/store/raw-blocks.ts'

function writer(): {
  put: (raw: string) => RawPlace
  putUtf8: (raw: { readonly utf8: Uint8Array; readonly from: number; readonly to: number }) => RawPlace
  flush: () => void
  read: (place: RawPlace) => string
  blocks: Map<number, Uint8Array>
} {
  const blocks = new Map<number, Uint8Array>()
  const raws = rawBlockWriter(7, (id, codec, bytes, data) => {
    assert.equal(codec, 'brotli')
    assert.ok(bytes > 0)
    blocks.set(id, data)
  })
  const reader = rawReader()
  const read = ({ block, offset, bytes }: RawPlace): string =>
    reader(block, () => blocks.get(block) ?? new Uint8Array(), offset, bytes)
  return { ...raws, read, blocks }
}

test('texts of any script come back as they were', () => {
  const { put, flush, read } = writer()
  const texts = ['StopPodSandbox', 'Zeitüberschreitung – ⏱ 超时 🧨', '\u0000\u0001']
  const places = texts.map(put)
  flush()
  assert.deepEqual(places.map(read), texts)
  assert.deepEqual(
    places.map((place) => place.block),
    [7, 7, 7],
  )
})

test('an empty text takes no place', () => {
  const { put, flush, blocks } = writer()
  assert.deepEqual(put(''), { block: 0, offset: 0, bytes: 0 })
  flush()
  assert.equal(blocks.size, 0)
})

test('texts go on in the next block where one is full, and a text longer than a block has one of its own', () => {
  const { put, flush, read, blocks } = writer()
  const texts = ['a'.repeat(BLOCK_BYTES - 10), 'ü'.repeat(20), 'b'.repeat(BLOCK_BYTES + 1), 'c']
  const places = texts.map(put)
  flush()
  assert.deepEqual(
    places.map((place) => place.block),
    [7, 8, 9, 10],
  )
  assert.deepEqual(places.map(read), texts)
  assert.equal(blocks.size, 4)
})

test('a text that just fits is not moved on', () => {
  const { put, flush, blocks } = writer()
  put('a'.repeat(BLOCK_BYTES - 5))
  assert.equal(put('bcdef').block, 7)
  flush()
  assert.equal(blocks.size, 1)
})

test('a reader keeps only the last blocks unpacked', () => {
  const { put, flush, read } = writer()
  const places = Array.from({ length: 70 }, (_, index) => {
    const place = put(`text ${index}`)
    flush()
    return place
  })
  assert.deepEqual(
    [...places, ...places].map(read).slice(70),
    places.map((_, index) => `text ${index}`),
  )
})

test('records at hand as bytes come back as they were, side by side or not, among texts', () => {
  const { put, putUtf8, flush, read } = writer()
  const one = Buffer.from('abcdefghij'.repeat(20_000))
  const two = Buffer.from('KLMNOPQRST'.repeat(20_000))
  const cut = (utf8: Buffer, from: number, to: number): readonly [RawPlace, string] => [
    putUtf8({ utf8, from, to }),
    utf8.toString('utf8', from, to),
  ]
  const told = [
    cut(one, 0, 150_000),
    cut(one, 150_000, 150_003),
    cut(one, 150_007, 200_000),
    cut(two, 0, 3),
    cut(two, 3, 5),
    [put('a text'), 'a text'] as const,
    cut(two, 5, 200_000),
    cut(one, 0, 190_000),
    cut(one, 190_000, 190_004),
  ]
  flush()
  assert.deepEqual(
    told.map(([place]) => read(place)),
    told.map(([, text]) => text),
  )
  assert.deepEqual([...new Set(told.map(([place]) => place.block))], [7, 8])
})
