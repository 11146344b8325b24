import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Cause } from '../../src/model/vocabulary.ts'
import { fact, type Log, type LogEvent, MINUTE, newLog, SECOND, START, sandboxId } from './build.ts'
import { join } from './fake-store.ts'

const HOUR = 60 * MINUTE

/** Failed runs of new pods at the given minutes. */
function runs(log: Log, cause: Cause, minutes: readonly number[], more: Partial<LogEvent> = {}): void {
  for (const [n, at] of minutes.entries()) {
    const podName = `${cause}-${n}`
    log.add(at * MINUTE, {
      operation: 'RunPodSandbox',
      kind: 'containerd-run-failed',
      cause,
      podNamespace: 'ns',
      podName,
      ...more,
    })
  }
}

const span = (firstUs: number, node = 'node-1') => ({
  path: `${node}.log`,
  node,
  firstUs: START + firstUs,
  lastUs: START + 9 * HOUR,
})

describe('incidents', () => {
  it('one cause over two nodes, near in time, is one incident with its counts', () => {
    const log = newLog()
    log.add(0, { sandboxId: sandboxId('a'), podNamespace: 'ns', podName: 'p' })
    log.add(2 * MINUTE, { sandboxId: sandboxId('b'), node: 'node-2', podNamespace: 'ns', podName: 'q' })
    log.add(4 * MINUTE, { sandboxId: sandboxId('a') })
    const { incidents, failures } = join({ events: log.events, spans: [span(-2 * HOUR), span(-2 * HOUR, 'node-2')] })
    assert.equal(incidents.length, 1)
    const [row] = incidents
    assert.deepEqual(
      [
        row?.nodes,
        row?.failures,
        row?.pods,
        row?.sandboxes,
        row?.operation,
        row?.first_us,
        row?.last_us,
        row?.onset_before,
      ],
      ['node-1 node-2', 3, 2, 2, 'StopPodSandbox', START, START + 4 * MINUTE, 0],
    )
    assert.ok(failures.every((failure) => failure.incident_id === 1 && failure.secondary === 0))
  })

  it('a silence much longer than the rhythm of the series begins a new one', () => {
    const log = newLog()
    runs(log, 'ipam-exhausted', [0, 1, 2, 3, 200, 201, 202])
    assert.deepEqual(
      join(log).incidents.map((row) => row.failures),
      [4, 3],
    )
  })

  it('a job that fails once an hour is one incident', () => {
    const log = newLog()
    runs(log, 'ipam-exhausted', [0, 60, 120, 180, 240, 300])
    assert.deepEqual(
      join(log).incidents.map((row) => row.failures),
      [6],
    )
  })

  it('the gap that most gaps do not exceed decides, not the widest one', () => {
    const log = newLog()
    runs(log, 'ipam-exhausted', [...Array.from({ length: 30 }, (_, n) => n), 200])
    assert.deepEqual(
      join(log).incidents.map((row) => row.failures),
      [30, 1],
    )
  })

  it('failures without a time go with the timed ones of their cause', () => {
    const log = newLog()
    runs(log, 'ipam-exhausted', [0, 0], { timeUs: 0 })
    runs(log, 'ipam-exhausted', [5])
    runs(log, 'netns-missing', [0], { timeUs: 0 })
    const { incidents, failures } = join(log)
    assert.deepEqual(
      incidents.map((row) => [row.cause, row.failures, row.first_us, row.onset_before, row.recovered_us]),
      [
        ['netns-missing', 1, 0, 1, 0],
        ['ipam-exhausted', 3, START + 5 * MINUTE, 1, 0],
      ],
    )
    assert.ok(failures.every((row) => row.incident_id > 0))
  })

  it('nothing failed, no incident', () => {
    assert.deepEqual(join({ events: [] }).incidents, [])
  })
})

describe('onset and recovery', () => {
  const stopped = { outcome: 'succeeded', kind: 'containerd-stop-succeeded' } as const

  it('logs that begin in the middle: no success before, first failure at their start', () => {
    const log = newLog()
    log.add(30 * SECOND, { sandboxId: sandboxId('a') })
    assert.equal(
      join({ events: log.events, spans: [span(0), { ...span(0), firstUs: 0 }] }).incidents[0]?.onset_before,
      1,
    )
  })

  it('a success of the same operation before shows that it was well', () => {
    const log = newLog()
    log.add(0, { ...stopped, sandboxId: sandboxId('b') })
    log.add(30 * SECOND, { sandboxId: sandboxId('a') })
    assert.equal(join({ events: log.events, spans: [span(0)] }).incidents[0]?.onset_before, 0)
  })

  it('a slow retry rhythm widens what counts as the start', () => {
    const log = newLog()
    for (const at of [4, 9, 14]) log.add(at * MINUTE, { sandboxId: sandboxId('a') })
    assert.equal(join({ events: log.events, spans: [span(0)] }).incidents[0]?.onset_before, 1)
  })

  it('recovered when the last node came back; open while one did not', () => {
    const log = newLog()
    log.add(0, { sandboxId: sandboxId('a') })
    log.add(SECOND, { sandboxId: sandboxId('b'), node: 'node-2' })
    const back = log.add(MINUTE, { ...stopped, sandboxId: sandboxId('a') })
    assert.equal(join(log).incidents[0]?.recovered_us, 0)
    const last = log.add(2 * MINUTE, { ...stopped, sandboxId: sandboxId('b'), node: 'node-2' })
    const [row] = join(log).incidents
    assert.ok(back.timeUs < last.timeUs)
    assert.deepEqual([row?.recovered_us, row?.recovered_source, row?.recovered_line], [last.timeUs, 's0', last.line])
  })

  it('a network that was not ready is back when a sandbox starts', () => {
    const log = newLog()
    log.add(0, {
      operation: 'NetworkReady',
      component: 'kubelet',
      cause: 'cni-config-missing',
      kind: 'kubelet-network-not-ready',
    })
    log.add(MINUTE, {
      operation: 'RunPodSandbox',
      outcome: 'succeeded',
      kind: 'containerd-run-succeeded',
      sandboxId: sandboxId('a'),
    })
    assert.equal(join(log).incidents[0]?.recovered_us, START + MINUTE)
    log.add(30 * SECOND, { operation: 'NetworkReady', outcome: 'succeeded', kind: 'crictl-info-network' })
    assert.equal(join(log).incidents[0]?.recovered_us, START + 30 * SECOND)
  })

  it('clean-up and plugin lines have no success to wait for', () => {
    const log = newLog()
    log.add(0, { operation: 'other', component: 'plugin', kind: 'plugin-failed' })
    assert.equal(join(log).incidents[0]?.recovered_us, 0)
  })
})

describe('consequences', () => {
  const chain = (log: Log): unknown[] => join(log).incidents.map((row) => [row.cause, row.consequence_of])

  it('name conflicts follow from the time-outs, however many they are', () => {
    const log = newLog()
    runs(log, 'runtime-timeout', [0, 4])
    runs(log, 'sandbox-name-conflict', [5, 6, 7, 8, 9, 10])
    assert.deepEqual(chain(log), [
      ['runtime-timeout', 0],
      ['sandbox-name-conflict', 1],
    ])
    assert.ok(
      join(log)
        .failures.filter((row) => row.cause === 'sandbox-name-conflict')
        .every((row) => row.secondary === 1),
    )
  })

  it('but not from those of another node', () => {
    const log = newLog()
    runs(log, 'runtime-timeout', [0, 4], { node: 'node-2' })
    runs(log, 'sandbox-name-conflict', [5, 6])
    assert.deepEqual(chain(log), [
      ['runtime-timeout', 0],
      ['sandbox-name-conflict', 0],
    ])
  })

  it('nor from those of long ago', () => {
    const log = newLog()
    runs(log, 'runtime-timeout', [0, 4])
    runs(log, 'sandbox-name-conflict', [100, 101])
    assert.deepEqual(chain(log), [
      ['runtime-timeout', 0],
      ['sandbox-name-conflict', 0],
    ])
  })

  it('and from any earlier run that failed, unless they hit more pods', () => {
    const log = newLog()
    runs(log, 'cni-plugin-binary-missing', [0, 4])
    runs(log, 'sandbox-name-conflict', [5, 6])
    assert.deepEqual(chain(log), [
      ['cni-plugin-binary-missing', 0],
      ['sandbox-name-conflict', 1],
    ])
    log.add(7 * MINUTE, {
      operation: 'RunPodSandbox',
      kind: 'containerd-run-failed',
      cause: 'sandbox-name-conflict',
      podNamespace: 'ns',
      podName: 'a-third',
    })
    assert.deepEqual(chain(log), [
      ['cni-plugin-binary-missing', 0],
      ['sandbox-name-conflict', 0],
    ])
  })

  it('chains lead to the first cause', () => {
    const log = newLog()
    runs(log, 'cni-apiserver-unreachable', [0, 1])
    runs(log, 'runtime-timeout', [2])
    runs(log, 'sandbox-name-conflict', [3, 4])
    assert.deepEqual(chain(log), [
      ['cni-apiserver-unreachable', 0],
      ['runtime-timeout', 1],
      ['sandbox-name-conflict', 1],
    ])
  })

  it('NotFound follows from what went before, and stands alone where nothing did', () => {
    const log = newLog()
    runs(log, 'sandbox-not-found', [3], { operation: 'StopPodSandbox' })
    assert.deepEqual(chain(log), [['sandbox-not-found', 0]])
    runs(log, 'netns-missing', [0, 1])
    assert.deepEqual(chain(log), [
      ['netns-missing', 0],
      ['sandbox-not-found', 1],
    ])
  })

  it('stops of sandboxes whose run failed follow from the run', () => {
    const log = newLog()
    const id = sandboxId('a')
    log.add(0, {
      operation: 'RunPodSandbox',
      kind: 'containerd-run-failed',
      cause: 'cni-agent-unreachable',
      sandboxId: id,
    })
    for (const at of [1, 2, 3]) log.add(at * MINUTE, { cause: 'dataplane-failed', sandboxId: id })
    assert.deepEqual(chain(log), [
      ['cni-agent-unreachable', 0],
      ['dataplane-failed', 1],
    ])
  })

  it('a runtime that is away while it is restarted follows from the incident that the restart mends', () => {
    const log = newLog()
    runs(log, 'cni-config-version-missing', [0, 1, 2])
    runs(log, 'runtime-unavailable', [5], { component: 'kubelet', kind: 'kubelet-cri-run-failed' })
    assert.equal(join(log).incidents[1]?.consequence_of, 0)
    const facts = [fact(5 * MINUTE + 20 * SECOND, { kind: 'runtime-start', value: '1.6.4' })]
    assert.equal(join({ events: log.events, facts }).incidents[1]?.consequence_of, 1)
  })

  it('without times and nodes the order cannot speak against it', () => {
    const log = newLog()
    const nowhere = { timeUs: 0, node: '' }
    runs(log, 'sandbox-name-conflict', [0, 1], nowhere)
    runs(log, 'runtime-timeout', [0], nowhere)
    assert.deepEqual(chain(log), [
      ['runtime-timeout', 0],
      ['sandbox-name-conflict', 1],
    ])
  })
})

describe('triggers', () => {
  const triggerOf = (
    facts: readonly ReturnType<typeof fact>[],
    cause: Cause = 'cni-config-version-missing',
  ): unknown[] => {
    const log = newLog()
    runs(log, cause, [120, 121])
    const [row] = join({ events: log.events, facts }).incidents
    return [row?.trigger_kind, row?.trigger_line]
  }

  it('a start with another version is a version change', () => {
    const facts = [
      fact(0, { kind: 'runtime-start', value: 'v1.5.11' }),
      fact(10 * MINUTE, { kind: 'version', value: '1.5.11' }),
      fact(60 * MINUTE, { kind: 'runtime-start', value: 'v1.6.2', line: 7 }),
    ]
    assert.deepEqual(triggerOf(facts), ['version-change', 7])
  })

  it('a start with the same version is a start, and only if it is near', () => {
    const start = (at: number) => fact(at * MINUTE, { kind: 'runtime-start', value: '1.6.2', line: at })
    assert.deepEqual(triggerOf([start(60)]), ['', 0])
    assert.deepEqual(triggerOf([start(100), start(110)]), ['runtime-start', 110])
  })

  it('of several the likeliest kind for the cause wins', () => {
    const facts = [
      fact(110 * MINUTE, { kind: 'config-change', value: '10-x.conflist', line: 3 }),
      fact(118 * MINUTE, { kind: 'runtime-start', value: '1.6.2', line: 4 }),
      fact(119 * MINUTE, { kind: 'certificate-expired', value: 'expired', line: 5 }),
    ]
    assert.deepEqual(triggerOf(facts), ['config-change', 3])
    assert.deepEqual(triggerOf(facts, 'cni-unauthorized'), ['credentials-expired', 5])
    assert.deepEqual(triggerOf(facts, 'oci-runtime-failed'), ['config-change', 3])
  })

  it('what happens on another node, later or at an unknown time is none', () => {
    const other = fact(119 * MINUTE, { kind: 'config-change', node: 'node-9' })
    const later = fact(130 * MINUTE, { kind: 'config-change' })
    const unknown = { ...fact(0, { kind: 'config-change' }), timeUs: 0 }
    assert.deepEqual(triggerOf([other, later, unknown]), ['', 0])
    assert.deepEqual(triggerOf([{ ...other, node: '' }]), ['config-change', 1])
  })

  it('a state that is told again and again is told by its first line', () => {
    const told = [115, 116, 117].map((at) =>
      fact(at * MINUTE, { kind: 'apiserver-unreachable', value: 'refused', line: at }),
    )
    assert.deepEqual(triggerOf(told, 'cni-apiserver-unreachable'), ['apiserver-outage', 115])
  })

  it('a load that fails as the runtime starts, or finds nothing, tells of no change', () => {
    const load = (text: string, value: string) => fact(119 * MINUTE, { kind: 'config-load-failed', text, value })
    const broken = 'error parsing configuration list: unexpected end of JSON input'
    assert.deepEqual(triggerOf([load('failed to load cni during init', broken)]), ['', 0])
    assert.deepEqual(
      triggerOf([load('Failed to load cni configuration', 'no network config found in /etc/cni/net.d')]),
      ['', 0],
    )
    assert.deepEqual(triggerOf([load('failed to reload cni configuration', broken)]), ['config-change', 1])
  })

  it('a start after which sandboxes went on starting for minutes is none', () => {
    const triggerAfter = (good: number): unknown => {
      const log = newLog()
      log.add(good * MINUTE, {
        operation: 'RunPodSandbox',
        outcome: 'succeeded',
        kind: 'containerd-run-succeeded',
        sandboxId: sandboxId('d'),
      })
      runs(log, 'cni-agent-unreachable', [120, 121])
      const facts = [fact(110 * MINUTE, { kind: 'runtime-start', value: '1.6.2' })]
      return join({ events: log.events, facts }).incidents[0]?.trigger_kind
    }
    assert.equal(triggerAfter(105), 'runtime-start')
    assert.equal(triggerAfter(111), 'runtime-start')
    assert.equal(triggerAfter(118), '')
  })

  it('a version that is no text changes nothing', () => {
    assert.deepEqual(triggerOf([fact(0, { value: '1.6.2' }), fact(110 * MINUTE, { value: '' })]), ['', 0])
  })
})
