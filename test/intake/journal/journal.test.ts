import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { decodeLz4Block } from '../../../src/intake/codecs/lz4.ts'
import { EntryWalk, type JournalDamage } from '../../../src/intake/journal/entries.ts'
import { readHeader } from '../../../src/intake/journal/header.ts'
import { fileAccess, memoryAccess, type RandomAccess } from '../../../src/intake/journal/random-access.ts'
import { type Compression, type TestEntry, writeJournal } from './write-journal.ts'
import { zstdOrUndefined } from './zstd.ts'

const WANTED = ['MESSAGE', '_HOSTNAME', '_PID']

/** An entry with copies of what it has of the wanted fields. */
interface JournalEntry {
  readonly offset: number
  readonly seqnum: number
  readonly realtimeUs: number
  readonly bootId: string
  readonly fields: ReadonlyMap<string, Uint8Array>
}
const LONG = `time="2022-04-26T00:43:24Z" level=error msg="StopPodSandbox failed" ${'x'.repeat(900)}`
const ENTRIES: readonly TestEntry[] = Array.from({ length: 40 }, (_, i) => ({
  realtimeUs: 1650933804518165 + i * 1000,
  fields: [
    ['MESSAGE', i % 3 === 0 ? `${LONG}${i}` : `line ${i}`],
    ['_HOSTNAME', 'node-a'],
    ['_PID', '701'],
    ['_UID', '0'],
  ],
}))

async function readAll(file: RandomAccess): Promise<{ entries: JournalEntry[]; damage: JournalDamage }> {
  const header = readHeader(file)
  if ('problem' in header) throw new Error(header.problem)
  const damage: JournalDamage = { items: 0, skippedBytes: 0 }
  const entries: JournalEntry[] = []
  const walk = new EntryWalk(file, header, WANTED, damage)
  while (await walk.next()) entries.push(entryOf(walk))
  return { entries, damage }
}

function entryOf(walk: EntryWalk): JournalEntry {
  const { offset, seqnum, realtimeUs } = walk
  const fields = new Map<string, Uint8Array>()
  for (const [i, name] of WANTED.entries()) {
    const value = walk.value(i)
    if (value !== undefined) fields.set(name, Uint8Array.from(value))
  }
  return { offset, seqnum, realtimeUs, bootId: walk.bootId(), fields }
}

const textOf = (entry: JournalEntry | undefined, name: string): string =>
  Buffer.from(entry?.fields.get(name) ?? []).toString('utf8')
const hasXz = spawnSync('xz', ['--version']).status === 0
const xz = (bytes: Uint8Array): Uint8Array => spawnSync('xz', ['--check=none', '-c'], { input: bytes }).stdout

for (const compact of [false, true]) {
  for (const compression of ['none', 'lz4', 'xz', 'zstd'] as const satisfies readonly Compression[]) {
    const skip = (compression === 'xz' && !hasXz) || (compression === 'zstd' && !zstdOrUndefined(Buffer.from('x')))
    test(`a ${compact ? 'compact' : 'regular'} file with ${compression} values gives every entry`, {
      skip: skip && `no ${compression} program here`,
    }, async () => {
      const { entries, damage } = await readAll(
        memoryAccess(writeJournal(ENTRIES, { compact, compression, tail: 4096, xz })),
      )
      assert.deepEqual(damage, { items: 0, skippedBytes: 0 })
      assert.deepEqual(
        entries.map((e) => textOf(e, 'MESSAGE')),
        ENTRIES.map((e) => e.fields[0]?.[1]),
      )
      assert.deepEqual(
        entries.map((e) => e.realtimeUs),
        ENTRIES.map((e) => e.realtimeUs),
      )
      assert.deepEqual([...(entries[0]?.fields.keys() ?? [])].sort(), ['MESSAGE', '_HOSTNAME', '_PID'])
      assert.equal(entries[5]?.seqnum, 6)
      assert.equal(entries[5]?.bootId, '11'.repeat(16))
    })
  }
}

test('the header says what kind of file it is', () => {
  const header = readHeader(memoryAccess(writeJournal(ENTRIES, { compact: true, online: true })))
  assert.deepEqual(header, {
    compact: true,
    unclean: true,
    machineId: 'aa'.repeat(16),
    seqnumId: 'bb'.repeat(16),
    headerSize: 264,
    entries: 40,
  })
})

test('a file that is no journal, or a newer kind, is refused in words', () => {
  assert.deepEqual(readHeader(memoryAccess(Buffer.alloc(10))), { problem: 'shorter than a journal header (10 bytes)' })
  assert.deepEqual(readHeader(memoryAccess(Buffer.alloc(300))), { problem: 'does not begin with LPKSHHRH' })
  const newer = writeJournal([])
  newer.writeUInt32LE(64, 12)
  assert.deepEqual(readHeader(memoryAccess(newer)), {
    problem: 'written by a newer systemd (unknown incompatible flags 0x40)',
  })
  const odd = writeJournal([])
  odd.writeBigUInt64LE(7n, 88)
  assert.deepEqual(readHeader(memoryAccess(odd)), { problem: 'impossible header size 7' })
})

test('a hole in the middle is skipped and counted, the entries behind it are kept', async () => {
  const bytes = writeJournal(ENTRIES)
  const first = (await readAll(memoryAccess(bytes))).entries
  const hole = first[10]
  assert.ok(hole)
  bytes.fill(0, hole.offset, hole.offset + 16)
  const { entries, damage } = await readAll(memoryAccess(bytes))
  assert.equal(entries.length, 39)
  assert.ok(damage.skippedBytes > 0)
})

test('items that point nowhere or at other objects are counted and left out', async () => {
  const bytes = writeJournal(ENTRIES.slice(0, 2))
  const { entries } = await readAll(memoryAccess(bytes))
  const [one, two] = entries
  assert.ok(one && two)
  bytes.writeBigUInt64LE(BigInt(bytes.length + 800), one.offset + 64)
  bytes.writeBigUInt64LE(BigInt(one.offset), two.offset + 64)
  bytes.writeBigUInt64LE(0n, two.offset + 80)
  const again = await readAll(memoryAccess(bytes))
  assert.equal(again.damage.items, 2)
  assert.deepEqual([...(again.entries[1]?.fields.keys() ?? [])], ['_PID'])
})

test('a value that cannot be decompressed is counted, the entry is kept', async () => {
  for (const [flags, body] of [
    [2, [9, 0, 0, 0, 0, 0, 0, 0, 0x10]],
    [2, [1]],
    [4, [1, 2, 3]],
    [1, [1, 2, 3]],
    [2, [0, 0, 0, 0, 0, 0, 1, 0, 0]],
  ] as const) {
    const bytes = writeJournal([{ realtimeUs: 1, fields: [['MESSAGE', Uint8Array.from(body)]] }])
    const payloadAt = 264 + 64
    bytes[265] = flags
    bytes.set(body, payloadAt)
    const { entries, damage } = await readAll(memoryAccess(bytes))
    assert.deepEqual([entries.length, damage.items], [1, 1], `flags ${flags}`)
  }
})

test('an LZ4 block with matches, overlapping ones too, is decoded', () => {
  // token: 3 literals, match 4+5; distance 3; then 1 literal
  assert.equal(
    Buffer.from(decodeLz4Block(Uint8Array.from([0x35, 97, 98, 99, 3, 0, 0x10, 33]), 13) ?? []).toString(),
    'abcabcabcabc!',
  )
  const long = decodeLz4Block(Uint8Array.from([0x1f, 97, 1, 0, 255, 10, 0x10, 98]), 1 + 4 + 15 + 265 + 1)
  assert.equal(long?.length, 286)
  assert.equal(decodeLz4Block(Uint8Array.from([0x10, 97, 9, 0, 0x00]), 5), undefined)
})

test('a file is read through pages, also over their borders', () => {
  const dir = mkdtempSync(join(tmpdir(), 'journal-'))
  try {
    const bytes = Buffer.alloc((2 << 20) + 77, 'abcdefg')
    writeFileSync(join(dir, 'x'), bytes)
    const fd = openSync(join(dir, 'x'), 'r')
    const file = fileAccess(fd, fstatSync(fd).size)
    assert.equal(file.size, bytes.length)
    for (const [offset, length] of [
      [0, 10],
      [(1 << 20) - 5, 10],
      [(1 << 20) - 5, (1 << 20) + 40],
      [bytes.length - 3, 10],
      [bytes.length, 5],
    ] as const) {
      assert.ok(Buffer.from(file.read(offset, length)).equals(bytes.subarray(offset, offset + length)))
    }
    closeSync(fd)
  } finally {
    rmSync(dir, { recursive: true })
  }
})

test('mutilated files never throw and never hang', async () => {
  const whole = writeJournal(ENTRIES, { compression: 'lz4', tail: 512 })
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length),
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
      async (cut, flips) => {
        const bytes = Buffer.from(whole.subarray(0, cut))
        for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value
        const file = memoryAccess(bytes)
        const header = readHeader(file)
        if ('problem' in header) return
        let count = 0
        const walk = new EntryWalk(file, header, WANTED, { items: 0, skippedBytes: 0 })
        while (await walk.next()) count += entryOf(walk).fields.size >= 0 ? 1 : 0
        assert.ok(count <= 200)
      },
    ),
    { numRuns: 200, seed: 7 },
  )
})

const REMOTE = ['/usr/lib/systemd/systemd-journal-remote', '/lib/systemd/systemd-journal-remote'].find((path) =>
  existsSync(path),
)
const noSystemd = REMOTE === undefined && 'systemd-journal-remote is not installed'

test('a file written by systemd reads record by record as journalctl prints it', { skip: noSystemd }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'journal-'))
  try {
    const lines = ENTRIES.map(
      (e) =>
        `__REALTIME_TIMESTAMP=${e.realtimeUs}\n__MONOTONIC_TIMESTAMP=${e.realtimeUs - 1650933000000000}\n_BOOT_ID=${'1'.repeat(32)}\n${e.fields.map(([k, v]) => `${k}=${v}`).join('\n')}\n\n`,
    )
    writeFileSync(join(dir, 'in.export'), lines.join(''))
    const path = join(dir, 'out.journal')
    assert.equal(spawnSync(REMOTE ?? '', ['-o', path, join(dir, 'in.export')]).status, 0)
    const exported = spawnSync('journalctl', ['--file', path, '-o', 'export'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    }).stdout
    const theirs = exported
      .split('\n\n')
      .filter((block) => block.includes('MESSAGE='))
      .map((block) => [
        /^__REALTIME_TIMESTAMP=(.*)$/m.exec(block)?.[1],
        /^MESSAGE=(.*)$/m.exec(block)?.[1],
        /^_HOSTNAME=(.*)$/m.exec(block)?.[1],
      ])
    const fd = openSync(path, 'r')
    const { entries } = await readAll(fileAccess(fd, fstatSync(fd).size))
    closeSync(fd)
    assert.equal(theirs.length, ENTRIES.length)
    assert.deepEqual(
      entries.map((e) => [String(e.realtimeUs), textOf(e, 'MESSAGE'), textOf(e, '_HOSTNAME')]),
      theirs,
    )
  } finally {
    rmSync(dir, { recursive: true })
  }
})
