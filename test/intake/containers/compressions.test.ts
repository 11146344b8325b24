import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { containers } from '../../../src/intake/containers/index.ts'
import { withoutWasmMemory } from '../../base/without-wasm-memory.ts'
import { containerById, logText, openAll, sourceOf } from './harness.ts'

const TEXT = logText()
const program =
  (command: string, args: string[]) =>
  (text: string): Uint8Array | undefined => {
    const run = spawnSync(command, args, { input: Buffer.from(text, 'latin1'), maxBuffer: 1 << 28 })
    return run.status === 0 ? run.stdout : undefined
  }
const KINDS: readonly (readonly [id: string, pack: (text: string) => Uint8Array | undefined])[] = [
  ['gzip', (text) => gzipSync(Buffer.from(text, 'latin1'))],
  ['zstd', program('zstd', ['-q', '-c'])],
  ['xz', program('xz', ['-c'])],
  ['bzip2', program('bzip2', ['-c'])],
  ['lz4', program('lz4', ['-B4', '-BD', '-c', '-'])],
]

for (const [id, pack] of KINDS) {
  const whole = pack(TEXT)
  const skip = whole === undefined && `no ${id} program here`
  const container = containerById(id)
  const packed = whole ?? new Uint8Array(0)

  test(`${id}: recognised by its first bytes, and by no other container`, { skip }, () => {
    assert.deepEqual(
      containers.filter((c) => c.accepts(packed.subarray(0, 65536), 'x')).map((c) => c.id),
      [id],
    )
  })

  test(`${id}: every byte comes back, at any chunk size, under the container's own path`, { skip }, async () => {
    for (const step of [1, 13, 4096, 1 << 20]) {
      const { members, problems, error } = await openAll(
        container,
        sourceOf(step === 1 ? (pack(TEXT.slice(0, 2000)) ?? packed) : packed, 'a.log.x', step),
      )
      assert.deepEqual([members.map((m) => [m.path, m.error]), problems, error], [[['a.log.x', '']], [], ''])
      assert.ok(members[0]?.text === (step === 1 ? TEXT.slice(0, 2000) : TEXT))
    }
  })

  test(`${id}: concatenated streams are read to the end`, { skip }, async () => {
    const { members } = await openAll(container, sourceOf(Buffer.concat([packed, pack('second\n') ?? packed])))
    assert.ok(members[0]?.text === `${TEXT}second\n`)
  })

  test(`${id}: an empty stream gives nothing`, { skip }, async () => {
    const { members } = await openAll(container, sourceOf(pack('') ?? packed))
    assert.deepEqual(members, [{ path: 'in', text: '', error: '' }])
  })

  test(`${id}: a cut stream gives what came before the cut and says so`, { skip }, async () => {
    const big = pack(logText(30000)) ?? packed
    const { members } = await openAll(container, sourceOf(big.subarray(0, Math.floor(big.length * 0.9))))
    const text = members[0]?.text ?? ''
    assert.ok(text.length > 0 && logText(30000).startsWith(text))
    assert.notEqual(members[0]?.error, '')
  })

  test(`${id}: mutilated streams never crash and never hang`, { skip }, async () => {
    const small = pack(TEXT.slice(0, 20000)) ?? packed
    await fc.assert(
      fc.asyncProperty(
        fc.nat(small.length),
        fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { maxLength: 6 }),
        async (cut, flips) => {
          const bytes = Buffer.from(small.subarray(0, cut))
          for (const [at, value] of flips) if (at < bytes.length) bytes[at] = value
          await openAll(container, sourceOf(bytes))
        },
      ),
      { numRuns: 200, seed: 11 },
    )
  })
}

test('zstd: skippable frames, windows of any size and streams without a checksum are read', {
  skip: spawnSync('zstd', ['--version']).error !== undefined && 'no zstd program here',
}, async () => {
  const skippable = Buffer.from('502a4d1804000000abababab', 'hex')
  const many = Buffer.concat(Array.from({ length: 3000 }, () => Buffer.from('502a4d1800000000', 'hex')))
  for (const args of [['-1', '--no-check'], ['-19', '--long=27'], ['--long=28']]) {
    const packed = program('zstd', [...args, '-q', '-c'])(TEXT)
    assert.ok(packed)
    for (const input of [packed, Buffer.concat([skippable, packed, many, packed, skippable])]) {
      const { members } = await openAll(containerById('zstd'), sourceOf(input, 'in', 65_536))
      const text = input === packed ? TEXT : TEXT + TEXT
      assert.ok(members[0]?.text === text && members[0].error === '', `${args.join(' ')} ${members[0]?.error}`)
    }
  }
})

test('zstd: what comes before the damage counts', {
  skip: spawnSync('zstd', ['--version']).error !== undefined && 'no zstd program here',
}, async () => {
  const text = logText(30_000)
  const packed = program('zstd', ['-q', '-c'])(text)
  assert.ok(packed)
  const damaged = Buffer.from(packed)
  damaged.fill(0x58, packed.length >> 1, (packed.length >> 1) + 64)
  for (const input of [damaged, Buffer.concat([packed, Buffer.from('no frame')])]) {
    const { members } = await openAll(containerById('zstd'), sourceOf(input, 'in', 1 << 20))
    const before = members[0]?.text ?? ''
    assert.ok(text.startsWith(before) && before.length > text.length / 3, String(before.length))
    assert.match(members[0]?.error ?? '', /zstd stream ends early or is damaged/)
  }
})

test('gzip: of a short stream what comes before the damage counts', async () => {
  const text = logText(1000)
  const damaged = gzipSync(text)
  damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 64)
  for (const step of [100, 1 << 20]) {
    const { members } = await openAll(containerById('gzip'), sourceOf(damaged, 'in', step))
    const before = members[0]?.text ?? ''
    // damaged bytes may decode to others before zlib sees that they cannot be
    const sound = text.slice(0, text.length / 4)
    assert.ok(before.startsWith(sound), `${before.length} of ${text.length}`)
    assert.notEqual(members[0]?.error, '')
  }
})

test('gzip: of a few lines all comes back where only the check sum is wrong or cut, and most where more is', async () => {
  const text = Buffer.from(
    'Apr 26 00:43:24 node-a kubelet[1205]: E0426 00:43:24.518165 1205 remote_runtime.go:205] stop\n'.repeat(3),
  )
  const packed = gzipSync(text)
  const damaged = (from: number): Buffer => Buffer.from(packed.map((byte, at) => (at < from ? byte : ~byte)))
  for (const [input, least, why] of [
    [damaged(packed.length - 8), text.length, 'damaged'],
    [damaged(packed.length - 20), 60, 'ends early|damaged'],
    [packed.subarray(0, packed.length - 1), text.length, 'ends early'],
    [packed.subarray(0, packed.length - 30), 60, 'ends early'],
  ] as const) {
    const { members } = await openAll(containerById('gzip'), sourceOf(input, 'in', 7))
    const found = members[0]?.text ?? ''
    assert.equal(found.slice(0, least), text.toString().slice(0, least))
    assert.match(members[0]?.error ?? '', new RegExp(`the gzip stream (?:is )?(?:${why})`))
  }
})

test('gzip: of a large file every byte comes back, and with damage what comes before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gzip-'))
  const path = join(folder, 'a.log.gz')
  const read = async (bytes: Uint8Array): Promise<{ readonly text: string; readonly error: string }> => {
    writeFileSync(path, bytes)
    const { members } = await openAll(containerById('gzip'), sourceOf(bytes, path, 262_144, path))
    return { text: members[0]?.text ?? '', error: members[0]?.error ?? '' }
  }
  // in pieces of a member each, so that it is known how much comes before a place
  const texts = Array.from({ length: 60 }, (_, n) => `part ${n}\n${logText(3000)}`)
  const parts = texts.map((text) => gzipSync(Buffer.from(text, 'latin1'), { level: 1 }))
  const whole = Buffer.concat(parts)
  assert.ok(whole.length > 1 << 20, String(whole.length))
  try {
    const { text, error } = await read(whole)
    assert.ok(text === texts.join('') && error === '', error)
    const damaged = Buffer.from(whole)
    const at = Buffer.concat(parts.slice(0, 41)).length
    // behind the header of a member: no block begins so
    damaged.fill(0xff, at + 10, at + 74)
    const sound = texts.slice(0, 41).join('')
    for (const [bytes, lost] of [
      [damaged, 16_384],
      [whole.subarray(0, at + 10), 0],
    ] as const) {
      const before = await read(bytes)
      assert.ok(sound.startsWith(before.text), `${before.text.length} of ${sound.length}`)
      assert.ok(sound.length - before.text.length <= lost, `${before.text.length} of ${sound.length}`)
      assert.notEqual(before.error, '')
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('lz4: independent blocks, content size, block checksums and the legacy format are read', {
  skip: spawnSync('lz4', ['--version']).error !== undefined && 'no lz4 program here',
}, async () => {
  for (const args of [['-B4', '-BI'], ['-BX', '--content-size'], ['-l']]) {
    const packed = program('lz4', [...args, '-c', '-'])(TEXT)
    assert.ok(packed)
    const { members } = await openAll(containerById('lz4'), sourceOf(packed))
    assert.ok(members[0]?.text === TEXT, args.join(' '))
  }
})

test('bzip2: several blocks of one stream are joined', {
  skip: spawnSync('bzip2', ['--version'], { input: '' }).error !== undefined && 'no bzip2 program here',
}, async () => {
  const packed = program('bzip2', ['-1', '-c'])(TEXT)
  assert.ok(packed)
  const { members } = await openAll(containerById('bzip2'), sourceOf(packed))
  assert.ok(members[0]?.text === TEXT)
})

test('bzip2: long runs of one byte are restored', {
  skip: spawnSync('bzip2', ['--version'], { input: '' }).error !== undefined && 'no bzip2 program here',
}, async () => {
  const text = `${'a'.repeat(70000)}b${'cccc'.repeat(9)}${'d'.repeat(255)}${'e'.repeat(4)}`
  const { members } = await openAll(
    containerById('bzip2'),
    sourceOf(program('bzip2', ['-c'])(text) ?? new Uint8Array(0)),
  )
  assert.ok(members[0]?.text === text)
})

test('kinds that are not read are named with what to do', async () => {
  for (const [magic, hint] of [
    ['age-encryption.org/v1\n', /age -d/],
    ['7z\xbc\xaf\x27\x1c', /unpack/],
    ['Rar!\x1a', /unpack/],
    ['ElfFile\0', /export/],
    ['\x5d\0\0', /xz -d/],
  ] as const) {
    const input = sourceOf(Buffer.from(`${magic}rest`, 'latin1'), 'support.zip.age')
    const container = containers.find((c) => c.accepts(input.head, input.path))
    assert.equal(container?.id, 'unsupported')
    const { members, problems } = await openAll(container, input)
    assert.deepEqual(members, [])
    assert.match(problems[0] ?? '', hint)
  }
})

/** As `openAll` reads them, under `ulimit -v`. */
async function readWithoutWasm(id: string): Promise<{ readonly text: string; readonly error: string } | undefined> {
  const packed = KINDS.find(([kind]) => kind === id)?.[1](TEXT) ?? new Uint8Array(0)
  let read: { readonly text: string; readonly error: string } | undefined
  await withoutWasmMemory(async () => {
    const { members } = await openAll(containerById(id), sourceOf(packed))
    read = members[0]
  })
  return read
}

const absent = (id: string): string | false =>
  KINDS.find(([kind]) => kind === id)?.[1]('') === undefined && `no ${id} program here`

test('zstd is read where WebAssembly has no memory', { skip: absent('zstd') }, async () => {
  const read = await readWithoutWasm('zstd')
  assert.equal(read?.error, '')
  assert.ok(read.text === TEXT)
})

test('xz says what it lacks where WebAssembly has no memory', { skip: absent('xz') }, async () => {
  assert.match((await readWithoutWasm('xz'))?.error ?? '', /ulimit -v/)
})
