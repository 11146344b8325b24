import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { lineContext } from '../src/line-context.ts'

test('neighbours of a line come from plain and gz files, and from nothing else', () => {
  const dir = mkdtempSync(join(tmpdir(), 'context-'))
  try {
    const plain = join(dir, 'a.log')
    const packed = join(dir, 'a.log.gz')
    writeFileSync(plain, '1\r\n2\r\n3\n4\n5\n')
    writeFileSync(packed, gzipSync('x\ny\nz'))
    writeFileSync(join(dir, 'broken.gz'), gzipSync('x\ny\nz').subarray(0, 12))
    const context = lineContext()
    assert.deepEqual(context(plain, 3), { before: ['1', '2'], at: '3', after: ['4', '5'] })
    assert.deepEqual(context(plain, 1), { before: [], at: '1', after: ['2', '3'] })
    assert.deepEqual(context(packed, 2), { before: ['x'], at: 'y', after: ['z'] })
    assert.equal(context(plain, 99), undefined)
    for (const other of [join(dir, 'absent'), dir, '-', `${plain}!/b`, join(dir, 'broken.gz')])
      assert.equal(context(other, 1), undefined)
  } finally {
    rmSync(dir, { recursive: true })
  }
})
