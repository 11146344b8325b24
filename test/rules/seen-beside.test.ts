import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Verdict } from '../../src/model/verdict.ts'
import { judge } from '../../src/rules/index.ts'
import { fact, MINUTE, newLog } from '../joins/build.ts'
import { catalogue } from './build.ts'
import { type FakeInput, fakeCaseFile } from './fake-case.ts'

const verdict = (given: FakeInput): Verdict => judge(fakeCaseFile(given), catalogue)
const seen = (value: string, at = 0) => fact(at, { node: 'node-1', kind: 'cause-seen', value, line: 7 })
const run = { operation: 'RunPodSandbox', kind: 'containerd-run-failed', podNamespace: 'a', podName: 'p' } as const

test('where no sandbox operation failed, lines beside them name a cause with low confidence', () => {
  const found = verdict({ events: [], facts: [seen('runtime-timeout'), seen('runtime-timeout', MINUTE)] })
  assert.deepEqual([found.cause, found.confidence, found.incidentId], ['runtime-timeout', 0.25, 0])
  assert.match(found.title, /^No sandbox operation failed in these logs, but other lines on node-1 say: title of/)
  assert.equal(found.evidence[0]?.line, 7)
  assert.equal(found.fix.length, 1)
})

test('lines that disagree, or name what the catalogue does not have, name nothing', () => {
  assert.equal(verdict({ events: [], facts: [seen('runtime-timeout'), seen('cni-config-invalid')] }).cause, null)
  assert.equal(verdict({ events: [], facts: [seen('ipam-exhausted')] }).cause, null)
})

test('a failure whose text names nothing takes the hint; one that names its cause does not', () => {
  const log = newLog()
  log.add(0, { ...run, cause: 'unknown' })
  const hinted = verdict({ events: log.events, facts: [seen('runtime-timeout')] })
  assert.deepEqual([hinted.cause, hinted.confidence], ['runtime-timeout', 0.25])
  assert.ok(hinted.terms.some(({ name }) => name === 'seen-beside'))
  const named = newLog()
  named.add(0, { ...run, cause: 'cni-agent-unreachable' })
  assert.equal(verdict({ events: named.events, facts: [seen('runtime-timeout')] }).cause, 'cni-agent-unreachable')
})

test('a file that was read half written while it was changed is no other cause', () => {
  const log = newLog()
  log.add(10, { operation: 'NetworkReady', kind: 'containerd-cni-load-failed', cause: 'cni-config-invalid' })
  log.add(2 * MINUTE, { ...run, cause: 'cni-config-version-missing' })
  const change = fact(0, { node: 'node-1', kind: 'config-change', value: 'x' })
  const names = (facts: FakeInput['facts']) =>
    verdict({ events: log.events, facts: facts ?? [] }).terms.map(({ name }) => name)
  assert.ok(names([]).includes('earlier-other-cause'))
  assert.ok(!names([change]).includes('earlier-other-cause'))
})
