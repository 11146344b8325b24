import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JoinFact } from '../../src/joins/join-store.ts'
import { type Log, type LogEvent, MINUTE, newLog, SECOND, sandboxId } from './build.ts'
import { join } from './fake-store.ts'

/** Stops of sandboxes that the logs of two nodes tell, the second `lateUs` (of the n-th sandbox) by its own clock after the first. */
function shared(count: number, lateUs: (n: number) => number, more: Partial<LogEvent> = {}): Log {
  const log = newLog()
  for (let n = 0; n < count; n++) {
    const id = sandboxId(`a${n}`)
    log.add(n * MINUTE, { sandboxId: id, node: 'node-1' })
    log.add(n * MINUTE + lateUs(n), { sandboxId: id, node: 'node-2', component: 'plugin', kind: 'plugin-log', ...more })
  }
  return log
}

function skews(log: Log): readonly JoinFact[] {
  return join({ events: log.events }).facts.filter(({ kind }) => kind === 'clock-skew')
}

test('the clock of one node is 37 s ahead: its node, the other one, seconds and how it is known', () => {
  const [skew, ...more] = skews(shared(5, (n) => 37 * SECOND + n * 300_000))
  assert.equal(more.length, 0)
  assert.deepEqual(
    [skew?.node, skew?.component, skew?.value, skew?.text],
    [
      'node-2',
      'node-1',
      '37.6',
      'the clock of node-2 is about 37.6 s ahead of that of node-1: median over 5 records of 5 pod sandboxes in the logs of both, three in four within 0.6 s of it.',
    ],
  )
  const [behind] = skews(shared(3, () => -37 * SECOND))
  assert.deepEqual([behind?.node, behind?.component, behind?.value], ['node-1', 'node-2', '37'])
})

test('failures are joined by the times that the logs print', () => {
  const { failures } = join({ events: shared(3, () => 37 * SECOND).events })
  assert.deepEqual(
    failures.filter(({ node }) => node === 'node-2').map(({ first_us }) => first_us % MINUTE),
    [37 * SECOND, 37 * SECOND, 37 * SECOND].map((us) => us % MINUTE),
  )
})

test('clocks that agree, too few sandboxes and scattered differences say nothing', () => {
  assert.deepEqual(skews(shared(6, () => SECOND)), [])
  assert.deepEqual(skews(shared(2, () => 37 * SECOND)), [])
  assert.deepEqual(skews(shared(6, (n) => (20 + n * 9) * SECOND)), [])
})

test('retries of one sandbox count as one, and are paired where both logs have all of them', () => {
  const log = newLog()
  for (let n = 0; n < 6; n++) {
    log.add(n * MINUTE, { sandboxId: sandboxId('a'), node: 'node-1' })
    log.add(n * MINUTE + 37 * SECOND, { sandboxId: sandboxId('a'), node: 'node-2' })
  }
  assert.deepEqual(skews(log), [])
  const retried = shared(3, () => 37 * SECOND)
  for (let n = 0; n < 3; n++) retried.add(10 * MINUTE + n, { sandboxId: sandboxId(`a${n}`), node: 'node-2' })
  assert.deepEqual(skews(retried), [])
})

test('other operations, Events of the cluster and records without a time are no pairs', () => {
  assert.deepEqual(skews(shared(4, () => 37 * SECOND, { operation: 'RemovePodSandbox' })), [])
  assert.deepEqual(skews(shared(4, () => 37 * SECOND, { component: 'kubernetes-event' })), [])
  assert.deepEqual(skews(shared(4, () => 37 * SECOND, { timeUs: 0, lastUs: 0 })), [])
})

test('one outlier among five does not hide the difference', () => {
  assert.equal(skews(shared(5, (n) => (n === 2 ? 900 : 37) * SECOND)).length, 1)
})
