import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { zipSync } from 'fflate'
import { analyze, openCase } from '../../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'hashes-'))
after(() => rmSync(folder, { recursive: true }))

const LINE =
  'Apr 26 00:43:24 node-7 containerd[812]: time="2022-04-26T00:43:24.000000000Z" level=error msg="StopPodSandbox for \\"ab\\" failed" error="failed to destroy network for sandbox \\"ab\\": invalid version \\"\\": the version is empty"\n'

test('every source has the SHA-256 of the file that was handed in, and the report names it', async () => {
  const log = join(folder, 'a.log')
  const zip = join(folder, 'b.zip')
  writeFileSync(log, LINE)
  writeFileSync(zip, zipSync({ 'x.log': Buffer.from(LINE.replaceAll('node-7', 'node-8')), 'y.log': Buffer.from(LINE) }))
  const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
  const path = join(folder, 'case.db')
  let report = ''
  await analyze({ paths: [log, zip], case: path, format: 'md' }, (part) => {
    report += part
  })
  const file = await openCase(path)
  assert.deepEqual(
    file.sources().map((source) => [source.path, source.sha256]),
    [
      [log, hash(log)],
      [`${zip}!/x.log`, hash(zip)],
      [`${zip}!/y.log`, hash(zip)],
    ],
  )
  file.close()
  assert.ok(report.includes(`${log} (${Buffer.byteLength(LINE)} B, sha256 ${hash(log)})`))
  assert.match(report, new RegExp(`b\\.zip \\(2 sources, [^)]*, sha256 ${hash(zip)}\\)`))
  assert.ok(report.includes(`${hash(log)}  ${log}\n${hash(zip)}  ${zip}\n`))
})

test('standard input has none', async () => {
  async function* stdin(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(LINE)
  }
  const path = join(folder, 'stdin.db')
  await analyze({ paths: ['-'], stdin: stdin(), case: path, format: 'text' }, () => {})
  const file = await openCase(path)
  assert.deepEqual(
    file.sources().map((source) => source.sha256),
    [''],
  )
  file.close()
})
