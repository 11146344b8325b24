import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { failedStop, MINUTE, newLog, SECOND, sandboxId } from './build.ts'
import { join } from './fake-store.ts'

const id = sandboxId('bbc85f')
const pod = { podNamespace: 'payments', podName: 'cart-1' } as const

describe('failed stops', () => {
  it('three stops that print twelve records are three failures', () => {
    const log = newLog()
    for (const at of [0, 12, 25]) failedStop(log, at * SECOND, id)
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.records, row.cause, row.sandbox_id, row.operation]),
      [
        [4, 'cni-config-version-missing', id, 'StopPodSandbox'],
        [4, 'cni-config-version-missing', id, 'StopPodSandbox'],
        [4, 'cni-config-version-missing', id, 'StopPodSandbox'],
      ],
    )
  })

  it('retries one second apart stay apart', () => {
    const log = newLog()
    for (let at = 0; at < 20; at += 1) failedStop(log, at * SECOND, id)
    const { failures } = join(log)
    assert.equal(failures.length, 20)
    assert.ok(failures.every((row) => row.records === 4 && row.last_us - row.first_us < SECOND))
  })

  for (const lead of [-2, 2]) {
    it(`clocks ${lead} s apart with retries one second apart give the same count`, () => {
      const log = newLog()
      for (let at = 0; at < 20; at += 1) failedStop(log, at * SECOND, id, lead * SECOND)
      const { failures } = join(log)
      assert.equal(failures.length, 20)
      assert.ok(failures.every((row) => row.records === 4))
    })
  }

  it('a record that is missing in one program leaves the others paired with their own attempt', () => {
    const log = newLog()
    for (let at = 0; at < 10; at += 1) failedStop(log, at * SECOND, id)
    const events = log.events.filter((event) => !(event.component === 'kubelet' && event.line <= 12))
    const { failures } = join({ events })
    assert.deepEqual(
      failures.map((row) => row.records),
      [1, 1, 1, 4, 4, 4, 4, 4, 4, 4],
    )
  })

  it('a record that lags finds the attempt that is free between those of its neighbours', () => {
    const log = newLog()
    for (const at of [0, 10, 20]) log.add(at * SECOND, { sandboxId: id })
    for (const at of [0.0003, 11.5, 20.0003]) {
      log.add(at * SECOND, { sandboxId: id, component: 'kubelet', kind: 'kubelet-cri-stop-failed' })
    }
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => row.records),
      [2, 2, 2],
    )
  })

  it('a plugin line that names no sandbox joins the attempt of its pod at that moment', () => {
    const log = newLog()
    for (const at of [0, 30, 60]) log.add(at * SECOND, { sandboxId: id, ...pod })
    const plugin = { ...pod, operation: 'other', component: 'plugin', kind: 'plugin-failed' } as const
    log.add(31 * SECOND, plugin)
    log.add(45 * SECOND, plugin)
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.operation, row.records]),
      [
        ['StopPodSandbox', 1],
        ['StopPodSandbox', 2],
        ['other', 1],
        ['StopPodSandbox', 1],
      ],
    )
  })

  it('an Event without a time and one of another sandbox find what they can', () => {
    const log = newLog()
    log.add(0, { sandboxId: id, ...pod })
    const event = { ...pod, component: 'kubernetes-event', kind: 'event-failed-kill' } as const
    log.add(0, { ...event, timeUs: 0, lastUs: 0, sandboxId: id })
    log.add(SECOND, { ...event, sandboxId: sandboxId('cc') })
    log.add(40 * SECOND, event)
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.records, row.events_seen]),
      [
        [1, 1],
        [0, 1],
        [0, 1],
      ],
    )
  })

  it('records without a time are joined by order', () => {
    const log = newLog()
    for (let at = 0; at < 3; at += 1) failedStop(log, at, id)
    const { failures } = join({ events: log.events.map((event) => ({ ...event, timeUs: 0, lastUs: 0 })) })
    assert.deepEqual(
      failures.map((row) => row.records),
      [4, 4, 4],
    )
  })

  it('a copy of the journal in a second file adds no failure and no record', () => {
    const log = newLog()
    for (const at of [0, 12]) failedStop(log, at * SECOND + 17, id)
    const copies = log.events.map((event) => ({ ...event, id: event.id + 100, source: 1 }))
    const { failures } = join({ events: [...log.events, ...copies] })
    assert.deepEqual(
      failures.map((row) => row.records),
      [4, 4],
    )
    assert.deepEqual(
      failures.map((row) => row.eventIds.length),
      [8, 8],
    )
  })

  it('whole-second stamps: the n-th record of the second file is the copy of the n-th of the first', () => {
    const log = newLog()
    for (let n = 0; n < 3; n += 1) log.add(0, { sandboxId: id })
    for (let n = 0; n < 2; n += 1) log.add(0, { sandboxId: id, source: 1 })
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => row.records),
      [1, 1, 1],
    )
  })

  it('an Event counts apart and adds no failure', () => {
    const log = newLog()
    for (const at of [0, 12, 25]) failedStop(log, at * SECOND, id)
    const span = { timeUs: log.events[0]?.timeUs ?? 0, lastUs: (log.events[0]?.timeUs ?? 0) + 25 * SECOND }
    log.add(0, {
      ...span,
      ...pod,
      sandboxId: id,
      component: 'kubernetes-event',
      kind: 'event-failed-kill',
      repeatN: 3,
      node: '',
    })
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.records, row.events_seen, row.pod_name]),
      [
        [4, 0, 'cart-1'],
        [4, 0, 'cart-1'],
        [4, 3, 'cart-1'],
      ],
    )
  })

  it('an Event of which no log is at hand stands for as many failures as it counts', () => {
    const log = newLog()
    log.add(0, {
      ...pod,
      component: 'kubernetes-event',
      kind: 'event-failed-kill',
      repeatN: 83,
      lastUs: log.events[0]?.timeUs ?? 0,
    })
    const { failures, incidents } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.records, row.events_seen]),
      [[0, 83]],
    )
    assert.equal(incidents[0]?.failures, 83)
  })
})

describe('failed runs', () => {
  it('a clean-up line a minute before the run line is a record of the run', () => {
    const log = newLog()
    log.add(0, {
      operation: 'other',
      kind: 'containerd-destroy-network-failed',
      sandboxId: id,
      secondary: true,
      cause: 'netns-missing',
    })
    log.add(MINUTE, { operation: 'RunPodSandbox', kind: 'containerd-run-failed', sandboxId: id, ...pod })
    log.add(MINUTE + 300, {
      operation: 'RunPodSandbox',
      component: 'kubelet',
      kind: 'kubelet-cri-run-failed',
      sandboxId: id,
    })
    log.add(MINUTE + 400, {
      operation: 'RunPodSandbox',
      component: 'kubelet',
      kind: 'kubelet-create-sandbox-failed',
      ...pod,
    })
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.operation, row.cause, row.records, row.secondary]),
      [['RunPodSandbox', 'cni-config-version-missing', 4, 0]],
    )
  })

  it('a name conflict has no sandbox id of its own', () => {
    const log = newLog()
    log.add(0, {
      operation: 'RunPodSandbox',
      kind: 'containerd-run-failed',
      cause: 'sandbox-name-conflict',
      sandboxId: id,
      ...pod,
    })
    log.add(300, {
      operation: 'RunPodSandbox',
      kind: 'kubelet-cri-run-failed',
      component: 'kubelet',
      cause: 'sandbox-name-conflict',
      ...pod,
    })
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.sandbox_id, row.records]),
      [['', 2]],
    )
  })

  it('a name conflict a second after a run that made a sandbox is a failure of its own', () => {
    const log = newLog()
    const run = { operation: 'RunPodSandbox', kind: 'containerd-run-failed', sandboxId: id, ...pod } as const
    const said = { ...run, component: 'kubelet', kind: 'kubelet-sync-failed', sandboxId: '', cause: 'unknown' } as const
    log.add(0, { ...run, cause: 'cni-plugin-binary-missing' })
    log.add(200, said)
    log.add(SECOND, { ...run, cause: 'sandbox-name-conflict' })
    log.add(SECOND + 200, said)
    assert.deepEqual(
      join(log).failures.map((row) => [row.cause, row.sandbox_id, row.records, row.secondary]),
      [
        ['cni-plugin-binary-missing', id, 2, 0],
        ['sandbox-name-conflict', '', 2, 1],
      ],
    )
  })

  it('the deepest cause of the records is the cause of the failure', () => {
    const log = newLog()
    const run = { operation: 'RunPodSandbox', sandboxId: id, ...pod } as const
    log.add(0, { ...run, component: 'kubelet', kind: 'kubelet-cri-run-failed', cause: 'runtime-timeout' })
    log.add(SECOND, { ...run, kind: 'containerd-run-failed', cause: 'cni-apiserver-unreachable' })
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.cause, row.causeEventId, row.firstEventId]),
      [['cni-apiserver-unreachable', 2, 1]],
    )
  })

  it('a stop of a sandbox whose run failed is a consequence', () => {
    const log = newLog()
    log.add(0, { operation: 'RunPodSandbox', kind: 'containerd-run-failed', sandboxId: id, ...pod })
    log.add(3 * MINUTE, { sandboxId: id })
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.operation, row.secondary]),
      [
        ['RunPodSandbox', 0],
        ['StopPodSandbox', 1],
      ],
    )
  })

  it('a clean-up line alone is a failure that says it is a consequence', () => {
    const log = newLog()
    log.add(0, { operation: 'other', kind: 'containerd-destroy-network-failed', sandboxId: id, secondary: true })
    assert.deepEqual(
      join(log).failures.map((row) => [row.operation, row.secondary]),
      [['other', 1]],
    )
  })

  it('a dense series is held in bounded pieces and still counted right', () => {
    const log = newLog()
    for (let at = 0; at < 3000; at += 1) failedStop(log, at * SECOND, id)
    const { failures } = join(log)
    assert.equal(failures.length, 3000)
    assert.ok(failures.every((row) => row.records === 4))
  })
})
