import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildRecord } from '../../../parsers/assembly/build-record.ts'
import { newContext } from '../../../parsers/assembly/context.ts'
import { peelLine } from '../../../parsers/assembly/peel-line.ts'
import type { Component } from '../../../src/model/vocabulary.ts'

const KLOG = 'E0426 00:43:24.518120     812 a.go:1] x'
const LOGRUS = 'time="2022-04-26T00:43:24Z" level=info msg=a'

function componentOf(line: string, section = ''): Component | '' {
  const peeled = peelLine(line)
  const context = newContext()
  context.section = section
  return buildRecord(peeled, peeled.text, { line: 1, lineEnd: 1, byteOffset: 0, raw: line }, context).component
}

test('identifiers and units name the component', () => {
  const head = 'Apr 26 00:43:24 node-a '
  const rows: readonly (readonly [string, string, Component | ''])[] = [
    ['kubelet', KLOG, 'kubelet'],
    ['kubelet.service', KLOG, 'kubelet'],
    ['snap.microk8s.daemon-kubelet', KLOG, 'kubelet'],
    ['/usr/bin/containerd', LOGRUS, 'containerd'],
    ['kubelet-eks.daemon', KLOG, 'kubelet'],
    ['crio', LOGRUS, 'crio'],
    ['cri-dockerd', LOGRUS, 'cri-dockerd'],
    ['rke2', KLOG, 'kubelet'],
    ['rke2', LOGRUS, ''],
    ['dockerd', LOGRUS, ''],
    ['kube-proxy', KLOG, ''],
  ]
  for (const [ident, text, component] of rows)
    assert.equal(componentOf(`${head}${ident}[7]: ${text}`), component, `${ident} ${text}`)
})

test('without an identifier payload and section decide', () => {
  assert.equal(componentOf(KLOG), 'kubelet')
  assert.equal(componentOf(LOGRUS), '')
  assert.equal(componentOf(LOGRUS, 'containerd'), 'containerd')
  assert.equal(componentOf(KLOG, 'etcd [1234]'), '')
  assert.equal(componentOf('FATA[0000] stopping the pod sandbox'), 'crictl')
  assert.equal(componentOf('2022-04-26T00:43:24Z [error] x'), 'plugin')
})

test('containers are nobody', () => {
  assert.equal(componentOf(`[pod/web-0/app] ${KLOG}`), '')
  assert.equal(componentOf(`{"log":"${KLOG}\\n","stream":"stderr","time":"2022-04-26T00:43:24Z"}`), '')
})
