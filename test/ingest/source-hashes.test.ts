import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { zipSync } from 'fflate'
import { analyze, openCase } from '../../src/index.ts'
import { type HashedSink, withHashes } from '../../src/ingest/source-hashes.ts'
import type { SourceSummary } from '../../src/model/source.ts'

const folder = mkdtempSync(join(tmpdir(), 'hashes-'))
after(() => rmSync(folder, { recursive: true }))

const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

const LINE =
  'Apr 26 00:43:24 node-7 containerd[812]: time="2022-04-26T00:43:24.000000000Z" level=error msg="StopPodSandbox for \\"ab\\" failed" error="failed to destroy network for sandbox \\"ab\\": invalid version \\"\\": the version is empty"\n'

test('every source has the SHA-256 of the file that was handed in, and the report names it', async () => {
  const log = join(folder, 'a.log')
  const zip = join(folder, 'b.zip')
  writeFileSync(log, LINE)
  writeFileSync(zip, zipSync({ 'x.log': Buffer.from(LINE.replaceAll('node-7', 'node-8')), 'y.log': Buffer.from(LINE) }))
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

test('files of which nothing is read have one as well', async () => {
  const contents = {
    'core.bin': Buffer.from(Array.from({ length: 600 }, (_, n) => n % 7)),
    'empty.log': Buffer.alloc(0),
  }
  const paths = Object.entries({ ...contents, 'a.log': Buffer.from(LINE) }).map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  })
  const path = join(folder, 'unread.db')
  await analyze({ paths, case: path, format: 'text' }, () => {})
  const file = await openCase(path)
  assert.deepEqual(
    file.sources().map((source) => [source.path, source.sha256]),
    paths.toSorted().map((one) => [one, hash(one)]),
  )
  file.close()
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

/** Takes sources as the pipeline does and gives what a case would hold of their hashes. */
async function hashesOf(paths: readonly string[], entry: URL | undefined, whileReading = (): void => {}) {
  const hashes: string[] = []
  const sink: HashedSink = {
    begin: () => void hashes.push('not done'),
    putBatch: () => {},
    putConfig: () => {},
    markDone: (index, summary) => {
      hashes[index] = summary.sha256
    },
    putHash: (index, sha256) => {
      assert.equal(hashes[index], '', 'it was marked as done without a hash')
      hashes[index] = sha256
    },
  }
  const hashing = withHashes(sink, entry)
  try {
    for (const [index, path] of paths.entries()) {
      hashing.sink.begin({ path, key: path })
      whileReading()
      hashing.sink.markDone(index, { sha256: '' } as SourceSummary)
    }
    await hashing.end()
  } finally {
    await hashing.close()
  }
  return hashes
}

const ENTRIES: readonly [string, URL | undefined][] = [
  ['in a thread', new URL('./hash-worker-entry.mjs', import.meta.url)],
  ['without a thread', undefined],
  ['where the thread fails', new URL('./no-such-entry.mjs', import.meta.url)],
]
for (const [where, entry] of ENTRIES) {
  test(`large files, small ones and members of archives are hashed ${where}`, async () => {
    const large = ['l1.log', 'l2.tar'].map((name) => join(folder, name))
    for (const [i, path] of large.entries()) writeFileSync(path, Buffer.alloc((9 << 20) + i, LINE))
    const [l1 = '', l2 = ''] = large
    const small = join(folder, 'small.log')
    writeFileSync(small, LINE)
    assert.deepEqual(await hashesOf([l1, small, `${l2}!/a`, `${l2}!/b`, 'stdin', l1], entry), [
      hash(l1),
      hash(small),
      hash(l2),
      hash(l2),
      '',
      hash(l1),
    ])
  })
}

test('a file that is gone before it is hashed has no hash', async () => {
  const path = join(folder, 'gone.log')
  writeFileSync(path, Buffer.alloc(9 << 20, LINE))
  assert.deepEqual(await hashesOf([path], undefined, () => rmSync(path)), [''])
})
