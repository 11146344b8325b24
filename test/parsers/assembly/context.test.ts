import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contextGates, newContext, observe } from '../../../parsers/assembly/context.ts'
import { placeEvent } from '../../../parsers/assembly/place-event.ts'
import type { SourceContext } from '../../../src/model/line-window.ts'

function after(...lines: readonly string[]): SourceContext {
  const context = newContext()
  for (const line of lines) observe(context, line)
  return context
}

const EVENT = {
  reason: 'x',
  type: 'Warning',
  kind: '',
  namespace: '',
  name: '',
  uid: '',
  node: '',
  count: 1,
  firstStamp: undefined,
  lastStamp: undefined,
}

test('a pod that is described', () => {
  const context = after('Name:         web-0', 'Namespace:    shop', 'Node:         node-a/10.0.0.5')
  assert.deepEqual(placeEvent(EVENT, context), {
    ...EVENT,
    kind: 'Pod',
    name: 'web-0',
    namespace: 'shop',
    node: 'node-a',
  })
  const own = { ...EVENT, name: 'other' }
  assert.equal(placeEvent(own, context), own)
  const full = placeEvent({ ...EVENT, kind: 'Job', namespace: 'a', node: 'b' }, context)
  assert.deepEqual([full.kind, full.namespace, full.node, full.name], ['Job', 'a', 'b', 'web-0'])
})

test('a node that is described', () => {
  const context = after('Name:               node-a', 'Roles:              control-plane')
  assert.equal(context.describeKind, 'Node')
  assert.equal(context.describeNode, 'node-a')
  assert.equal(after('Name:  web-0', 'Node:  <none>').describeNode, '')
  assert.equal(after('Name:  web-0', 'Node:  ').describeNode, '')
})

test('a table, a section and another object end the one before', () => {
  const pod = ['Name:         web-0', 'Namespace:    shop']
  assert.equal(after(...pod, 'Name:         web-1').describeNamespace, '')
  assert.equal(after(...pod, '==> kubelet <==').describeName, '')
  const table = after(...pod, 'LAST SEEN   TYPE      REASON   OBJECT   MESSAGE')
  assert.equal(table.describeName, '')
  assert.deepEqual(table.columns[0], { name: 'LAST SEEN', at: 0 })
  assert.deepEqual(table.columns[2], { name: 'REASON', at: 22 })
})

test('tables of other things change nothing', () => {
  assert.equal(after('Name:  web-0', 'NAMESPACE   NAME   READY').describeName, 'web-0')
})

test('sections of minikube logs, with and without the star; names of files are no sections', () => {
  assert.equal(after('==> kubelet <==').section, 'kubelet')
  assert.equal(after('* ==> containerd <==').section, 'containerd')
  assert.equal(after('==> kubelet <==', '==> /var/log/kubelet.log <==').section, '')
  assert.equal(after('==> kubelet <==', '==> broken').section, 'kubelet')
})

test('the head of a klog file names the node', () => {
  assert.equal(after('Running on machine: node-a').node, 'node-a')
})

test('lines that no gate lets through change nothing', () => {
  assert.deepEqual(after('some line', 'Nodes: 3'), newContext())
  assert.ok(contextGates.every((gate) => gate.startsWith('\n')))
})
