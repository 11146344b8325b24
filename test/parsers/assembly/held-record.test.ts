import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertIncludes, recordsOf } from '../../build.ts'
import { eventsOf, goQuote, id } from '../read-line.ts'

const supervised = (child: string, line: string): string =>
  `Jan 10 14:07:12 node-a k0s[859]: time="2026-01-10 14:07:12" level=info msg=${goQuote(line)} component=${child} stream=stderr`

const error = `failed to setup network for sandbox "${id}": plugin type="bridge" name="net" failed (add): no IP ranges specified`

test('what a supervisor logs of its children are their records', () => {
  const containerd = `time="2026-01-10T14:07:12.403292691Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:8185ef2c,Namespace:web,Attempt:190,} failed, error" error=${goQuote(error)}`
  const kubelet = `E0110 14:07:12.403621     950 log.go:32] "RunPodSandbox from runtime service failed" err=${goQuote(`rpc error: code = Unknown desc = ${error}`)}`
  const events = eventsOf([supervised('containerd', containerd), supervised('kubelet', kubelet)].join('\n'))
  assert.deepEqual(
    events.map(({ component, operation, outcome, cause, sandboxId }) => [
      component,
      operation,
      outcome,
      cause,
      sandboxId,
    ]),
    [
      ['containerd', 'RunPodSandbox', 'failed', 'cni-config-invalid', id],
      ['kubelet', 'RunPodSandbox', 'failed', 'cni-config-invalid', id],
    ],
  )
  const [record] = recordsOf(supervised('containerd', containerd))
  assertIncludes(record?.stamp, { year: 2026, dayUs: 50_832_403_292 }, 'the time is the own one')
})

test('a time without a year takes that of the line of the supervisor', () => {
  const yearOf = (outer: string, klog: string): unknown => {
    const [record] = recordsOf(
      `time="${outer}" level=info msg="${klog} 950 kubelet.go:1] Starting kubelet" component=kubelet`,
    )
    return record?.stamp?.kind === 'calendar' ? record.stamp.year : undefined
  }
  assert.equal(yearOf('2021-01-22 13:38:26', 'E0122 13:38:26.729265'), 2021)
  assert.equal(yearOf('2021-01-01 00:00:00', 'E1231 23:59:59.999999'), 2020)
  assert.equal(yearOf('2020-12-31 23:59:59', 'E0101 00:00:00.000001'), 2021)
})

test('a logger that merely quotes a line keeps its own record', () => {
  const [record] = recordsOf(
    'time="2026-01-10T14:07:12Z" level=warning msg="cleanup warnings time=\\"2026\\" level=info"',
  )
  assert.equal(record?.message, 'cleanup warnings time="2026" level=info')
})
