import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { pack } from 'tar-stream'
import { shorten } from '../src/base/visible-text.ts'
import { type ContextLimits, readLineContext } from '../src/line-context.ts'
import type { MarkBefore } from '../src/marked-lines.ts'
import type { Surroundings } from '../src/model/line-context.ts'

let dir = ''
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'context-'))
})
after(() => rmSync(dir, { recursive: true }))

/** Lines `<name> 1` to `<name> <n>`. */
const log = (name: string, n: number): string => Array.from({ length: n }, (_, i) => `${name} ${i + 1}\n`).join('')

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(dir, name)
  writeFileSync(path, bytes)
  return path
}

async function tarOf(members: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  const archive = pack()
  for (const [name, bytes] of Object.entries(members)) archive.entry({ name }, Buffer.from(bytes))
  archive.finalize()
  const parts: Uint8Array[] = []
  for await (const chunk of archive) parts.push(chunk as Uint8Array)
  return Buffer.concat(parts)
}

const look = async (
  source: string,
  line: number,
  limits?: ContextLimits,
): Promise<Surroundings | { missing: string }> =>
  (await readLineContext([{ source, line }], limits && { limits }))(source, line)

/** Two lines before, the line, two lines after. */
async function five(source: string, line: number): Promise<readonly string[]> {
  const found = await look(source, line)
  if ('missing' in found) return [found.missing]
  return [...found.before, found.at, ...found.after.slice(0, 2)]
}

const expected = (name: string, line: number): readonly string[] => [-2, -1, 0, 1, 2].map((i) => `${name} ${line + i}`)

test('neighbours of a line come from plain files, with either line end and at either end of the file', async () => {
  const plain = put('a.log', '1\r\n2\r\n3\n4\n5\n')
  const unended = put('b.log', 'x\ny\nz')
  assert.deepEqual(await look(plain, 3), { before: ['1', '2'], at: '3', after: ['4', '5'] })
  assert.deepEqual(await look(plain, 1), { before: [], at: '1', after: ['2', '3', '4', '5'] })
  assert.deepEqual(await look(unended, 3), { before: ['x', 'y'], at: 'z', after: [] })
})

const COMPRESSORS: readonly (readonly [ending: string, command: string, args: readonly string[]])[] = [
  ['zst', 'zstd', ['-q', '-c']],
  ['xz', 'xz', ['-c']],
  ['bz2', 'bzip2', ['-c']],
  ['lz4', 'lz4', ['-c', '-']],
]
for (const [ending, command, args] of COMPRESSORS) {
  const packer = (bytes: Uint8Array | string): Buffer => spawnSync(command, args, { input: Buffer.from(bytes) }).stdout
  const skip = spawnSync(command, ['--version'], { input: '' }).error !== undefined && `no ${command} program here`

  test(`.${ending}: a compressed log, and a compressed archive's member`, { skip }, async () => {
    const single = put(`a.log.${ending}`, packer(log('a', 5000)))
    assert.deepEqual(await five(single, 4321), expected('a', 4321))
    const archive = put(
      `b.tar.${ending}`,
      packer(await tarOf({ 'n/other.log': log('o', 9), 'n/k.log': log('k', 900) })),
    )
    assert.deepEqual(await five(`${archive}!/n/k.log`, 77), expected('k', 77))
  })
}

test('members of tar, tar.gz and zip, and logs compressed inside them', async () => {
  const members = { 'n/a.log': log('a', 50), 'n/b.log.gz': gzipSync(log('b', 60)) }
  const tar = await tarOf(members)
  const zip = zipSync(Object.fromEntries(Object.entries(members).map(([name, bytes]) => [name, Buffer.from(bytes)])))
  for (const path of [put('x.tar', tar), put('x.tar.gz', gzipSync(tar)), put('x.zip', zip)]) {
    const a = `${path}!/n/a.log`
    const b = `${path}!/n/b.log.gz`
    const context = await readLineContext([
      { source: b, line: 10 },
      { source: a, line: 40 },
      { source: a, line: 5 },
      { source: b, line: 58 },
    ])
    for (const [source, line, name] of [
      [a, 5, 'a'],
      [a, 40, 'a'],
      [b, 10, 'b'],
      [b, 58, 'b'],
    ] as const) {
      const found = context(source, line)
      assert.ok('at' in found, `${source}:${line}`)
      assert.deepEqual([...found.before, found.at, ...found.after.slice(0, 2)], expected(name, line))
    }
  }
})

test('why there are no neighbours is told in the same words everywhere', async () => {
  const plain = put('c.log', log('c', 10))
  const zipped = gzipSync(log('d', 20_000))
  const cut = put('cut.gz', zipped.subarray(0, 12))
  const archive = put('d.tar', await tarOf({ 'a.log': 'a\n' }))
  const reasons: readonly (readonly [source: string, line: number, missing: string])[] = [
    [join(dir, 'absent'), 1, 'the source is not there any more'],
    [dir, 1, 'the source is not there any more'],
    [`${archive}!/b.log`, 1, 'the source is not there any more'],
    ['-', 1, 'it came from standard input'],
    ['-!/a.log', 1, 'it came from standard input'],
    [plain, 99, 'the source has no such line any more'],
    [cut, 1, 'the source cannot be read to that line'],
    [put('e.journal', Buffer.from([0x4c, 0x50, 0, 0, 1, 2, 0, 0])), 1, 'the records of this source are no lines'],
  ]
  for (const [source, line, missing] of reasons) assert.deepEqual(await look(source, line), { missing }, source)
  const small = { archiveBytes: 100, streamBytes: 1 << 16 }
  assert.deepEqual(await look(put('f.gz', zipped), 1, small), { missing: 'the archive is too large to be read again' })
  const long = put('g.log', log('g', 200_000))
  assert.deepEqual(await look(long, 199_000, small), { missing: 'the source cannot be read to that line' })
  assert.equal('at' in (await look(long, 3, small)), true)
})

test('long lines are cut: neighbours to what can be read, the line itself to what memory is given', async () => {
  const path = put('h.log', `${'n'.repeat(5000)}\n${'é'.repeat(300_000)}\nend\n`)
  const found = await look(path, 2)
  assert.ok('at' in found)
  assert.equal(found.before[0]?.length, 2000)
  assert.match(found.at, /^é{131072}…$/)
  assert.deepEqual(found.after, ['end'])
})

test('lines far apart are found whatever lies between them, in chunks of any size', async () => {
  for (const [name, line] of [
    ['short.log', (i: number) => `${i}`],
    ['long.log', (i: number) => `${i} ${'x'.repeat(i % 4000)}`],
    ['empty.log', (i: number) => (i % 3 === 0 ? '' : `${i}`)],
  ] as const) {
    const lines = Array.from({ length: 9000 }, (_, i) => line(i + 1))
    const path = put(name, `${lines.join('\n')}\n`)
    const places = [1, 101, 102, 350, 4000, 4150, 8999, 9000]
    const context = await readLineContext(places.map((at) => ({ source: path, line: at })))
    for (const at of places) {
      assert.deepEqual(context(path, at), {
        before: lines.slice(Math.max(0, at - 3), at - 1).map((text) => shorten(text, 2000)),
        at: lines[at - 1],
        after: lines.slice(at, at + 16).map((text) => shorten(text, 2000)),
      })
    }
  }
})

/** Marks of every `step`-th line of a text, all shifted by so many bytes. */
function marksOf(text: string, step: number, shift = 0): MarkBefore {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (_, line) => {
    const marked = line - ((line - 1) % step)
    return { line: marked, byteOffset: (starts[marked - 1] ?? 0) + shift }
  }
}

test('marks of a plain file change nothing but what is read of it', async () => {
  const text = log('m', 60_000)
  const path = put('marked.log', text)
  const places = [5, 2500, 2501, 30_000, 59_999].map((line) => ({ source: path, line }))
  const plainly = await readLineContext(places)
  for (const [step, shift] of [
    [1, 0],
    [7, 0],
    [20_000, 0],
    [1, 2],
  ] as const) {
    const marked = await readLineContext(places, { markBefore: marksOf(text, step, shift) })
    for (const { source, line } of places) assert.deepEqual(marked(source, line), plainly(source, line), `${step}`)
  }
  const limits = { archiveBytes: 100, streamBytes: 1 << 18 }
  assert.ok('missing' in (await readLineContext(places, { limits }))(path, 59_999))
  assert.ok('at' in (await readLineContext(places, { limits, markBefore: marksOf(text, 7) }))(path, 59_999))
})

test('marks are asked for plain files alone', async () => {
  const asked: string[] = []
  const markBefore = (source: string): undefined => {
    asked.push(source)
    return undefined
  }
  const zipped = put('marked.log.gz', gzipSync(log('z', 9000)))
  const plain = put('asked.log', log('p', 9000))
  const context = await readLineContext(
    [zipped, plain].map((source) => ({ source, line: 8000 })),
    { markBefore },
  )
  assert.deepEqual(asked, [plain])
  assert.equal(Object.values(context(zipped, 8000))[1], 'z 8000')
  assert.equal(Object.values(context(plain, 8000))[1], 'p 8000')
})
