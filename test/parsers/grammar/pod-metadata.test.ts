import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPodMetadata } from '../../../parsers/grammar/pod-metadata.ts'

const pod = { namespace: 'ns', name: 'web-0', uid: 'u-1', attempt: 2, from: 'metadata' }

test('both renderings give the same pod, at any escaping depth and with one or two blanks', () => {
  const forms = [
    '&PodSandboxMetadata{Name:web-0,Uid:u-1,Namespace:ns,Attempt:2,}',
    'name:"web-0" uid:"u-1" namespace:"ns" attempt:2',
    'name:\\"web-0\\"  uid:\\"u-1\\"  namespace:\\"ns\\"  attempt:2',
    'RunPodSandbox for name:\\\\\\"web-0\\\\\\"  uid:\\\\\\"u-1\\\\\\"  namespace:\\\\\\"ns\\\\\\"  attempt:2',
  ]
  for (const form of forms) assert.deepEqual(readPodMetadata(form), pod, form)
})

test('protobuf text leaves attempt 0 out', () => {
  assert.equal(readPodMetadata('name:"web-0" uid:"u-1" namespace:"ns"')?.attempt, 0)
})

test('a value that was cut is left out, what stands before it is kept', () => {
  assert.deepEqual(readPodMetadata('&PodSandboxMetadata{Name:web-0,Uid:u'), {
    ...pod,
    uid: '',
    namespace: '',
    attempt: -1,
  })
  assert.deepEqual(readPodMetadata('name:"web-0" uid:"u-1" names'), { ...pod, namespace: '', attempt: -1 })
  assert.deepEqual(readPodMetadata('name:"web-0" ui'), { ...pod, uid: '', namespace: '', attempt: -1 })
  assert.equal(readPodMetadata('&PodSandboxMetadata{Name:we'), undefined)
})

test('other texts have none', () => {
  for (const text of ['', '<nil>', 'name: web', 'container name:']) assert.equal(readPodMetadata(text), undefined)
})
