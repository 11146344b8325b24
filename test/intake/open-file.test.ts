import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { HEAD_BYTES } from '../../src/intake/byte-stream.ts'
import { OPENED_BYTES, openFile } from '../../src/intake/expand.ts'

const folder = mkdtempSync(join(tmpdir(), 'open-file-'))
after(() => rmSync(folder, { recursive: true }))

function open(bytes: number, size: number | undefined, buffer?: Buffer): { head: number; isWhole: boolean } {
  const path = join(folder, `${bytes}.log`)
  writeFileSync(path, Buffer.alloc(bytes, 'x'))
  const { head, isWhole } = openFile({ path, root: folder, size, mtimeUs: 0 }, buffer)
  assert.equal(Buffer.from(head).toString('latin1'), 'x'.repeat(head.length))
  return { head: head.length, isWhole }
}

test('a file that is no longer than its head is known to be whole', () => {
  const buffer = Buffer.alloc(OPENED_BYTES)
  for (const into of [undefined, buffer]) {
    assert.deepEqual(open(0, 0, into), { head: 0, isWhole: true })
    assert.deepEqual(open(1000, 1000, into), { head: 1000, isWhole: true })
    assert.deepEqual(open(HEAD_BYTES, HEAD_BYTES, into), { head: HEAD_BYTES, isWhole: true })
    assert.deepEqual(open(HEAD_BYTES + 1, HEAD_BYTES + 1, into), { head: HEAD_BYTES, isWhole: false })
    assert.deepEqual(open(3 * HEAD_BYTES, 3 * HEAD_BYTES, into), { head: HEAD_BYTES, isWhole: false })
  }
})

test('a file that has grown or shrunk since it was found is read to its end', () => {
  assert.deepEqual(open(1000, 600), { head: 600, isWhole: false })
  assert.deepEqual(open(1000, 5000), { head: 1000, isWhole: true })
  assert.deepEqual(open(1000, undefined), { head: 1000, isWhole: true })
})
