import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { MINUTE, newLog, SECOND, START, sandboxId } from './build.ts'
import { join } from './fake-store.ts'

const id = sandboxId('bbc85f')
const notReady = {
  operation: 'NetworkReady',
  component: 'kubelet',
  cause: 'cni-config-missing',
  kind: 'kubelet-network-not-ready',
} as const

describe('readiness', () => {
  it('repeats on one node are one condition, whatever lies between', () => {
    const log = newLog()
    for (let at = 0; at < 200; at += 1) log.add(at * 5 * SECOND, notReady)
    log.add(3 * SECOND, { ...notReady, node: 'node-2' })
    const { failures, incidents } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.node, row.records, row.first_us - START, row.last_us - START]),
      [
        ['node-1', 200, 0, 995 * SECOND],
        ['node-2', 1, 3 * SECOND, 3 * SECOND],
      ],
    )
    assert.equal(incidents.length, 1)
  })

  it('readiness ends a condition, and so does a long silence', () => {
    const log = newLog()
    log.add(0, notReady)
    log.add(SECOND, { ...notReady, outcome: 'succeeded', cause: '', kind: 'crictl-info-network' })
    log.add(2 * SECOND, notReady)
    log.add(45 * MINUTE, notReady)
    assert.deepEqual(
      join(log).failures.map((row) => row.records),
      [1, 1, 1],
    )
  })

  it('two causes told in turn are two conditions; a record without a cause goes with the latest', () => {
    const log = newLog()
    for (let at = 0; at < 3; at += 1) {
      log.add(at * MINUTE, {
        ...notReady,
        component: 'containerd',
        cause: 'cni-config-invalid',
        kind: 'containerd-cni-reload-failed',
      })
      log.add(at * MINUTE + SECOND, notReady)
      log.add(at * MINUTE + 2 * SECOND, { ...notReady, cause: 'unknown' })
    }
    const { failures, incidents } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.cause, row.records]),
      [
        ['cni-config-invalid', 3],
        ['cni-config-missing', 6],
      ],
    )
    assert.deepEqual(
      incidents.map((row) => [row.cause, row.consequence_of]),
      [
        ['cni-config-invalid', 0],
        ['cni-config-missing', 1],
      ],
    )
  })

  it('a condition of many thousand records is stored in pieces and counted right', () => {
    const log = newLog()
    for (let at = 0; at < 10_000; at += 1) log.add(at * SECOND, notReady)
    for (let at = 0; at < 5_000; at += 1) {
      log.add(at * SECOND, {
        ...notReady,
        node: 'node-2',
        component: 'kubernetes-event',
        kind: 'event-network-not-ready',
        repeatN: 2,
      })
    }
    const { failures } = join(log)
    assert.deepEqual(
      failures.map((row) => [row.records, row.events_seen, row.eventIds.length]),
      [
        [10_000, 0, 10_000],
        [0, 10_000, 5_000],
      ],
    )
  })

  it('a copy in a second file is no second record', () => {
    const log = newLog()
    log.add(7, notReady)
    log.add(7, { ...notReady, source: 1 })
    assert.deepEqual(
      join(log).failures.map((row) => [row.records, row.eventIds.length]),
      [[1, 2]],
    )
  })
})

describe('records that name neither pod nor sandbox', () => {
  const echo = { component: 'kubelet', kind: 'kubelet-sync-result', secondary: true } as const

  it('join the failure of the same node, operation, cause and moment', () => {
    const log = newLog()
    log.add(0, { sandboxId: id })
    log.add(300, echo)
    log.add(20 * SECOND, { sandboxId: id })
    log.add(20 * SECOND + 300, echo)
    log.add(20 * SECOND + 400, { ...echo, component: 'kubernetes-event', kind: 'event-failed-kill', repeatN: 4 })
    log.add(20 * SECOND + 400, { ...echo, node: 'node-2' })
    assert.deepEqual(
      join(log).failures.map((row) => [row.node, row.records, row.events_seen]),
      [
        ['node-1', 2, 0],
        ['node-1', 2, 4],
        ['node-2', 1, 0],
      ],
    )
  })

  it('one wording joins a failure once', () => {
    const log = newLog()
    log.add(0, { sandboxId: id })
    log.add(300, echo)
    log.add(SECOND, echo)
    assert.deepEqual(
      join(log).failures.map((row) => row.records),
      [2, 1],
    )
  })

  it('are failures of their own where there is none: two wordings, three attempts', () => {
    const log = newLog()
    const list = { operation: 'ListPodSandbox', cause: 'runtime-timeout', component: 'kubelet' } as const
    for (const at of [0, 10, 300]) {
      log.add(at * SECOND, { ...list, kind: 'kubelet-cri-list-failed' })
      log.add(at * SECOND + 100, { ...list, kind: 'kubelet-pleg-failed', secondary: true })
    }
    log.add(0, { ...list, kind: 'kubelet-cri-list-failed', source: 1 })
    assert.deepEqual(
      join(log).failures.map((row) => [row.operation, row.records, row.eventIds.length]),
      [
        ['ListPodSandbox', 2, 3],
        ['ListPodSandbox', 2, 2],
        ['ListPodSandbox', 2, 2],
      ],
    )
  })

  it('more failures at one moment than are compared do no harm', () => {
    const log = newLog()
    for (let n = 0; n < 400; n += 1) log.add(n, { sandboxId: sandboxId(n.toString(16).padStart(4, '0')) })
    log.add(500, echo)
    assert.equal(join(log).failures.length, 400)
  })
})
