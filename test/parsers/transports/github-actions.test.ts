import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transport } from '../../../parsers/transports/github-actions.ts'
import { eventsOf, id } from '../read-line.ts'
import { checkCuts, checkRefused, checkSamples } from './check-samples.ts'

test('its samples are peeled as they say, and cut lines do no harm', () => {
  checkSamples(transport)
  checkCuts(transport)
})

test('lines of other kinds are left alone', () => {
  checkRefused(transport, [
    '2023-11-21T23:29:11.8893330Z stderr F text',
    '2023-11-21T23:29:11.889333012Z text',
    '2023-11-21T23:29:11.889333Z text',
    '2023-11-21T23:29:11.8893330Ztext',
  ])
})

test('what a step printed is read through it', () => {
  const failed = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="demo" failed (add): range is full`
  const [dumped, described] = eventsOf(
    [
      `2023-11-21T23:29:11.8893330Z   Nov 21 23:29:11.706: INFO: At 2023-11-21 23:27:20 +0000 UTC - event for web-0: {kubelet node-a} FailedCreatePodSandBox: ${failed}`,
      `2023-11-21T23:29:12.8893330Z   Warning  FailedCreatePodSandBox  7s    kubelet            ${failed}`,
    ].join('\n'),
  )
  assert.deepEqual([dumped?.podName, dumped?.cause, dumped?.sandboxId], ['web-0', 'ipam-exhausted', id])
  assert.deepEqual(
    [described?.operation, described?.cause, described?.sandboxId],
    ['RunPodSandbox', 'ipam-exhausted', id],
  )
})
