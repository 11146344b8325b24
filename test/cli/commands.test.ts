import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { run } from './fake-io.ts'

const id = 'bbc85f891eaf060c5a879e27bba9b6b06450210161dfdecfbb2732959fb6500a'
/** The founding record of the Kubernetes page on troubleshooting CNI plugin-related errors: two lines as they stand there. */
const founding = `ERROR[2022-04-26T00:43:24.518165483Z] StopPodSandbox for "${id}" failed
error="failed to destroy network for sandbox \\"${id}\\": invalid version \\"\\": the version is empty"
`
const stopped = `time="2022-04-26T00:50:00.000000000Z" level=info msg="TearDown network for sandbox \\"${id}\\" successfully"
time="2022-04-26T00:50:00.100000000Z" level=info msg="StopPodSandbox for \\"${id}\\" returns successfully"
`

let folder = ''
let log = ''
let caseFile = ''

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commands-'))
  log = join(folder, 'containerd.log')
  caseFile = join(folder, 'incident.db')
  writeFileSync(log, founding)
  const { code, err } = await run(['ingest', log, '--case', caseFile, '--node', 'worker-1'])
  assert.deepEqual([code, err], [0, `read: 1 source, 290 B, 2 lines, 1 event\ncase: ${caseFile}\n`])
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('the founding record, piped into extract, is one event with every key in its order', async () => {
  const { code, out, err } = await run(['extract', '-'], { stdin: founding })
  assert.deepEqual([code, err], [0, ''])
  assert.equal(out.split('\n').length, 2)
  assert.deepEqual(Object.entries(JSON.parse(out)), [
    ['source', '-'],
    ['line', 1],
    ['line_end', 2],
    ['byte_offset', 0],
    ['time', '2022-04-26T00:43:24.518165Z'],
    ['node', null],
    ['component', 'containerd'],
    ['operation', 'StopPodSandbox'],
    ['outcome', 'failed'],
    ['cause', 'cni-config-version-missing'],
    ['sandbox_id', id],
    ['pod_namespace', null],
    ['pod_name', null],
    ['pod_uid', null],
    ['attempt', null],
    ['plugin', null],
    ['config_version', ''],
    ['supported_versions', null],
    ['message', 'invalid version "": the version is empty'],
    ['raw', founding.trimEnd()],
  ])
})

test('--since and --until leave out what lies outside', async () => {
  const inside = await run(['extract', log, '--since', '2022-04-26T00:43Z', '--until', '2022-04-26T00:44Z'])
  assert.equal(inside.out.split('\n').length, 2)
  assert.equal((await run(['extract', log, '--since', '2022-04-26T00:44Z'])).out, '')
  assert.equal((await run(['extract', log, '--until', '2022-04-26'])).out, '')
})

test('options that make no sense are refused with exit code 2 and a hint', async () => {
  const refused: readonly (readonly [words: readonly string[], error: RegExp])[] = [
    [
      ['extract', log, '--since', 'yesterday'],
      /^error: --since is no time: yesterday\ncause: .*\n hint: for example --since /,
    ],
    [['extract', log, '--year', '22'], /^error: option '--year <YYYY>' argument '22' is invalid\. .*\n hint: /],
    [['extract', log, '--workers', 'many'], /^error: option '--workers <n>'/],
    [['extract'], /^error: missing required argument 'path'\n hint: give the folder, archive or file/],
    [['extract', log, '--formt', 'ndjson'], /^error: unknown option '--formt'\n hint: Did you mean --format\?\n$/],
    [['extract', log, '--format', 'xml'], /^error: option '--format <format>' argument 'xml' is invalid/],
    [['analyse', log], /^error: unknown command 'analyse'\n hint: Did you mean analyze\?/],
    [['report'], /^error: report needs --case/],
    [['report', '--check', 'absent.md'], /^error: cannot read absent\.md/],
    [['timeline'], /^error: required option '--case <file>' not specified/],
    [
      ['analyze', log, '--template', 'absent.txt'],
      /^error: no template absent\.txt\n.*\n hint: use google-sre, one-page or/,
    ],
    [['analyze', log, '--fail-on', 'rain'], /^error: --fail-on does not know "rain"/],
    [['query', 'coverage'], /^error: query needs --case/],
    [['query', '--case', 'x.db'], /^error: query needs a name or --sql\ncause: neither was given/],
    [['query', 'coverage', '--sql', 'select 1', '--case', 'x.db'], /\ncause: both were given/],
    [['query', 'coverage', '--case', 'x.db', '--param', 'node'], /It must be name=value/],
    [['report', '--case', 'absent.db'], /^error: .*absent\.db/],
    [
      ['explain', 'cni-config-mising'],
      /^error: unknown cause cni-config-mising\n.*\n hint: did you mean .*cni-config-missing/,
    ],
    [['explain', 'rain'], /\n hint: run explain without an id/],
  ]
  for (const [words, error] of refused) {
    const { code, out, err } = await run(words)
    assert.match(err, error, words.join(' '))
    assert.deepEqual([code, out], [2, ''], words.join(' '))
  }
})

test('help is on stdout with exit code 0; no command at all is an error', async () => {
  for (const words of [['--help'], ['analyze', '--help'], ['help', 'query']]) {
    const { code, out, err } = await run(words)
    assert.deepEqual([code, err], [0, ''])
    assert.match(out, /Usage: cni-postmortem/)
    assert.match(out, /Example:/)
  }
  const none = await run([])
  assert.equal(none.code, 2)
  assert.match(none.err, /Usage: cni-postmortem/)
})

test('analyze prints the report on stdout, in each format', async () => {
  const markdown = await run(['analyze', log])
  assert.deepEqual([markdown.code, markdown.err], [0, ''])
  assert.match(markdown.out, /^---\n|^# /)
  assert.match(markdown.out, /the version is empty/)
  const html = await run(['analyze', log, '--format', 'html'])
  assert.match(html.out, /^<!doctype html>/i)
  const json = JSON.parse((await run(['analyze', log, '--format', 'json'])).out)
  assert.equal(json.verdict.cause, 'cni-config-version-missing')
  for (const key of ['incidents', 'sandboxes', 'failures', 'facts', 'nodes', 'coverage', 'cni_configs']) {
    assert.ok(key in json, key)
  }
  assert.notEqual((await run(['analyze', log, '--format', 'text'])).out, '')
})

test('analyze --out writes the report, prints the verdict and names the files', async () => {
  const out = join(folder, 'new/report.html')
  const kept = join(folder, 'kept.db')
  const { code, out: printed } = await run(['analyze', log, '--out', out, '--case', kept])
  assert.equal(code, 0)
  assert.match(readFileSync(out, 'utf8'), /^<!doctype html>/i, 'the format follows the file name')
  assert.match(printed, /cni-config-version-missing/)
  assert.ok(printed.endsWith(`report: ${out}\ncase:   ${kept}\n`), printed)
  assert.ok(existsSync(kept))
  const again = await run(['analyze', log, '--out', folder, '--case', kept])
  assert.ok(
    again.out.endsWith(`report: ${join(folder, 'postmortem.md')}\ncase:   ${kept}\n`),
    'an earlier case is replaced',
  )
})

test('analyze exits 1 where a --fail-on condition holds', async () => {
  const holds = await run(['analyze', log, '--fail-on', 'ipam-exhausted', '--fail-on', 'unrecovered,failures'])
  assert.deepEqual([holds.code, holds.err], [1, '--fail-on unrecovered holds\n'])
  assert.equal((await run(['analyze', log, '--fail-on', 'ipam-exhausted'])).code, 0)
})

test('report, timeline and sandbox read the case', async () => {
  const report = await run(['report', '--case', caseFile, '--format', 'json'])
  assert.equal(JSON.parse(report.out).verdict.cause, 'cni-config-version-missing')
  assert.match((await run(['report', '--case', caseFile])).out, /cni-postmortem report --case/)
  const timeline = await run(['timeline', '--case', caseFile])
  assert.match(timeline.out, /00:43:24 +worker-1 +StopPodSandbox failed/)
  for (const format of ['md', 'json', 'csv', 'timesketch', 'perfetto', 'otlp']) {
    assert.match((await run(['timeline', '--case', caseFile, '--format', format])).out, /bbc85f89/, format)
  }
  assert.match((await run(['sandbox', 'bbc85', '--case', caseFile])).out, /StopPodSandbox/)
  assert.match((await run(['sandbox', 'bbc85', '--verbose', '--case', caseFile])).out, /the version is empty/)
  const narrow = [
    '--node',
    'worker-1',
    '--sandbox',
    'bbc85',
    '--since',
    '2022-04-26',
    '--until',
    '2022-04-27',
    '--around',
    '2022-04-26T00:44Z',
  ]
  assert.match((await run(['timeline', '--case', caseFile, ...narrow])).out, /StopPodSandbox failed/)
  assert.doesNotMatch((await run(['timeline', '--case', caseFile, '--pod', 'default/other'])).out, /bbc85f89/)
  const stranger = await run(['sandbox', 'ffff', '--case', caseFile])
  assert.equal(stranger.code, 2)
  assert.match(stranger.err, /^error: .*ffff/)
})

test('redact copies the case with made-up names, and replaces nothing', async () => {
  const copy = join(folder, 'redacted.db')
  const { code, out, err } = await run(['redact', '--case', caseFile, '--out', copy])
  assert.deepEqual([code, out, err], [0, '', `case: ${copy}\n`])
  const report = (await run(['report', '--case', copy])).out
  assert.match(report, /cni-config-version-missing/)
  assert.doesNotMatch(report, /worker-1|bbc85f89/)
  const again = await run(['redact', '--case', caseFile, '--out', copy])
  assert.equal(again.code, 2)
  assert.match(again.err, /already there[\s\S]*hint: choose another place with --out/)
})

test('--spool takes a folder that exists', async () => {
  const inside = await run(['extract', log, '--spool', folder])
  assert.equal(inside.out, (await run(['extract', log])).out)
  const { code, err } = await run(['extract', log, '--spool', log])
  assert.equal(code, 2)
  assert.match(err, /cannot keep temporary copies in/)
})

test('a report follows a template, and --check counts its open prompts', async () => {
  const short = await run(['report', '--case', caseFile, '--template', 'one-page'])
  const own = join(folder, 'own.txt')
  writeFileSync(own, '# Ours\n{{verdict}}\nTODO: who was told?\n')
  const shaped = await run(['analyze', log, '--template', own])
  assert.match(shaped.out, /^# Ours/m)
  assert.notEqual(short.out, shaped.out)
  writeFileSync(join(folder, 'own.md'), shaped.out)
  assert.match((await run(['report', '--check', join(folder, 'own.md')])).out, /^[1-9]\d* open\n$/)
})

test('report --check --write computes the times that people made possible, and refuses those that cannot be', async () => {
  const file = join(folder, 'filled.md')
  const printed = await run(['report', '--case', caseFile, '--out', file])
  assert.deepEqual([printed.code, printed.out], [0, `report: ${file}\n`])
  const text = readFileSync(file, 'utf8')
  const alerted = text.replace('| **TODO** | first alert |', '| 2022-04-26 02:55 +02:00 | first alert |')
  writeFileSync(file, alerted)
  const check = await run(['report', '--check', file])
  assert.match(
    check.out,
    /^\d+ open\ntime to detect: at least 11 min 36 s from first failure .*\ntime to mitigate: not computed: /,
  )
  assert.equal(readFileSync(file, 'utf8'), alerted, 'without --write the file stays')
  assert.equal((await run(['report', '--check', file, '--write'])).code, 0)
  const written = readFileSync(file, 'utf8')
  assert.equal(
    written,
    alerted.replace('| computed once filled | time to detect', '| at least 11 min 36 s | time to detect'),
  )
  writeFileSync(file, written.replace('2022-04-26 02:55 +02:00', 'at night'))
  const bad = await run(['report', '--check', file, '--write'])
  assert.equal(bad.code, 2)
  assert.match(
    bad.err,
    /^error: .* times that cannot be used\ncause: line \d+: "first alert" is no time: at night\n hint: /,
  )
  assert.match(readFileSync(file, 'utf8'), /\| at least 11 min 36 s \| time to detect/)
  assert.match((await run(['report', '--case', caseFile, '--write'])).err, /^error: --write needs --check/)
})

test('a report that people have changed is not replaced without --force; one as printed is', async () => {
  const file = join(folder, 'ours.md')
  const page = join(folder, 'ours.html')
  for (const words of [
    ['analyze', log],
    ['report', '--case', caseFile],
  ]) {
    for (const path of [file, page]) {
      rmSync(path, { force: true })
      for (const _ of [1, 2]) assert.equal((await run([...words, '--out', path])).code, 0)
      const printed = readFileSync(path, 'utf8')
      writeFileSync(path, printed.replaceAll('\n', '\r\n'))
      assert.equal((await run([...words, '--out', path])).code, 0, 'line ends are no change')
      const changed = printed.replace('TODO', 'done')
      writeFileSync(path, changed)
      for (const format of ['md', 'json']) {
        const refused = await run([...words, '--out', path, '--format', format])
        assert.deepEqual([refused.code, refused.out], [2, ''])
        assert.match(refused.err, /^error: .* is already there and not as .*\n.*\n hint: .* --force\n$/)
        assert.equal(readFileSync(path, 'utf8'), changed)
      }
      assert.equal((await run([...words, '--out', path, '--force'])).code, 0)
      assert.notEqual(readFileSync(path, 'utf8'), changed)
    }
  }
  const notes = join(folder, 'notes.md')
  writeFileSync(notes, 'what we know so far\n')
  assert.equal((await run(['report', '--case', caseFile, '--out', notes])).code, 2, 'a file that is none of ours')
  const data = join(folder, 'ours.json')
  for (const _ of [1, 2]) assert.equal((await run(['report', '--case', caseFile, '--out', data])).code, 0)
})

test('a case grows with what comes later', async () => {
  const later = join(folder, 'later.log')
  const grown = join(folder, 'grown.db')
  writeFileSync(later, stopped)
  await run(['ingest', log, '--case', grown, '--node', 'worker-1'])
  await run(['ingest', log, later, '--case', grown, '--node', 'worker-1'])
  const { out } = await run([
    'query',
    '--case',
    grown,
    '--sql',
    'select state, failed_stops from sandbox',
    '--format',
    'ndjson',
  ])
  assert.deepEqual(JSON.parse(out), { state: 'gone', failed_stops: 1 })
})

test('query answers by name, with parameters, and by SQL, in each format', async () => {
  const table = await run(['query', 'failures-per-cause', '--case', caseFile])
  assert.match(table.out, /cni-config-version-missing/)
  assert.match(table.out, /2022-04-26T00:43:24\.518165Z/, 'times are readable in a table')
  const json = await run([
    'query',
    'failures-per-node',
    '--case',
    caseFile,
    '--format',
    'json',
    '--param',
    'since=2022-04-26T00:00:00Z',
  ])
  assert.equal(JSON.parse(json.out)[0].from_us, 1_650_933_804_518_165, 'and microseconds in JSON')
  const none = await run([
    'query',
    'failures-per-node',
    '--case',
    caseFile,
    '--format',
    'ndjson',
    '--param',
    'since=2022-04-27T00:00:00Z',
  ])
  assert.equal(none.out, '')
  const sql = await run([
    'query',
    '--case',
    caseFile,
    '--sql',
    'select 1 as n, 2 as first_us, 3 as first',
    '--format',
    'md',
  ])
  assert.match(sql.out, /first_us/, 'a name that is taken stays')
  assert.equal((await run(['query', '--case', caseFile, '--sql', 'delete from meta'])).code, 2)
  assert.equal((await run(['query', 'absent', '--case', caseFile])).code, 2)
})

test('query --list needs no case', async () => {
  const { code, out } = await run(['query', '--list', '--format', 'json'])
  assert.equal(code, 0)
  const listed: { query: string; answers: string; parameters: string }[] = JSON.parse(out)
  assert.ok(listed.length >= 12)
  assert.ok(listed.some(({ query, parameters }) => query === 'around-time' && parameters.includes('seconds=60')))
})

test('explain lists the catalogue, and tells one cause as text or Markdown', async () => {
  const list = await run(['explain'])
  assert.match(list.out, /^cni-agent-unreachable +\S/)
  const text = await run(['explain', 'cni-config-version-missing'])
  assert.match(text.out, /the version is empty/)
  const doc = await run(['explain', 'cni-config-version-missing', '--doc'])
  assert.match(doc.out, /^# .*cni-config-version-missing/m)
  assert.match(doc.out, /^## What to do$/m)
  assert.ok((await run(['explain', '--doc'])).out.length > 10 * doc.out.length)
})

test('explain-line takes a record apart layer by layer', async () => {
  const { code, out } = await run(['explain-line'], { stdin: founding })
  assert.equal(code, 0)
  assert.match(out, /^event +StopPodSandbox failed · sandbox bbc85f89/m)
  assert.match(out, /^layer 1 +containerd/m)
  assert.match(out, /^cause +cni-config-version-missing/m)
  assert.match(out, /^config +cniVersion ""/m)
  const bare = await run([
    'explain-line',
    'incompatible CNI versions; config is "1.0.0",',
    'plugin supports ["0.3.1" "0.4.0"]',
  ])
  assert.match(bare.out, /^supports +0\.3\.1, 0\.4\.0/m)
  assert.match((await run(['explain-line', '-'], { stdin: 'hello' })).out, /hello/)
  assert.equal((await run(['explain-line'], { stdin: 'x'.repeat(3 << 20) })).code, 0)
})
