import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Inventory } from '../../src/ingest/inventory.ts'

function told(paths: readonly string[], nodeOf: (path: string) => string = () => ''): readonly string[] {
  const inventory = new Inventory()
  for (const [i, path] of paths.entries()) inventory.add(path, i, nodeOf(path))
  return inventory.facts().map(({ kind, node, value, source }) => `${source} ${kind} ${node}: ${value}`)
}

test('a node without its log is told, a journal stands for it', () => {
  const paths = [
    'k/kind-version.txt',
    'k/kind-worker/kubelet.log',
    'k/kind-worker2/journal.log',
    'k/kind-worker3/images.log',
  ]
  assert.deepEqual(told(paths), [
    '0 log-missing kind-worker: no containerd log from kind-worker',
    '0 log-missing kind-worker3: no containerd log from kind-worker3',
    '0 log-missing kind-worker3: no kubelet log from kind-worker3',
  ])
})

test('without a file that only the layout has nothing is expected', () => {
  assert.deepEqual(told(['k/kind-worker/kubelet.log']), [])
})

test('a bundle of one node is named by its logs, or by its folder', () => {
  const path = 'inspection-report/snap.microk8s.daemon-kubelite/journal.log'
  assert.deepEqual(told([path], () => 'mk8')[0], '0 log-missing mk8: no containerd log from mk8')
  assert.deepEqual(told([path])[0], '0 log-missing : no containerd log from inspection-report/')
})

test('what a collector leaves out is told once a bundle', () => {
  const folder = 'eks_i-0abc_2022-04-26_0043-UTC_0.7.9'
  const facts = told([`${folder}/containerd/containerd-log.txt`, `${folder}/kubelet/kubelet.log`])
  assert.deepEqual(facts, [
    '0 log-limit : kubelet.log holds the last 10 days',
    '0 log-limit : messages holds the last 100 MiB',
  ])
})
