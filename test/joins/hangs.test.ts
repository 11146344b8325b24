import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { JoinFact } from '../../src/joins/join-store.ts'
import { fact, type Log, type LogEvent, MINUTE, newLog, SECOND, START, sandboxId } from './build.ts'
import { type FakeResult, join } from './fake-store.ts'

type Given = Partial<LogEvent>

const run = (pod: string, more: Given = {}): Given => ({
  operation: 'RunPodSandbox',
  outcome: 'started',
  cause: '',
  kind: 'containerd-run-started',
  podNamespace: 'ns',
  podName: pod,
  podUid: `uid-${pod}`,
  attempt: 0,
  ...more,
})

const ready = (pod: string): Given =>
  run(pod, { outcome: 'succeeded', kind: 'containerd-run-succeeded', sandboxId: sandboxId('f') })

/** kubelet gives up after its four minutes. */
const gaveUp = (pod: string): Given => ({
  ...run(pod, { outcome: 'failed', cause: 'runtime-timeout', kind: 'kubelet-run-failed', component: 'kubelet' }),
  attempt: -1,
  source: 1,
})

/** One run that works, then a run of each pod a minute apart; containerd goes on to speak until `endUs`. */
function calls(pods: readonly string[], endUs = 30 * MINUTE): Log {
  const log = newLog()
  log.add(-MINUTE, run('healthy'))
  log.add(-MINUTE + SECOND, ready('healthy'))
  for (const [n, pod] of pods.entries()) log.add(n * MINUTE, run(pod))
  for (const [n, pod] of pods.entries()) log.add((n + 4) * MINUTE + SECOND, gaveUp(pod))
  log.add(endUs, run('last'))
  return log
}

const THREE = ['a', 'b', 'c']

function hangOf(log: Log, facts: readonly JoinFact[] = []): Pick<FakeResult, 'facts' | 'incidents'> {
  return join({ events: log.events, facts })
}

function assertNone(log: Log, facts: readonly JoinFact[] = []): void {
  const result = hangOf(log, facts)
  assert.deepEqual(result.facts, [])
  assert.ok(result.incidents.every((row) => row.trigger_kind !== 'hang'))
}

describe('hangs', () => {
  it('three runs without a result in four minutes are the trigger of the time-outs, told by the first of them', () => {
    const { facts, incidents } = hangOf(calls(THREE))
    assert.deepEqual(
      facts.map((one) => [one.kind, one.value, one.line]),
      THREE.map((pod, n) => ['hang', `RunPodSandbox for ns/${pod} has no result in 4 minutes`, n + 3]),
    )
    const [row] = incidents
    assert.deepEqual(
      [row?.cause, row?.trigger_kind, row?.trigger_us, row?.trigger_source, row?.trigger_line],
      ['runtime-timeout', 'hang', START, 's0', 3],
    )
  })

  it('a retry that is refused because the name is still taken is no result', () => {
    const log = calls(THREE)
    for (const [n, pod] of THREE.entries()) {
      const at = (n + 3) * MINUTE
      log.add(at, run(pod))
      log.add(at + 1, run(pod, { outcome: 'failed', cause: 'sandbox-name-conflict', kind: 'containerd-run-failed' }))
    }
    assert.equal(hangOf(log).facts.length, 3)
  })

  it('stops that have no result hang too, and a result that comes later does not undo it', () => {
    const log = newLog()
    for (const [n, id] of ['1', '2', '3', '4'].entries()) {
      const stop = { sandboxId: sandboxId(id), kind: 'containerd-stop-started', outcome: 'started', cause: '' } as const
      log.add(n * SECOND, stop)
      const done = n === 0 ? n * SECOND + 1 : 9 * MINUTE
      log.add(done, { ...stop, kind: 'containerd-stop-succeeded', outcome: 'succeeded' })
    }
    assert.deepEqual(
      hangOf(log).facts.map((one) => one.value),
      ['2', '3', '4'].map((id) => `StopPodSandbox for ${sandboxId(id)} has no result in 4 minutes`),
    )
  })

  it('what the kernel says of the hang is told rather than a call', () => {
    const kernel = fact(3 * MINUTE, { kind: 'hang', component: 'kernel', value: 'task containerd blocked for 120 s' })
    assert.equal(hangOf(calls(THREE), [kernel]).incidents[0]?.trigger_text, kernel.text)
  })

  it('is no trigger of failures that do not wait for the runtime', () => {
    const log = calls(THREE)
    log.add(2 * MINUTE, run('x', { outcome: 'failed', cause: 'ipam-exhausted', kind: 'containerd-run-failed' }))
    const row = hangOf(log).incidents.find((one) => one.cause === 'ipam-exhausted')
    assert.equal(row?.trigger_kind, '')
  })

  it('two slow pods are none', () => assertNone(calls(['a', 'b'])))

  it('three pods far from one another in time are none', () => {
    const log = calls([])
    for (const [n, pod] of THREE.entries()) log.add(n * 8 * MINUTE, run(pod))
    log.add(60 * MINUTE, run('end'))
    assertNone(log)
  })

  it('slow but finished within the four minutes is none, whether it worked or failed', () => {
    const log = calls(THREE)
    log.add(4 * MINUTE - SECOND, ready('a'))
    log.add(4 * MINUTE, run('b', { outcome: 'failed', cause: 'ipam-exhausted', kind: 'containerd-run-failed' }))
    assertNone(log)
  })

  it('a failure that only kubelet tells is a result too', () => {
    const log = calls(THREE)
    log.add(SECOND, { ...gaveUp('a'), cause: 'cni-agent-unreachable' })
    assertNone(log)
  })

  it('logs that end within the four minutes say nothing of the result, whatever other sources go on', () => {
    const log = calls(THREE, 3 * MINUTE)
    log.add(40 * MINUTE, gaveUp('a'))
    assertNone(log)
  })

  it('logs that never print a result are none', () => {
    const log = calls(THREE)
    log.events.splice(1, 1)
    assertNone(log)
  })

  it('a deletion race is none: the sandbox is stopped, or kubelet says that the pod was deleted', () => {
    const log = calls(THREE)
    const stop = run('a', { operation: 'StopPodSandbox', kind: 'containerd-stop-started', sandboxId: sandboxId('a') })
    log.add(30 * SECOND, stop)
    log.add(31 * SECOND, { ...stop, outcome: 'succeeded', kind: 'containerd-stop-succeeded' })
    assertNone(log)
    assertNone(calls(THREE), [fact(30 * SECOND, { kind: 'pod-deleted', component: 'kubelet', value: 'ns/a' })])
  })

  it('a runtime that went away, or lines that were dropped, leave calls without a result', () => {
    for (const kind of ['runtime-start', 'runtime-crash', 'reboot', 'suppressed'] as const) {
      assertNone(calls(THREE), [fact(2 * MINUTE + SECOND, { kind, value: '' })])
    }
  })

  it("CRI-O's calls do not count: it leaves failures to kubelet", () => {
    const log = calls([])
    for (const pod of THREE) log.add(0, run(pod, { component: 'crio', kind: 'crio-run-started' }))
    assertNone(log)
  })

  it('many stalled calls are told by the first three of each stretch', () => {
    const log = calls(
      Array.from({ length: 60 }, (_, n) => `p${String(n).padStart(2, '0')}`),
      90 * MINUTE,
    )
    const { facts } = hangOf(log)
    assert.ok(facts.length <= 21, `${facts.length}`)
    assert.deepEqual(
      facts.slice(0, 3).map((one) => one.line),
      [3, 4, 5],
    )
  })
})
