import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { root } from '../build.ts'
import { run } from './fake-io.ts'

const rules = join(root, 'samples/rules')
const id = '5d0c8a4b6f1e4d7ba2c3918fe7065b4d0c8a4b6f1e4d7ba2c3918fe7065b4d12'
const line = (at: string): string =>
  `time="2024-05-07T08:${at}.000000000Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:7f0e3c8c-1111-4222-8333-444455556666,Namespace:shop,Attempt:0,} failed, error" error="failed to setup network for sandbox \\"${id}\\": plugin type=\\"acme-ipam\\" failed (add): acme-ipam: no lease for node worker-3"\n`

let folder = ''
let log = ''
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'rules-'))
  log = join(folder, 'containerd.log')
  writeFileSync(log, line('00:00') + line('00:30'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const causesOf = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text).cause)

test('extract names causes by the rules, with and without worker threads', async () => {
  assert.deepEqual(causesOf((await run(['extract', log])).out), ['unknown', 'unknown'])
  const own = await run(['extract', log, '--rules', rules])
  assert.deepEqual(causesOf(own.out), ['x-acme-address-lease', 'x-acme-address-lease'])
  assert.equal((await run(['extract', log, '--rules', rules, '--workers', '2'])).out, own.out)
})

test('the verdict is the cause of a rule, and the case keeps its texts for later reports', async () => {
  const kept = join(folder, 'kept.db')
  const made = await run(['analyze', log, '--rules', rules, '--case', kept, '--out', join(folder, 'pm.md')])
  assert.match(made.out, /cause: {2}Acme address service has no lease \(x-acme-address-lease\)/)
  const failing = await run(['analyze', log, '--rules', rules, '--fail-on', 'x-acme-address-lease'])
  assert.equal(failing.code, 1)
  assert.match(failing.out, /acmectl pools unlock/)
  assert.match((await run(['report', '--case', kept])).out, /Acme address service has no lease/)
  const grown = join(folder, 'grown.db')
  await run(['ingest', log, '--rules', rules, '--case', grown])
  assert.match((await run(['query', 'failures-per-cause', '--case', grown])).out, /x-acme-address-lease/)
})

test('explain and explain-line know the rules', async () => {
  assert.match((await run(['explain', '--rules', rules])).out, /^x-acme-address-lease +Acme address/m)
  assert.match((await run(['explain', 'x-acme-address-lease', '--rules', rules])).out, /acmectl pools list/)
  const told = await run(['explain-line', '--rules', rules], { stdin: line('00:00') })
  assert.match(told.out, /^layer 3 +plugin acme-ipam +· error · acme-ipam: no lease/m)
  assert.match(told.out, /^cause +x-acme-address-lease · Acme address/m)
  assert.match((await run(['explain-line'], { stdin: line('00:00') })).out, /^cause +unknown/m)
})

test('rules test runs the samples of the documented example; a failing one is exit code 1', async () => {
  const passed = await run(['rules', 'test', rules])
  assert.deepEqual([passed.code, passed.err], [0, ''])
  assert.match(passed.out, /\n4 texts of 2 rules, 0 failed\n$/)
  const bad = join(folder, 'bad.yaml')
  writeFileSync(bad, 'id: x-a\ntitle: A\nwhat: W\npatterns: [{all: [abc]}]\nsamples: [xyz]\nlookAlikes: [abc]\n')
  const failed = await run(['rules', 'test', bad])
  assert.equal(failed.code, 1)
  assert.match(failed.out, /^FAIL {2}x-a {2}sample: xyz {2}\(got unknown\)\nFAIL {2}x-a {2}look-alike: abc/)
})

test('rules that cannot be used are refused before anything is read', async () => {
  const twice = join(folder, 'twice')
  mkdirSync(twice)
  const text = 'id: x-a\ntitle: A\nwhat: W\npatterns: [{all: [abc]}]\nsamples: [abc]\n'
  writeFileSync(join(twice, 'a.yaml'), text)
  writeFileSync(join(twice, 'b.yml'), text)
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const large = join(folder, 'large.yaml')
  writeFileSync(large, ' '.repeat((1 << 20) + 1))
  const refused: readonly (readonly [path: string, error: RegExp])[] = [
    [twice, /^error: .*b\.yml:1:1: id x-a is used twice\ncause: it is in .*a\.yaml too\n hint: /],
    [empty, /^error: cannot use rules .*empty\ncause: it has 0 files/],
    [join(folder, 'absent'), /^error: cannot read rules .*absent\n/],
    [large, /larger than 1048576 bytes/],
    [log, /^error: .*containerd\.log:1:301: this is no YAML/],
  ]
  for (const [path, error] of refused) {
    const { code, out, err } = await run(['extract', log, '--rules', path])
    assert.deepEqual([code, out], [2, ''])
    assert.match(err, error)
  }
})
