import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inspect, renderInspection } from '../src/index.ts'
import { run } from './cli/fake-io.ts'

const FAILED =
  'time="2022-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for \\"b\\" failed" error="cni plugin not initialized"'
let folder = ''

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'))
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('k/kind-version.txt', 'kind v0.20.0\n')
  write(
    'k/kind-worker/kubelet.log',
    'Apr 26 00:43:24 kind-worker kubelet[7]: I0426 00:43:24.518120     812 a.go:1] "ok"\n',
  )
  write('k/kind-worker2/containerd.log', `Apr 26 00:43:24 kind-worker2 containerd[7]: ${FAILED}\n`)
  write(
    'eks_i-0abc_2022-04-26_0043-UTC_0.7.9/cni/10-aws.conflist',
    '{"cniVersion":"0.4.0","name":"aws","plugins":[{"type":"aws-cni"}]}',
  )
  write('x.bin', '\0\u0001\u0002\0\0')
})
after(() => rmSync(folder, { recursive: true, force: true }))

test('each log has node, program, form, span, year and part of its bundle', async () => {
  const { sources } = await inspect({ paths: [folder] })
  const found = sources.find(({ path }) => path.endsWith('kind-worker2/containerd.log'))
  assert.deepEqual(found && { ...found, path: '', bytes: 0 }, {
    path: '',
    kind: 'log',
    node: 'kind-worker2',
    component: 'containerd',
    transport: 'journald-short',
    payload: 'logrus-text',
    bundle: 'kind export logs',
    part: 'containerd log',
    bytes: 0,
    lines: 1,
    candidates: 1,
    understood: 1,
    events: 1,
    facts: 0,
    first: '2022-04-26T00:43:24.518165Z',
    last: '2022-04-26T00:43:24.518165Z',
    year: 0,
    year_from: '',
    zone_from: '',
    problem: '',
    counts: {},
  })
  const quiet = sources.find(({ path }) => path.endsWith('kind-worker/kubelet.log'))
  assert.deepEqual([quiet?.node, quiet?.component, quiet?.transport], ['kind-worker', 'kubelet', 'journald-short'])
})

test('evidence files, what is not read and what is missing are listed', async () => {
  const found = await inspect({ paths: [folder] })
  assert.ok(found.missing.includes('no containerd log from kind-worker'))
  assert.ok(found.missing.includes('no kubelet log from kind-worker2'))
  assert.ok(found.limits.some((limit) => limit.endsWith('messages holds the last 100 MiB')))
  const text = renderInspection(found, 'text')
  assert.match(
    text,
    /^Evidence files \(\d\)\n {2}.*10-aws.conflist: cni-config · node i-0abc · CNI configuration of EKS log collector/m,
  )
  assert.match(text, /^Not read \(1\)\n {2}.*x\.bin: a binary file: not read/m)
})

test('the command prints text, or one JSON object', async () => {
  const text = await run(['inspect', folder])
  assert.deepEqual([text.code, text.err], [0, ''])
  assert.match(text.out, /^Logs \(3\)/)
  const json = await run(['inspect', folder, '--format', 'json'])
  assert.deepEqual(Object.keys(JSON.parse(json.out)), ['sources', 'missing', 'limits'])
})
