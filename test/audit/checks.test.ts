import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AuditCheck, type CheckSample, configOf } from '../../src/audit/check.ts'
import { checks } from '../../src/audit/checks/index.ts'
import { NO_CONTEXT, runChecks } from '../../src/audit/run-checks.ts'

const PATH = 'etc/cni/net.d/10-sample.conflist'

function findings(check: AuditCheck, sample: CheckSample): readonly string[] {
  const path = sample.path ?? PATH
  const configs = [
    configOf(path, sample.text),
    ...(sample.beside ?? []).map((other) => configOf(other.path, other.text)),
  ]
  return runChecks(configs, { ...NO_CONTEXT, ...sample.context }, [check])
    .filter((f) => f.path === path)
    .map((f) => f.what)
}

for (const check of checks) {
  check.trips.forEach((sample, i) => {
    test(`${check.id}: sample ${i + 1} trips it, with a place and words`, () => {
      const path = sample.path ?? PATH
      const found = runChecks(
        [configOf(path, sample.text), ...(sample.beside ?? []).map((o) => configOf(o.path, o.text))],
        { ...NO_CONTEXT, ...sample.context },
        [check],
      )
      assert.ok(found.length > 0)
      for (const f of found) {
        assert.ok(f.line >= 1 && f.column >= 1)
        assert.ok(f.what.endsWith('.') && f.why.length > 10 && f.do.endsWith('.'))
        assert.match(f.reference.url, /^https:/)
      }
    })
  })
  check.passes.forEach((sample, i) => {
    test(`${check.id}: sample ${i + 1} passes it`, () => assert.deepEqual(findings(check, sample), []))
  })
}

test('the founding configuration has exactly one fault, at its first line', () => {
  const text =
    '{\n  "name": "containerd-net",\n  "plugins": [\n    {"type": "bridge", "bridge": "cni0", "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.88.0.0/16"}]]}},\n    {"type": "portmap", "capabilities": {"portMappings": true}}\n  ]\n}\n'
  const found = runChecks([configOf(PATH, text)])
  assert.deepEqual(
    found.map((f) => [f.check, f.severity, f.line, f.column]),
    [['cni-version-missing', 'error', 1, 1]],
  )
})

test('a half-written file says so at its end and nothing else', () => {
  const found = runChecks([configOf(PATH, '{\n"cniVersion": "1.0.0",\n"name": "x')])
  assert.deepEqual(
    found.map((f) => [f.check, f.line]),
    [['invalid-json', 3]],
  )
  assert.match(found[0]?.what ?? '', /half written/)
})

test('a trailing comma is named at its place', () => {
  const [found] = runChecks([
    configOf(PATH, '{\n"cniVersion": "1.0.0",\n"name": "n", "plugins": [{"type":"bridge"},\n]}'),
  ])
  assert.deepEqual([found?.line, found?.column], [3, 43])
})

test('findings do not depend on the order of the files', () => {
  const a = configOf('net.d/10-a.conflist', '{"name":"n","plugins":[{"type":"portmap"}]}')
  const b = configOf('net.d/20-b.conflist', '{"name":"n","plugins":[]}')
  assert.deepEqual(runChecks([a, b]), runChecks([b, a]))
})

test('random JSON and mutations of valid files never crash a check', () => {
  const valid =
    '{"cniVersion":"1.0.0","name":"n","disableCheck":false,"plugins":[{"type":"bridge","bridge":"cni0","ipMasq":true,"ipam":{"type":"host-local","ranges":[[{"subnet":"10.1.0.0/24","gateway":"10.1.0.1"}],[{"subnet":"fd00::/64"}]],"routes":[{"dst":"0.0.0.0/0"}]}},{"type":"portmap","capabilities":{"portMappings":true}}]}'
  const context = {
    ...NO_CONTEXT,
    maxPods: 110,
    supported: () => ({ versions: ['0.4.0'], from: 'x' }),
    containerd: new Map([['', '1.6.3']]),
    binaries: new Map([['', new Set(['bridge'])]]),
  }
  fc.assert(
    fc.property(fc.json(), (text) => {
      runChecks([configOf(PATH, text), configOf('a.conf', text)], context)
    }),
    { numRuns: 300, seed: 5 },
  )
  fc.assert(
    fc.property(fc.nat(valid.length - 1), fc.nat(6), fc.string({ maxLength: 3 }), (at, cut, put) => {
      runChecks([configOf(PATH, valid.slice(0, at) + put + valid.slice(at + cut))], context)
    }),
    { numRuns: 500, seed: 6 },
  )
})
