import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { root, typescriptLoader } from './build.ts'
import { bundle } from './bundle.ts'
import { zstdOrUndefined } from './intake/journal/zstd.ts'

// inside the project: packages, queries and package.json are found from there, as they are from dist/
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true })
const folder = mkdtempSync(join(root, 'node_modules/.cache/bundle-'))
after(() => rmSync(folder, { recursive: true }))
await bundle(folder)
const bundled = join(folder, 'src/cli/bin.js')

/** More than one segment of a large file, so that worker threads are started. */
const log = join(folder, 'containerd.log')
const lines = readFileSync(join(root, 'samples/founding-stop/worker-1/containerd.log'), 'utf8')
writeFileSync(log, lines.repeat(Math.ceil((40 << 20) / lines.length)))

const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync('node', words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 })
  return { status, stdout, stderr }
}

test('the bundled command line does what the modules do, with and without worker threads', () => {
  const modules = run(...typescriptLoader, 'src/cli/bin.ts', 'extract', log)
  assert.equal(modules.status, 0, modules.stderr)
  assert.ok(modules.stdout.length > 1 << 20)
  for (const workers of ['1', '2']) {
    const ours = run(bundled, 'extract', log, '--workers', workers)
    assert.equal(ours.status, 0, ours.stderr)
    assert.ok(ours.stdout === modules.stdout, `--workers ${workers}`)
  }
})

test('the bundled command line reads a large zst as it reads what is packed in it', (t) => {
  const packed = zstdOrUndefined(readFileSync(log))
  if (packed === undefined) return t.skip('no zstd here')
  // a skippable frame of 64 MiB: so many packed bytes are decompressed in a thread of their own
  const skippable = Buffer.alloc(8 + (64 << 20))
  skippable.writeUInt32LE(0x184d2a50, 0)
  skippable.writeUInt32LE(64 << 20, 4)
  const events = [packed, Buffer.concat([skippable, packed])].map((bytes) => {
    writeFileSync(`${log}.zst`, bytes)
    const { status, stdout, stderr } = run(bundled, 'extract', `${log}.zst`)
    assert.equal(status, 0, stderr)
    return stdout
  })
  assert.ok((events[0] ?? '').length > 1 << 20)
  assert.ok(events[0] === events[1])
})

test('the bundled command line finds its queries, samples and packages', () => {
  const database = join(folder, 'incident.db')
  const analyzed = run(bundled, 'analyze', 'samples/founding-stop', '--case', database, '--out', join(folder, 'a.md'))
  assert.equal(analyzed.status, 0, analyzed.stderr)
  const answer = run(bundled, 'query', 'failures-per-node', '--case', database)
  assert.equal(answer.status, 0, answer.stderr)
  assert.match(answer.stdout, /worker-1/)
  assert.match(run(bundled, 'explain', 'cni-config-version-missing').stdout, /cniVersion/)
})
