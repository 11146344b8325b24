import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { build } from '../gen-scanner.mjs'

it('scanner-wasm.ts is built from the present scanner.as (npm run gen:scanner)', async () => {
  assert.equal(await build(), readFileSync('src/intake/sieve/scanner-wasm.ts', 'utf8'))
})
