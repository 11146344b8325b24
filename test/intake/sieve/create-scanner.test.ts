import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createScanner } from '../../../src/intake/sieve/create-scanner.ts'
import { createWasmScanner } from '../../../src/intake/sieve/wasm-scanner.ts'
import { withoutWasmMemory } from '../../base/without-wasm-memory.ts'

it('scans where the address space is limited and no memory of WebAssembly can be had', async () => {
  await withoutWasmMemory(() => {
    assert.equal(createWasmScanner(['sandbox'], 1024), undefined)
    const scanner = createScanner(['sandbox'], 1024)
    const text = '\na\nb sandbox c\n'
    scanner.window.write(text)
    assert.equal(scanner.scan(1, text.length), 1)
    assert.deepEqual([...scanner.hits.subarray(0, 2)], [text.indexOf('b'), text.indexOf('c\n') + 1])
  })
})
