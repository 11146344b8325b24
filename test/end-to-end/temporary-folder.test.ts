import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { analyze } from '../../src/index.ts'

const sample = join(import.meta.dirname, '../../samples/healthy-night')

async function analysed(temporary: string): Promise<string> {
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = temporary
  const parts: string[] = []
  try {
    await analyze({ paths: [sample], format: 'json', workers: 1 }, (part) => void parts.push(part))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  return parts.join('')
}

test('nothing is left in the temporary folder, and none is needed', {
  skip: process.platform === 'win32' && 'TMPDIR is not asked there',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'temporary-'))
  try {
    const normal = await analysed(folder)
    assert.deepEqual(readdirSync(folder), [])
    assert.equal(await analysed(join(folder, 'absent')), normal)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
