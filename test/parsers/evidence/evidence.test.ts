import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidence as crictlInfo } from '../../../parsers/evidence/crictl-info.ts'
import { evidences } from '../../../parsers/evidence/index.ts'
import { evidence as nodesObject } from '../../../parsers/evidence/nodes-object.ts'
import { evidence as nodesTable } from '../../../parsers/evidence/nodes-table.ts'
import { evidence as pluginListing } from '../../../parsers/evidence/plugin-listing.ts'
import { evidence as pluginOutput } from '../../../parsers/evidence/plugin-output.ts'
import { evidence as versionOutput } from '../../../parsers/evidence/version-output.ts'

for (const module of evidences) {
  module.samples.forEach((sample, i) => {
    test(`${module.id}: sample ${i + 1} is recognised by it alone and gives what it says`, () => {
      assert.deepEqual(
        evidences.filter((e) => e.accepts(sample.path, sample.text)).map((e) => e.id),
        [module.id],
      )
      const found = module.read(sample.path, sample.text)
      for (const [key, value] of Object.entries(sample.found)) assert.deepEqual(found[key as keyof typeof found], value)
      assert.equal(found.problem, '')
    })
  })
  test(`${module.id}: a log is no such evidence`, () => {
    assert.equal(
      module.accepts(
        'var/log/kubelet.log',
        'Apr 26 00:43:24 node-a kubelet[812]: "Kubelet version" kubeletVersion="v1.24.0"\n',
      ),
      false,
    )
  })
}

test('versions of CRI-O, runc and k3s are read from their one line', () => {
  const facts = versionOutput.read(
    'x',
    'crio version 1.24.1\nrunc version 1.1.0\nk3s version v1.24.2+k3s2 (fd5b9b0f)\nRuntimeName: cri-o\nRuntimeVersion: 1.25.0',
  ).facts
  assert.deepEqual(
    facts.map((f) => [f.component, f.value, f.line]),
    [
      ['crio', '1.24.1', 1],
      ['runc', '1.1.0', 2],
      ['k3s', '1.24.2+k3s2', 3],
      ['crio', '1.25.0', 5],
    ],
  )
})

test('a NotReady node in a table is a fact', () => {
  const facts = nodesTable.read(
    'x',
    'NAME  STATUS                     ROLES   AGE  VERSION\nn1    NotReady,SchedulingDisabled   <none>  1d   v1.20.0\n\n',
  ).facts
  assert.ok(facts.some((f) => f.kind === 'node-not-ready' && f.node === 'n1'))
})

test('one Node in YAML, as must-gather keeps it, gives its versions', () => {
  const text =
    '---\nkind: Node\nmetadata:\n  name: master-0\nstatus:\n  nodeInfo:\n    kubeletVersion: v1.27.1\n    containerRuntimeVersion: cri-o://1.27.0\n    kernelVersion: 5.14.0\n'
  assert.equal(nodesObject.accepts('nodes/master-0.yaml', text), true)
  const { facts } = nodesObject.read('x', text)
  assert.deepEqual(
    facts.map((f) => [f.node, f.component, f.value, f.line]),
    [
      ['master-0', 'kubelet', '1.27.1', 4],
      ['master-0', 'crio', '1.27.0', 4],
      ['master-0', 'kernel', '5.14.0', 4],
    ],
  )
})

test('evidence that is cut says so and gives nothing', () => {
  for (const module of [nodesObject, crictlInfo, pluginOutput])
    assert.notEqual(module.read('x', '{"kind":"NodeList","supportedVersions":[').problem, '')
  assert.deepEqual(nodesObject.read('x', '[]').facts, [])
  assert.deepEqual(crictlInfo.read('x', '[]').problem, 'not a JSON object')
  assert.match(pluginOutput.read('x', '{"supportedVersions":[1]}').problem, /no "supportedVersions"/)
})

test('a failed CNI load in crictl info is a fact with its line', () => {
  const text =
    '{\n"status": {"conditions": []},\n"cniconfig": {"Networks": [1, {"Config": {"Name": "cni-loopback", "Source": "{}"}}]},\n"lastCNILoadStatus": "cni config load failed: no network config found in /etc/cni/net.d"}'
  const { facts, configs } = crictlInfo.read('x', text)
  assert.deepEqual([configs, facts[0]?.kind, facts[0]?.line], [[], 'config-load-failed', 4])
})

test('a plain ls of the plugin directory is a listing; other listings are not', () => {
  assert.equal(pluginListing.accepts('x', 'bandwidth\nbridge\nloopback\n'), true)
  assert.equal(pluginListing.accepts('x', 'passwd\nhosts\n'), false)
  assert.match(
    pluginListing.read('x', '-rw-r--r-- 1 root root 77 May 13 2020 bridge').facts[1]?.value ?? '',
    /not executable/,
  )
})
