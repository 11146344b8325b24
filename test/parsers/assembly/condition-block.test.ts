import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordsOf } from '../../build.ts'
import { eventsOf } from '../read-line.ts'

const info = (members: string, before = '{"x": 1},'): string => `    ${before}\n      {\n${members}\n      }\n    ]`

const told = (text: string): unknown[] => eventsOf(text).map(({ outcome, cause }) => [outcome, cause])

test('the condition of the network over several lines is one record, in either order of its members', () => {
  const struct =
    '        "type": "NetworkReady",\n        "status": true,\n        "reason": "",\n        "message": ""'
  assert.deepEqual(told(info(struct)), [['succeeded', '']])
  const [record] = recordsOf(info(struct)).filter(({ message }) => message.includes('NetworkReady'))
  assert.deepEqual([record?.line, record?.lineEnd], [3, 6])
  const sorted =
    '        "message": "Network plugin returns error: cni plugin not initialized",\n        "reason": "NetworkPluginNotReady",\n        "status": false,\n        "type": "NetworkReady"'
  assert.deepEqual(told(info(sorted)), [['failed', 'cni-config-missing']])
})

test('the condition of the runtime and those of a node object are none', () => {
  const runtime =
    '        "message": "",\n        "reason": "",\n        "status": false,\n        "type": "RuntimeReady"'
  assert.deepEqual(told(info(runtime)), [])
  const node =
    '        "message": "Calico is running on this node",\n        "reason": "CalicoIsUp",\n        "status": "False",\n        "type": "NetworkUnavailable"'
  assert.deepEqual(told(info(node)), [])
})

test('a word in another object says nothing', () => {
  assert.deepEqual(told('        "type": "NetworkReady",\n      },\n        "status": false,'), [])
})
