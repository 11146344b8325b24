import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alertLiteral } from '../../src/report/alert-literal.ts'
import { confidenceWords } from '../../src/report/confidence.ts'
import { configFolders, declaredVersions } from '../../src/report/configs.ts'
import { minuteText, stampText, untilText, utc } from '../../src/report/time-text.ts'
import { versionMatrix, versionsAt } from '../../src/report/versions.ts'
import { count, duration, excerpt, factWords, grouped, podOf, shortIds, size } from '../../src/report/words.ts'
import { at } from './fake-case.ts'

test('numbers have the noun in the right form', () => {
  assert.equal(count(1, 'node'), '1 node')
  assert.equal(count(2, 'node'), '2 nodes')
  assert.equal(count(12_345, 'retry', 'retries'), '12,345 retries')
  assert.equal(grouped(1234), '1234')
  assert.equal(grouped(1_234_567), '1,234,567')
})

test('sizes and durations take units a reader compares', () => {
  assert.deepEqual([0, 999, 1500, 2_000_000, 3_400_000_000, 5e15].map(size), [
    '0 B',
    '999 B',
    '1.5 kB',
    '2.0 MB',
    '3.4 GB',
    '5000.0 TB',
  ])
  const spans: readonly (readonly [number, string])[] = [
    [0, 'under 1 s'],
    [43, '43 s'],
    [60, '1 min'],
    [95, '1 min 35 s'],
    [5340, '1 h 29 min'],
    [86_400, '1 d'],
    [273_600, '3 d 4 h'],
  ]
  for (const [seconds, text] of spans) assert.equal(duration(seconds * 1_000_000), text)
})

test('times are UTC, and a missing one says so', () => {
  const us = at('2022-04-26T00:43:24Z') + 518_165
  assert.equal(utc(us), '2022-04-26 00:43:24 UTC')
  assert.equal(utc(0), 'time not known')
  assert.equal(stampText(0), 'not known')
  assert.equal(minuteText(us), '2022-04-26 00:43')
  assert.equal(untilText(us, us - 1000), '00:43')
  assert.equal(untilText(us, us - 86_400_000_000), '2022-04-26 00:43')
})

test('ids of 64 digits are cut to 12 in running text, others stay', () => {
  assert.equal(shortIds(`sandbox "${'ab'.repeat(32)}" x`), 'sandbox "abababababab…" x')
  assert.equal(shortIds('ab'.repeat(20)), 'ab'.repeat(20))
  assert.equal(excerpt('  a\n\n b  '), 'a b')
})

test('a pod is named as far as it is known', () => {
  assert.equal(podOf({ pod_namespace: 'a', pod_name: 'b' }), 'a/b')
  assert.equal(podOf({ pod_namespace: '', pod_name: 'b' }), 'b')
  assert.equal(podOf({ pod_namespace: 'a', pod_name: '' }), '')
})

test('every kind of fact that is a happening has words, listings have none', () => {
  const fact = { id: 1, node: '', component: 'containerd', value: '1.6.2', text: '', time_us: 0, source: '', line: 0 }
  const happening = [
    'version',
    'runtime-start',
    'runtime-stop',
    'kubelet-start',
    'runtime-crash',
    'reboot',
    'config-change',
    'config-load-failed',
    'config-loaded',
    'node-ready',
    'node-not-ready',
    'agent-start',
    'agent-stop',
    'certificate-expired',
    'apiserver-unreachable',
    'disk-full',
    'suppressed',
    'node-joined',
  ] as const
  for (const kind of happening) {
    assert.match(factWords({ ...fact, kind }) ?? '', /\w/)
    assert.doesNotMatch(factWords({ ...fact, kind, component: '', value: '' }) ?? '', /^ | {2}/)
  }
  for (const kind of ['plugin-versions', 'plugin-binaries', 'config-finding', 'pod-deleted'] as const)
    assert.equal(factWords({ ...fact, kind }), undefined)
})

test('the alert literal is the deepest part of the error that does not change', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      `failed to destroy network for sandbox "${'a'.repeat(64)}": invalid version "": the version is empty`,
      'the version is empty',
    ],
    [
      'plugin type="bridge" failed (add): incompatible CNI versions; config is "1.0.0", plugin supports ["0.4.0"]',
      'incompatible CNI versions; config is',
    ],
    ['dial tcp 10.0.0.1:443: connect: connection refused', 'connection refused'],
    ['failed to find plugin "loopback" in path [/opt/cni/bin]', 'failed to find plugin'],
    ['ErrImagePull', 'ErrImagePull'],
    // so long a run would be looked through for seconds by a pattern that is bound to the end
    [`invalid version: ${'['.repeat(200_000)}x: the version is empty`, 'the version is empty'],
    ['"x"', ''],
    ['', ''],
  ]
  for (const [message, literal] of cases) assert.equal(alertLiteral(message), literal)
})

test('confidence in words never leaves 0 to 100 %', () => {
  assert.deepEqual([-1, 0.2, 0.5, 0.8, 2].map(confidenceWords), [
    'low confidence (0 %)',
    'low confidence (20 %)',
    'medium confidence (50 %)',
    'high confidence (80 %)',
    'high confidence (100 %)',
  ])
})

test('versions are listed in order of time, and again when a node goes back', () => {
  const fact = { kind: 'version' as const, component: 'containerd', text: '', source: 's', line: 1 }
  const facts = [
    { ...fact, id: 3, node: 'b', value: '1', time_us: 30 },
    { ...fact, id: 1, node: 'a', value: '1', time_us: 10 },
    { ...fact, id: 2, node: 'a', value: '2', time_us: 20 },
    { ...fact, id: 4, node: 'a', value: '2', time_us: 21 },
    { ...fact, id: 5, node: 'a', value: '1', time_us: 40 },
    { ...fact, id: 6, node: 'b', value: '9', component: 'kubelet', time_us: 1 },
    { ...fact, id: 7, node: '', value: '9', time_us: 1 },
  ]
  assert.deepEqual(versionMatrix(facts), {
    components: ['containerd', 'kubelet'],
    nodes: [
      { name: 'a', versions: [['1', '2', '1'], []] },
      { name: 'b', versions: [['1'], ['9']] },
    ],
  })
  assert.deepEqual(versionsAt(facts, 'a', 0), ['containerd 1'], 'the last word')
  assert.deepEqual(versionsAt(facts, 'a', 39), ['containerd 2'], 'before the node went back')
  assert.deepEqual(versionsAt(facts, 'b', 20), ['containerd 1', 'kubelet 9'], 'told later, but never another')
  assert.deepEqual(versionsAt(facts, 'z', 0), [])
})

test('configurations are grouped by folder in the order in which runtimes load them', () => {
  const config = { node: 'n', name: '', cniVersion: undefined, plugins: [], problem: '', text: '' }
  const configs = [
    { ...config, path: 'etc/20.conf' },
    { ...config, path: 'etc/10.conflist', cniVersion: '1.0.0' },
    { ...config, path: 'other/1.conf', node: 'm', cniVersion: '' },
  ]
  assert.deepEqual(configFolders(configs), [
    { node: 'm', folder: 'other/', files: ['1.conf'] },
    { node: 'n', folder: 'etc/', files: ['10.conflist', '20.conf'] },
  ])
  assert.equal(declaredVersions(configs, 'n'), 'cniVersion 1.0.0, no cniVersion')
  assert.equal(declaredVersions(configs, 'm'), 'no cniVersion')
  assert.equal(declaredVersions(configs, 'z'), '')
})
