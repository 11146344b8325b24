import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { run } from './fake-io.ts'

const id = (n: number): string => n.toString(16).padStart(64, 'a')
const line = (n: number): string =>
  `May 04 00:43:${String(n % 60).padStart(2, '0')} node-1 containerd[7]: time="2022-05-04T00:43:${String(n % 60).padStart(2, '0')}.000000000Z" level=error msg="StopPodSandbox for \\"${id(n)}\\" failed" error="failed to destroy network for sandbox \\"${id(n)}\\": invalid version \\"\\": the version is empty"`
const lines = (count: number): string => `${Array.from({ length: count }, (_, n) => line(n)).join('\n')}\n`

let folder = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, bytes: string | Uint8Array): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
  return path
}

interface Found {
  readonly failures: readonly { readonly sandbox_id: string }[]
  readonly coverage: readonly { readonly source: string; readonly problem: string | null }[]
}

/** What `analyze` finds in a file: it must not fail. */
async function analyzed(path: string): Promise<Found & { readonly problems: string }> {
  const { code, out } = await run(['analyze', path, '--format', 'json'])
  assert.equal(code, 0)
  const found: Found = JSON.parse(out)
  return { ...found, problems: JSON.stringify(found.coverage) }
}

/** Lines and byte offsets of the events of a file. */
async function places(path: string): Promise<readonly (readonly [line: number, offset: number, sandbox: string])[]> {
  const { code, out } = await run(['extract', path])
  assert.equal(code, 0)
  return out
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one))
    .map((event) => [event.line, event.byte_offset, event.sandbox_id])
}

for (const command of ['analyze', 'extract', 'ingest']) {
  test(`${command}: a missing path is one error with its name, exit code 2`, async () => {
    const path = join(folder, 'absent.log')
    const { code, out, err } = await run([
      command,
      path,
      ...(command === 'ingest' ? ['--case', join(folder, 'c.db')] : []),
    ])
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, /^error: [^\n]*absent\.log/)
    assert.equal(err.match(/error:/g)?.length, 1)
  })
}

test('a case or report below a file is refused with its name, not as a fault of the program', async () => {
  const log = file('below.log', lines(3))
  for (const option of ['--case', '--out']) {
    const { code, err } = await run(['analyze', log, option, join(log, 'result')])
    assert.equal(code, 2, option)
    assert.match(err, /^error: cannot write [^\n]*result\ncause: [^\n]+\n hint: /, option)
  }
})

test('nothing to explain is an error', async () => {
  const { code, err } = await run(['explain-line', ' '])
  assert.equal(code, 2)
  assert.match(err, /^error: explain-line was given no text/)
})

test('a query of a name like another is answered with that one', async () => {
  const path = join(folder, 'near.db')
  await run(['ingest', file('near.log', lines(3)), '--case', path])
  const { code, err } = await run(['query', 'stuck', '--case', path])
  assert.equal(code, 2)
  assert.match(err, /hint: did you mean stuck-per-node or stuck-sandboxes\?/)
})

test('a query without rows says by what it goes', async () => {
  const path = join(folder, 'open.db')
  await run(['ingest', file('open.log', lines(3)), '--case', path])
  const { code, out, err } = await run(['query', 'pod-life', '--case', path])
  assert.deepEqual([code, out], [0, 'no rows\n'])
  assert.match(err, /^pod-life goes by --param namespace=\.\.\. --param pod=\.\.\.$/m)
  assert.doesNotMatch((await run(['query', 'cni-configs', '--case', path])).err, /goes by/)
})

test('people read times as dates and waits as spans', async () => {
  const path = join(folder, 'wait.db')
  await run(['ingest', file('wait.log', lines(3)), '--case', path])
  const sql = 'select 1560240000 as wait_us, 1650933804518165 as first_us'
  const { out } = await run(['query', '--sql', sql, '--case', path])
  assert.match(out, /^wait +first\n-+ +-+\n26 min +2022-04-26T00:43:24\.518165Z\n$/)
  assert.match(
    (await run(['query', '--sql', sql, '--case', path, '--format', 'csv'])).out,
    /^wait_us,first_us\n1560240000,/,
  )
})

test('a folder without logs is said to have none, exit code 2', async () => {
  const empty = join(folder, 'no-logs')
  mkdirSync(empty)
  for (const command of ['analyze', 'extract']) {
    const { code, out, err } = await run([command, empty])
    assert.deepEqual([code, out], [2, ''], command)
    assert.match(err, /^error: [^\n]*no-logs[\s\S]*\n hint: /, command)
  }
})

test('a truncated gzip gives what came before the cut, and the loss is named', async () => {
  // Noise that does not compress, so that the cut falls amid the records
  const noise = Array.from(
    { length: 200 },
    (_, n) => `${line(n)}\n${((n * 2654435761) % 4294967296).toString(36).repeat(9)}`,
  )
  const packed = gzipSync(`${noise.join('\n')}\n`)
  const { failures, problems } = await analyzed(file('cut.log.gz', packed.subarray(0, Math.floor(packed.length / 2))))
  assert.ok(failures.length > 20 && failures.length < 200, `${failures.length} failures`)
  assert.match(problems, /cut\.log\.gz[^}]*(?:cut|truncated|end|damaged)/i)
})

test('every command that reads says what it could not read whole, and the report says it on its first screen', async () => {
  const packed = gzipSync(lines(3) + 'x'.repeat(70))
  file('lost/a.log', lines(1))
  const cut = file('lost/b.log.gz', packed.subarray(0, packed.length - 20))
  const broken = file('lost/c.log.gz', Buffer.from(packed).fill(0xff, 60))
  const loss = `warning: 2 sources could not be read whole; what else stood in there is missing
  ${cut}: the gzip stream ends early
  ${broken}: the gzip stream is damaged (`
  const input = join(folder, 'lost')
  for (const words of [
    ['analyze', input],
    ['extract', input],
    ['ingest', input, '--case', join(folder, 'lost.db')],
  ]) {
    const { code, err } = await run(words)
    assert.equal(code, 0, words[0])
    assert.equal(err.slice(0, loss.length), loss, words[0])
  }
  const { out } = await run(['analyze', input])
  const screen = out.slice(0, out.indexOf('## Summary'))
  assert.match(screen, /\*\*Not read whole\*\*: \[2\]\(#query-coverage\) of 3 sources, first `[^`]*b\.log\.gz`/)
})

test('files that hold no text and empty ones are passed over without a warning', async () => {
  file('whole/a.log', lines(1))
  for (const name of ['1', '2', '3']) file(`whole/empty-${name}.log`, '')
  file('whole/kubelet', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]))
  const { code, out, err } = await run(['analyze', join(folder, 'whole')])
  assert.deepEqual([code, err], [0, ''])
  assert.doesNotMatch(out, /Not read whole|could not be read in full/)
  assert.match(out, /^- `[^`]*empty-1\.log` and 2 more: empty\n- `[^`]*kubelet`: a binary file: not read$/m)
})

test('a binary file is a named gap beside logs, and an error alone', async () => {
  const bytes = Uint8Array.from({ length: 200_000 }, (_, n) => (n * n * 31 + (n >> 3)) & 255)
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])
  mkdirSync(join(folder, 'mixed'))
  const binary = file('mixed/kubelet', bytes)
  file('mixed/containerd.log', lines(1))
  const { failures, problems } = await analyzed(join(folder, 'mixed'))
  assert.equal(failures.length, 1)
  assert.match(problems, /kubelet"[^}]*"problem":"[^"]+"/)
  const { code, out, err } = await run(['analyze', binary])
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /^error: [^\n]*kubelet[\s\S]*\n hint: /)
})

test('an empty file is read and has nothing to say', async () => {
  const { failures, coverage } = await analyzed(file('empty.log', ''))
  assert.deepEqual([failures.length, coverage.length], [0, 1])
})

test('a line of 50 MB costs neither the lines round it nor their places', async () => {
  const before = lines(2)
  const long = Buffer.alloc(50_000_000, 'x')
  const path = file('long.log', Buffer.concat([Buffer.from(before), long, Buffer.from(`\n${line(2)}\n`)]))
  assert.deepEqual(await places(path), [
    [1, 0, id(0)],
    [2, Buffer.byteLength(`${line(0)}\n`), id(1)],
    [4, Buffer.byteLength(before) + long.length + 1, id(2)],
  ])
})

test('invalid UTF-8 and NULs leave the records and their places as they are', async () => {
  const bad = Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x0a, 0x00, 0x00, 0x41, 0x00, 0x0a])
  const first = Buffer.from(`${line(0)}\n`)
  const path = file('bytes.log', Buffer.concat([first, bad, Buffer.from(`${line(1)}\n`)]))
  assert.deepEqual(await places(path), [
    [1, 0, id(0)],
    [4, first.length + bad.length, id(1)],
  ])
})

test('CRLF ends a line as LF does', async () => {
  const path = file('crlf.log', lines(3).replaceAll('\n', '\r\n'))
  assert.deepEqual(
    await places(path),
    [0, 1, 2].map((n) => [n + 1, n * (line(0).length + 2), id(n)]),
  )
})

test('UTF-16 with its mark is read in both byte orders', async () => {
  const little = Buffer.from(`\ufeff${lines(3)}`, 'utf16le')
  for (const [name, bytes] of [
    ['le.log', little],
    ['be.log', Buffer.from(little).swap16()],
  ] as const) {
    assert.deepEqual(
      (await places(file(name, bytes))).map(([at, , sandbox]) => [at, sandbox]),
      [0, 1, 2].map((n) => [n + 1, id(n)]),
      name,
    )
  }
})
