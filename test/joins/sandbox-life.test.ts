import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SandboxRow } from '../../src/model/case-file.ts'
import { failedStop, type Log, MINUTE, newLog, SECOND, START, sandboxId } from './build.ts'
import { join } from './fake-store.ts'

const id = sandboxId('bbc85f')
const second = sandboxId('cc')
const pod = { podNamespace: 'payments', podName: 'cart-1' } as const

function run(log: Log, at: number, sandbox: string, attempt = 0): void {
  const base = { operation: 'RunPodSandbox', ...pod, attempt } as const
  log.add(at, { ...base, outcome: 'started', kind: 'containerd-run-started' })
  log.add(at + SECOND, { ...base, outcome: 'succeeded', kind: 'containerd-run-succeeded', sandboxId: sandbox })
}

function stop(log: Log, at: number, sandbox: string): void {
  log.add(at, { sandboxId: sandbox, outcome: 'started', kind: 'containerd-stop-started' })
  log.add(at + 1, {
    sandboxId: sandbox,
    operation: 'other',
    outcome: 'succeeded',
    kind: 'containerd-teardown-succeeded',
  })
  log.add(at + 2, { sandboxId: sandbox, outcome: 'succeeded', kind: 'containerd-stop-succeeded' })
}

function only(log: Log): SandboxRow {
  const [row, ...rest] = join(log).sandboxes
  assert.equal(rest.length, 0)
  assert.ok(row)
  return row
}

describe('sandbox lives', () => {
  it('a whole life has all its times and ends gone', () => {
    const log = newLog()
    run(log, 0, id)
    stop(log, MINUTE, id)
    log.add(2 * MINUTE, {
      sandboxId: id,
      operation: 'RemovePodSandbox',
      outcome: 'succeeded',
      kind: 'containerd-remove-succeeded',
    })
    const row = only(log)
    assert.deepEqual(
      [row.requested_us, row.ready_us, row.stop_us, row.network_down_us, row.stopped_us, row.removed_us].map(
        (us) => us - START,
      ),
      [0, SECOND, MINUTE, MINUTE + 1, MINUTE + 2, 2 * MINUTE],
    )
    assert.deepEqual([row.state, row.failed_stops, row.pod_name, row.attempt], ['gone', 0, 'cart-1', 0])
  })

  it('ready and not stopped is running', () => {
    const log = newLog()
    run(log, 0, id)
    assert.equal(only(log).state, 'running')
  })

  it('three failed stops and no good one leave it stuck with its network namespace', () => {
    const log = newLog()
    run(log, 0, id)
    for (const at of [60, 72, 85]) failedStop(log, at * SECOND, id)
    const row = only(log)
    assert.deepEqual([row.state, row.failed_stops, row.netns_left], ['stuck', 3, 1])
  })

  it('a stop that works after failed ones ends it', () => {
    const log = newLog()
    run(log, 0, id)
    failedStop(log, MINUTE, id)
    stop(log, 2 * MINUTE, id)
    const row = only(log)
    assert.deepEqual([row.state, row.failed_stops, row.netns_left], ['gone', 1, 0])
  })

  it('an echo of the failure after the good stop does not make it stuck again', () => {
    const log = newLog()
    stop(log, 0, id)
    log.add(10, { sandboxId: id, component: 'kubelet', kind: 'kubelet-error-syncing-pod', secondary: true })
    assert.equal(only(log).state, 'gone')
  })

  it('a stop that finds nothing shows that it is gone', () => {
    const log = newLog()
    run(log, 0, id)
    log.add(MINUTE, { sandboxId: id, cause: 'sandbox-not-found' })
    assert.equal(only(log).state, 'gone')
  })

  it('a stop that times out leaves it stuck, but says nothing of the network', () => {
    const log = newLog()
    log.add(0, { sandboxId: id, cause: 'runtime-timeout' })
    assert.deepEqual([only(log).state, only(log).netns_left], ['stuck', 0])
  })

  it('a stop that fails because the network namespace is gone leaves none', () => {
    const log = newLog()
    log.add(0, { sandboxId: id, cause: 'netns-missing' })
    assert.deepEqual([only(log).state, only(log).netns_left], ['stuck', 0])
  })

  it('a failed run is never ready; what its clean-up left is told', () => {
    const log = newLog()
    log.add(0, { operation: 'RunPodSandbox', outcome: 'started', kind: 'containerd-run-started', ...pod })
    const cleanUp = { operation: 'other', sandboxId: id, secondary: true } as const
    log.add(SECOND, { ...cleanUp, kind: 'containerd-destroy-network-failed' })
    log.add(SECOND + 1, { ...cleanUp, kind: 'containerd-clean-up-failed', cause: 'unknown' })
    log.add(2 * SECOND, { operation: 'RunPodSandbox', kind: 'containerd-run-failed', sandboxId: id, ...pod })
    const row = only(log)
    assert.deepEqual([row.state, row.failed_runs, row.netns_left, row.requested_us], ['never-ready', 1, 1, START])
  })

  it('a failed run that was stopped afterwards is still never ready', () => {
    const log = newLog()
    log.add(0, { operation: 'RunPodSandbox', kind: 'containerd-run-failed', sandboxId: id, ...pod })
    stop(log, MINUTE, id)
    assert.equal(only(log).state, 'never-ready')
  })

  it('a sandbox that is only mentioned is unknown', () => {
    const log = newLog()
    log.add(0, { operation: 'PodSandboxStatus', sandboxId: id, kind: 'kubelet-cri-status-failed' })
    assert.equal(only(log).state, 'unknown')
  })

  it('sandboxes of one pod are linked in their order', () => {
    const log = newLog()
    run(log, 0, id, 0)
    stop(log, MINUTE, id)
    run(log, 2 * MINUTE, second, 1)
    assert.deepEqual(
      join(log).sandboxes.map((row) => [row.sandbox_id, row.attempt, row.replaced_by]),
      [
        [id, 0, second],
        [second, 1, ''],
      ],
    )
  })

  it('requests that never got a result are answered by number, and only a few are kept', () => {
    const log = newLog()
    for (let attempt = 0; attempt < 100; attempt += 1) {
      log.add(attempt, {
        operation: 'RunPodSandbox',
        outcome: 'started',
        kind: 'containerd-run-started',
        ...pod,
        attempt,
      })
    }
    log.add(200, { operation: 'RunPodSandbox', kind: 'containerd-run-failed', cause: 'runtime-timeout', ...pod })
    log.add(MINUTE, {
      operation: 'RunPodSandbox',
      outcome: 'succeeded',
      kind: 'containerd-run-succeeded',
      sandboxId: id,
      ...pod,
      attempt: 70,
    })
    assert.equal(only(log).requested_us, START + 70)
  })
})
