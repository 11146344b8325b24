import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { pack } from 'tar-stream'
import { DEFAULT_LIMITS } from '../../../src/base/limits.ts'
import type { ContainerContext } from '../../../src/intake/container.ts'
import { containers } from '../../../src/intake/containers/index.ts'
import { openStream } from '../../../src/intake/expand.ts'
import { containerById, logText, openAll, sourceOf } from './harness.ts'

const TEXT = logText()
const FILES: readonly (readonly [string, string])[] = [
  ['./node-7/kubelet.log', TEXT],
  ['node-7/empty.log', ''],
  [`${'deep/'.repeat(40)}containerd.log`, 'one line\n'],
]
const EXPECTED = [
  ['b!/node-7/kubelet.log', TEXT],
  ['b!/node-7/empty.log', ''],
  [`b!/${'deep/'.repeat(40)}containerd.log`, 'one line\n'],
]

async function tarOf(
  files: readonly (readonly [string, string])[],
  extra?: (archive: ReturnType<typeof pack>) => void,
): Promise<Buffer> {
  const archive = pack()
  for (const [name, text] of files) archive.entry({ name, mtime: new Date(1650933804000) }, Buffer.from(text, 'latin1'))
  extra?.(archive)
  archive.finalize()
  const parts: Uint8Array[] = []
  for await (const chunk of archive) parts.push(chunk as Uint8Array)
  return Buffer.concat(parts)
}
const zipOf = (files: readonly (readonly [string, string])[], level: 0 | 6 = 6): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        files.map(([name, text]) => [name, [Buffer.from(text, 'latin1'), { level, mtime: new Date(2022, 3, 26) }]]),
      ),
    ),
  )

test('tar: every file comes with its path and bytes; folders and links carry none', async () => {
  const bytes = await tarOf(FILES, (archive) => {
    archive.entry({ name: 'node-7/', type: 'directory' })
    archive.entry({ name: 'link', type: 'symlink', linkname: 'node-7/kubelet.log' })
    archive.entry({ name: 'hard', type: 'link', linkname: 'node-7/kubelet.log' })
  })
  assert.deepEqual(
    containers.filter((c) => c.accepts(bytes.subarray(0, 65536), 'x')).map((c) => c.id),
    ['tar'],
  )
  for (const step of [511, 1 << 16]) {
    const { members, problems, error } = await openAll(containerById('tar'), sourceOf(bytes, 'b', step))
    assert.deepEqual(
      members.map((m) => [m.path, m.text]),
      EXPECTED,
    )
    assert.deepEqual([problems, error], [[], ''])
  }
})

test('tar: members that nobody reads are passed over', async () => {
  const bytes = await tarOf(FILES)
  const { members } = await openAll(containerById('tar'), sourceOf(bytes, 'b'), {
    skip: (path) => path.endsWith('kubelet.log'),
  })
  assert.equal(members.length, 2)
})

/** Reads a little of a stream and leaves it. */
async function begin(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) if (chunk.length > 0) break
}

/** Reads a little of what a compressed member holds and leaves it. */
async function beginInside(bytes: AsyncIterable<Uint8Array>, context: ContainerContext): Promise<void> {
  const inner = await openStream(bytes, { path: 'inner', size: undefined, mtimeUs: 0, mtimeFrom: '' })
  for await (const member of containerById('gzip').open(inner, context)) await begin(member.bytes)
}

test('members that are left in the middle do not end the archive: the others still come', async () => {
  const big = 'a line of a log that goes on for quite a while\n'.repeat(20_000)
  const files = ['a.log', 'b.log', 'c.log'].map((name) => [name, big] as const)
  const gz = await tarOf(files.map(([name, text]) => [name, gzipSync(text, { level: 0 }).toString('latin1')] as const))
  const context = { limits: DEFAULT_LIMITS, spool: undefined, problem: () => {} }
  const streamed = { ...context, limits: { ...DEFAULT_LIMITS, heldZipBytes: 1000 } }
  for (const [id, bytes, how, look] of [
    ['tar', await tarOf(files), context, begin],
    ['tar', gz, context, beginInside],
    ['zip', zipOf(files), context, begin],
    ['zip', zipOf(files), streamed, begin],
  ] as const) {
    const paths: string[] = []
    for await (const member of containerById(id).open(sourceOf(bytes, 'b'), how)) {
      paths.push(member.path)
      await look(member.bytes, how)
    }
    assert.deepEqual(paths, ['b!/a.log', 'b!/b.log', 'b!/c.log'], id)
  }
})

test('tar: a sparse member is named, not misread', async () => {
  const bytes = await tarOf([
    ['GNUSparseFile.12/system.journal', 'x'],
    ['a', 'y'],
  ])
  const { members, problems } = await openAll(containerById('tar'), sourceOf(bytes, 'b'))
  assert.deepEqual(
    members.map((m) => m.path),
    ['b!/a'],
  )
  assert.match(problems[0] ?? '', /sparse/)
})

test('tar: a cut archive gives its first members and says that it ends early', async () => {
  const bytes = await tarOf([
    ['a', 'first\n'],
    ['b', TEXT],
  ])
  const { members, error } = await openAll(containerById('tar'), sourceOf(bytes.subarray(0, 40000), 'b'))
  assert.deepEqual([members[0]?.path, members[0]?.text], ['b!/a', 'first\n'])
  assert.ok(TEXT.startsWith(members[1]?.text ?? 'x'))
  assert.notEqual((members[1]?.error ?? '') + error, '')
})

for (const [id, make] of [
  ['tar', tarOf],
  ['zip', async (files: typeof FILES) => zipOf(files)],
] as const) {
  test(`${id}: the number of members is bounded and the bound is named`, async () => {
    const bytes = await make([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
    const { members, problems } = await openAll(containerById(id), sourceOf(bytes, 'b'), { limits: { members: 2 } })
    assert.equal(members.length, 2)
    assert.match(problems[0] ?? '', /more than 2 members/)
  })

  test(`${id}: mutilated archives never crash and never hang`, async () => {
    const small = await make([
      ['x/kubelet.log', TEXT.slice(0, 5000)],
      ['y', 'short\n'],
      ['z', TEXT.slice(0, 3000)],
    ])
    await fc.assert(
      fc.asyncProperty(
        fc.nat(small.length),
        fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { maxLength: 6 }),
        async (cut, flips) => {
          const bytes = Buffer.from(small.subarray(0, cut))
          for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value
          await openAll(containerById(id), sourceOf(bytes))
        },
      ),
      { numRuns: 200, seed: 13 },
    )
  })
}

test('zip: a plain file and a member held in memory give the same', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'zip-'))
  try {
    const bytes = zipOf([...FILES, ['folder/', '']])
    const path = join(dir, 'x.zip')
    writeFileSync(path, bytes)
    const plain = await openAll(containerById('zip'), { ...sourceOf(bytes, 'b'), file: path })
    const held = await openAll(containerById('zip'), sourceOf(bytes, 'b'))
    assert.deepEqual(plain, held)
    assert.deepEqual(
      held.members.map((m) => [m.path, m.text]),
      EXPECTED,
    )
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('zip: stored members and names of Windows tools are read', async () => {
  const { members } = await openAll(containerById('zip'), sourceOf(zipOf([['cni\\10-azure.conflist', '{}']], 0), 'b'))
  assert.deepEqual(
    members.map((m) => [m.path, m.text]),
    [['b!/cni/10-azure.conflist', '{}']],
  )
})

test('zip: one without a central directory is read by its local headers', async () => {
  const bytes = zipOf([
    ['a', TEXT],
    ['b', TEXT],
  ])
  const { members, problems } = await openAll(
    containerById('zip'),
    sourceOf(bytes.subarray(0, Math.floor(bytes.length * 0.7)), 'b'),
  )
  assert.ok(members[0]?.text === TEXT && members[0].error === '')
  assert.ok(TEXT.startsWith(members[1]?.text ?? 'x') && (members[1]?.text.length ?? 0) > 1000)
  assert.notEqual(members[1]?.error, '')
  assert.match(problems[0] ?? '', /no readable central directory/)
})

test('zip: encrypted members and methods that are not read are named', async () => {
  const bytes = zipOf([
    ['a', TEXT],
    ['b', 'plain\n'],
  ])
  const encrypted = Buffer.from(bytes)
  const central = encrypted.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  encrypted.writeUInt16LE(encrypted.readUInt16LE(central + 8) | 1, central + 8)
  assert.match((await openAll(containerById('zip'), sourceOf(encrypted, 'b'))).problems[0] ?? '', /encrypted/)
  const method = Buffer.from(bytes)
  method.writeUInt16LE(14, central + 10)
  const { problems, members } = await openAll(containerById('zip'), sourceOf(method, 'b'))
  assert.match(problems[0] ?? '', /compression method 14/)
  assert.deepEqual(
    members.map((m) => m.path),
    ['b!/b'],
  )
})

test('zip: an empty archive has no members', async () => {
  const { members, problems } = await openAll(containerById('zip'), sourceOf(Buffer.from(zipSync({})), 'b'))
  assert.deepEqual([members, problems], [[], []])
})
