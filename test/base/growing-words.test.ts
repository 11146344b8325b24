import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GrowingWords } from '../../src/base/growing-words.ts'
import { withoutWasmMemory } from './without-wasm-memory.ts'

const MOST = 700_000

function fillAndRead(): void {
  const list = new GrowingWords(MOST)
  for (let n = 0; n < MOST; n += 1000) {
    list.need(n + 1000)
    list.words[n] = n + 1
    list.words[n + 999] = 0xffff_ffff - n
  }
  assert.ok(list.words.length >= MOST)
  for (let n = 0; n < MOST; n += 1000) {
    assert.deepEqual([list.words[n], list.words[n + 1], list.words[n + 999]], [n + 1, 0, 0xffff_ffff - n])
  }
}

describe('words that grow', () => {
  it('keep what they hold', fillAndRead)
  it('also where no memory of WebAssembly can be had', () => withoutWasmMemory(fillAndRead))
})
