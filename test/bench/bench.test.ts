import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

/** A module of the benchmark, which is plain JavaScript. */
const load = (file: string) => import(new URL(file, import.meta.url).href)

test('the regression guard fails for what grew beyond its margin, and for what was not measured', async () => {
  const { regressions, outgrown, baselineOf } = await load('./compare.mjs')
  const baseline = { a: 10, b: 1, c: 3 }
  assert.deepEqual(regressions({ a: 19.9, b: 1.9, c: 0.1, new: 99 }, baseline), [])
  assert.deepEqual(regressions({ a: 20.1, b: 1, c: Number.NaN }, baseline), [
    'a: 20.10, more than 2 times the baseline 10',
    'c: NaN, more than 2 times the baseline 3',
  ])
  assert.deepEqual(regressions({ a: 10, b: 1 }, baseline), ['c: not measured, baseline 3'])
  assert.deepEqual(outgrown({ a: 4.9, b: 0.6, c: 3 }, baseline), ['a'])
  assert.equal(JSON.stringify(baselineOf({ z: 1.234, a: 2 })), '{"a":2,"z":1.23}')
})

test('the kept baseline holds against itself and fails a run that costs three times as much, by name', async () => {
  const { holds } = await load('./guard.mjs')
  const { default: baseline } = await import('./baseline.json', { with: { type: 'json' } })
  const said: string[] = []
  const say = (text: string) => said.push(text)
  assert.equal(holds(baseline, say), true)
  const [name, kept] = Object.entries(baseline)[0] ?? ['', 0]
  assert.ok(kept > 0)
  assert.equal(holds({ ...baseline, [name]: kept * 3 }, say), false)
  assert.ok(
    said.some((text) => text.startsWith(`slower than it was: ${name}: `)),
    said.join('\n'),
  )
})

test('a ratio is the median of the ratios within each round', async () => {
  const { ratio, median } = await load('./rounds.mjs')
  const runs = (...walls: number[]) => ({ runs: walls.map((wall) => ({ wall })) })
  assert.equal(ratio(runs(10, 2, 9), runs(1, 2, 3), 'wall'), 3)
  assert.equal(ratio(undefined, runs(1), 'wall'), undefined)
  assert.equal(median([3, 1, 2]), 2)
})

test('a measured command gives seconds and memory of all its processes; its failure is an error', async () => {
  const { measure } = await load('./measure.mjs')
  const busy = `${process.execPath} -e "const a = Buffer.alloc(1e8, 1); const end = Date.now() + 300; while (Date.now() < end);"`
  const run = await measure(`${busy} | cat`)
  assert.ok(run.wall >= 0.3 && run.cpu > 0.05, JSON.stringify(run))
  assert.ok(run.rss > 100, `${run.rss} MB`)
  await assert.rejects(measure('echo why >&2; exit 3'), /exit code 3[\s\S]*why/)
  await measure('cat | grep -q line', { feed: 'echo line', ok: [0] })
  await measure('exit 1', { ok: [0, 1] })
})

test('a longer log begins as a shorter one, its time advances, its sandboxes do not come back', async () => {
  const { LogStream } = await load('./data/log-stream.mjs')
  const read = (bytes: number) => Buffer.concat([...new LogStream('flood', bytes).copies(bytes)])
  const block = 1 << 24
  const long = read(block * 2.2)
  const short = read(block * 1.1)
  assert.ok(long.subarray(0, short.length).equals(short))
  assert.equal(short.at(-1), 10)
  assert.ok(short.length >= block * 1.1 && short.length < block * 1.1 + 2000)
  const lines = long.toString('latin1').trimEnd().split('\n')
  // Apr 26 00:19:59 node-7 ...
  const times = lines.map((line) => line.slice(4, 15))
  assert.deepEqual(times, times.toSorted())
  const ids = (from: number, to: number) => new Set(long.toString('latin1', from, to).match(/[0-9a-f]{64}/g))
  const before = ids(0, block)
  const again = [...ids(block + 2000, 2 * block)].filter((id) => before.has(id))
  assert.deepEqual(again, [])
  const logrus = lines.find((line) => line.includes('containerd[')) ?? ''
  const last = lines.findLast((line) => line.includes('containerd[')) ?? ''
  for (const line of [logrus, last]) assert.equal(line.slice(7, 15), /T([\d:]{8})\./.exec(line)?.[1], line)
})

test('JSON exports hold the same records in each shape, some messages as bytes', async () => {
  const { ndjson, jsonArray } = await load('./data/journal-entries.mjs')
  const lines = [...ndjson('incident', 800_000)].join('').trimEnd().split('\n')
  const array = JSON.parse([...jsonArray('incident', 800_000)].join(''))
  assert.ok(lines.length > 1000)
  const records = lines.map((line) => JSON.parse(line))
  assert.deepEqual(array.slice(0, 1000), records.slice(0, 1000))
  const bytes = records.filter(({ MESSAGE }) => Array.isArray(MESSAGE))
  assert.ok(bytes.length >= 2)
  assert.match(Buffer.from(bytes[0].MESSAGE).toString(), /^\x1b\[1m.*\x1b\[0m$/)
})

test('small files are 5,000 and hold the whole log in whole lines', async () => {
  const { makeInput } = await load('./data/forms.mjs')
  const { readdirSync, readFileSync } = await import('node:fs')
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const bytes = 2_000_000
    const path = await makeInput('files', 'healthy', bytes, folder)
    const log = await makeInput('log', 'healthy', bytes, folder)
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.log'))
      .sort()
    assert.equal(files.length, 5000)
    const texts = files.map((name) => readFileSync(join(path, name), 'utf8'))
    assert.ok(texts.every((text) => text.endsWith('\n')))
    assert.equal(texts.join(''), readFileSync(log, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('options: optional counts, sizes, lists; what is not known is refused', async () => {
  const { readOptions } = await load('./options.mjs')
  const joins = readOptions(['--joins', '5000', '--queries', '--size', '1.5G'])
  assert.deepEqual([joins.joins, joins.events, joins.report, joins.bytes], [5000, 1_000_000, undefined, 1.5e9])
  const events = readOptions(['--queries', '300', '--report'])
  assert.deepEqual([events.joins, events.events], [0, 300])
  assert.equal(joins.hasPart, true)
  const plain = readOptions(['--mix', 'flood', '--only', 'rg,analyze'])
  assert.deepEqual([plain.hasPart, plain.mixes, plain.only, plain.rounds], [false, ['flood'], ['rg', 'analyze'], 5])
  assert.equal(readOptions(['--quick']).bytes, 24e6)
  assert.throws(() => readOptions(['--mix', 'calm']), /"calm" is none of healthy, incident, flood/)
  assert.throws(() => readOptions(['--size', 'big']), /"big" is no size/)
})

test('the functions with most time of their own are named', async () => {
  const { topFunctions } = await load('./top-functions.mjs')
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const path = join(folder, 'a.cpuprofile')
    const frame = (id: number, functionName: string, url = '') => ({
      id,
      callFrame: { functionName, url, lineNumber: 4 },
    })
    const nodes = [
      frame(1, '(idle)'),
      frame(2, 'read', 'file:///a/b/c.js'),
      frame(3, '', 'file:///a/b/d.js'),
      frame(4, '(program)'),
    ]
    writeFileSync(path, JSON.stringify({ nodes, samples: [1, 2, 3, 2, 4], timeDeltas: [9e6, 2000, 3000, 4000, 100] }))
    assert.deepEqual(topFunctions(path, 2), [
      { place: 'read b/c.js:5', ms: 6 },
      { place: '(anonymous) b/d.js:5', ms: 3 },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the plan has what was asked for, and the comparison where nothing was', async () => {
  const { readOptions } = await load('./options.mjs')
  const { plan } = await load('./plan.mjs')
  const names = (...args: string[]) => plan(readOptions(args)).map(([stage]: [{ name: string }]) => stage.name)
  assert.deepEqual(names('--mix', 'flood'), ['sideBySide'])
  assert.deepEqual(names('--profile'), ['profile'])
  assert.deepEqual(names('--profile', '--joins', '5000', '--startup'), ['startup', 'largeCase'])
  const [[, settings]] = plan(readOptions(['--queries', '300']))
  assert.deepEqual(settings, { unit: 'events', count: 300, parts: ['queries'] })
  const sizes = plan(readOptions(['--full'])).flatMap(
    ([, differing]: [unknown, { bytes?: number }?]) => differing?.bytes ?? [],
  )
  assert.deepEqual(sizes, [200e6, 2e9])
})

test('the tables of a result take the place of those in the document, and nothing else does', async () => {
  const { withTables } = await load('./write-docs.mjs')
  const { section } = await load('./section.mjs')
  const columns = [{ key: 'wall', title: 'wall s', digits: 1 }]
  const result = {
    machine: 'A machine.',
    sections: [section('id', 'Title', 'A note.', columns, [{ name: 'analyze', wall: 1.25, cpu: 9 }])],
    goals: [
      { what: 'fast', value: 3, byCpu: 1.5, limit: 2, unit: 's' },
      { what: 'many', value: 3, limit: 2, atLeast: true, digits: 0, unit: 'a second' },
    ],
  }
  const empty =
    'Before.\n\n<!-- bench: what follows is written by npm run bench -- --write-docs -->\n<!-- bench: end -->\n\nAfter.\n'
  const once = withTables(empty, result)
  assert.match(once, /^Before\.\n[\s\S]*A machine\.[\s\S]*\| analyze \| +1\.3 \|[\s\S]*\n\nAfter\.\n$/)
  assert.match(once, /\| fast +\| +3\.00 s +\| +at most 2 s \| +NO \| +1\.50 \|/)
  assert.match(once, /\| many +\| +3 a second \| +at least 2 a second \| +yes \| +\|/)
  assert.equal(withTables(once, result), once)
  assert.throws(() => withTables('no marks', result), /lacks the marks/)
})
