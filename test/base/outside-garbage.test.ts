import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectGarbage, noteDropped } from '../../src/base/outside-garbage.ts'

test('dropped buffers do not pile up where they are told of', () => {
  let most = 0
  for (let i = 0; i < 400; i++) {
    noteDropped(Buffer.alloc(1 << 20).length)
    most = Math.max(most, process.memoryUsage().arrayBuffers)
  }
  // without it V8 waits for 64 MiB
  assert.ok(most < 48 << 20, `${most >> 20} MiB`)
  collectGarbage()
})
