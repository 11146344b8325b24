import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readInterval } from '../../../parsers/grammar/openshift-interval.ts'
import { assertIncludes } from '../../build.ts'
import { eventsOf, id } from '../read-line.ts'

const text = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create pod network sandbox k8s_web-0_web_b2648924-ac95-48fc-8ea6-3c811eef3696_0(${id}): cni config uninitialized`
const told = {
  ...{ operation: 'RunPodSandbox', outcome: 'failed', sandboxId: id, podNamespace: 'web', podName: 'web-0' },
  cause: 'cni-config-missing',
}

test('an interval of the timeline is an Event, in either form', () => {
  const interval = {
    level: 'Warning',
    locator: { type: 'Pod', keys: { namespace: 'web', node: 'node-a', pod: 'web-0' } },
    message: {
      reason: 'FailedCreatePodSandBox',
      humanMessage: text,
      annotations: { count: '3', lastTimestamp: '2025-01-21T15:45:10Z', reason: 'FailedCreatePodSandBox' },
    },
    from: '2025-01-21T15:42:10Z',
    to: '2025-01-21T15:42:11Z',
  }
  assertIncludes(eventsOf(JSON.stringify(interval))[0], { ...told, repeatN: 3 }, 'objects')
  const event = readInterval(interval)?.event
  assert.deepEqual([event?.node, event?.count, event?.type], ['node-a', 3, 'Warning'])
  assertIncludes(event?.firstStamp, { year: 2025, dayUs: 56_530_000_000 }, 'it begins')
  assertIncludes(event?.lastStamp, { dayUs: 56_710_000_000 }, 'and was seen last')
  const old = { locator: 'ns/web pod/web-0 node/node-a', message: `reason/FailedCreatePodSandBox ${text}` }
  assertIncludes(eventsOf(JSON.stringify(old))[0], told, 'paths')
})

test('an interval that the monitor logs is an Event', () => {
  const line = `time="2025-01-21T16:08:14Z" level=info msg="event interval matches PodSandbox" locator="{Kind map[hmsg:f12bea0458 namespace:web node:node-a pod:web-0]}" message="{FailedCreatePodSandBox  ${text} map[firstTimestamp:2025-01-21T15:42:10Z lastTimestamp:2025-01-21T15:42:10Z]}"`
  assertIncludes(eventsOf(line)[0], told, 'the line')
})

test('other objects and lines are none', () => {
  for (const value of [
    {},
    { locator: {}, message: {} },
    { locator: { keys: { node: 'node-a' } }, message: { reason: 'NodeReady', humanMessage: 'ready' } },
    { locator: 'pod/web-0', message: 'no reason' },
    { locator: 7, message: 'reason/FailedCreatePodSandBox x' },
  ])
    assert.equal(readInterval(value), undefined)
  assert.deepEqual(eventsOf('level=info msg="event interval matches PodSandbox" locator="x" message="y"'), [])
})
