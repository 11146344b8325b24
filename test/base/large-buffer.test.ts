import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { largeBuffer, largeInts } from '../../src/base/large-buffer.ts'
import { withoutWasmMemory } from './without-wasm-memory.ts'

function fillAndRead(): void {
  for (const length of [1, 100, 70_000, 300_001]) {
    const ints = largeInts(length)
    assert.equal(ints.length, length)
    assert.ok(ints.every((value) => value === 0))
    ints.fill(-1)
    assert.equal(ints.at(-1), -1)
    assert.ok(largeBuffer(length).byteLength >= length)
  }
}

describe('large buffers', () => {
  it('are of the length that was asked for and hold 0', fillAndRead)

  it('lie in the memory of WebAssembly, which cannot be handed to another thread', () => {
    const [large, small] = [largeBuffer(1 << 20), largeBuffer(1000)]
    for (const buffer of [large, small]) {
      try {
        structuredClone(buffer, { transfer: [buffer] })
      } catch (error) {
        assert.equal((error as Error).name, 'DataCloneError')
      }
    }
    assert.deepEqual([large.byteLength, small.byteLength], [1 << 20, 0])
  })

  it('are had as well where there is no such memory, which is asked for once', () => withoutWasmMemory(fillAndRead))
})
