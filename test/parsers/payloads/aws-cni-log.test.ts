import assert from 'node:assert/strict'
import { it } from 'node:test'
import { payload } from '../../../parsers/payloads/aws-cni-log.ts'

it('reads the words of the plugin alone', () => {
  const read = payload.read('2022-04-26T00:43:24.124Z [INFO] Received CNI del request: ContainerID(a)')
  assert.equal(read?.level, 'info')
  assert.equal(read?.message, 'Received CNI del request: ContainerID(a)')
  assert.equal(payload.read('2022-04-26T00:43:24.124Z [INFO] plugin/ready: still waiting'), undefined)
  assert.equal(payload.starts('2022-04-26T00:43:24Z [error] Failed CNI request: a'), false)
})
