import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PodNode, SandboxIdentity, SandboxPod, UidIdentity, UidPod } from '../../src/joins/join-store.ts'
import { resolveIdentities } from '../../src/joins/resolve.ts'
import { sandboxId } from './build.ts'
import { fakeStore } from './fake-store.ts'

const full = sandboxId('bbc85f')
const pod = { podNamespace: 'payments', podName: 'cart-1', podUid: '' } as const
const noPod = { podNamespace: '', podName: '', podUid: '' } as const

function resolve(
  sandboxPods: readonly SandboxPod[],
  uidPods: readonly UidPod[] = [],
  podNodes: readonly PodNode[] = [],
): { sandboxes: SandboxIdentity[]; uids: UidIdentity[]; nodes: PodNode[] } {
  const found = { sandboxes: [] as SandboxIdentity[], uids: [] as UidIdentity[], nodes: [] as PodNode[] }
  resolveIdentities({
    ...fakeStore({ events: [] }).store,
    sandboxPods: () => sandboxPods,
    uidPods: () => uidPods,
    podNodes: () => podNodes,
    putSandboxIdentity: (row) => void found.sandboxes.push(row),
    putUidIdentity: (row) => void found.uids.push(row),
    putPodNode: (row) => void found.nodes.push(row),
  })
  found.sandboxes.sort((a, b) => (a.printed < b.printed ? -1 : 1))
  return found
}

describe('sandbox identities', () => {
  it('an id takes its pod and node from the rows that have them', () => {
    const { sandboxes } = resolve([
      { sandboxId: full, ...noPod, node: '' },
      { sandboxId: full, ...pod, node: 'node-1' },
      { sandboxId: full, ...noPod, podUid: 'u1', node: 'node-1' },
    ])
    assert.deepEqual(sandboxes, [
      {
        printed: full,
        sandboxId: full,
        podNamespace: 'payments',
        podName: 'cart-1',
        podUid: 'u1',
        node: 'node-1',
      },
    ])
  })

  it('a truncated id with one match is that id, and they share their pod', () => {
    const { sandboxes } = resolve([
      { sandboxId: 'b', ...pod, node: '' },
      { sandboxId: 'bbc85f', ...noPod, node: '' },
      { sandboxId: full, ...noPod, node: 'node-1' },
      { sandboxId: sandboxId('c'), ...noPod, node: 'node-2' },
    ])
    assert.deepEqual(
      sandboxes.map((row) => [row.printed.slice(0, 7), row.sandboxId, row.podName, row.node]),
      [
        ['b', full, 'cart-1', 'node-1'],
        ['bbc85f', full, 'cart-1', 'node-1'],
        [full.slice(0, 7), full, 'cart-1', 'node-1'],
        ['c000000', sandboxId('c'), '', 'node-2'],
      ],
    )
  })

  it('a truncated id with two matches or none stays as printed', () => {
    const { sandboxes } = resolve([
      { sandboxId: 'a1', ...noPod, node: '' },
      { sandboxId: 'b', ...noPod, node: '' },
      { sandboxId: sandboxId('b1'), ...noPod, node: '' },
      { sandboxId: sandboxId('b2'), ...noPod, node: '' },
      { sandboxId: 'b3', ...noPod, node: '' },
    ])
    assert.deepEqual(
      sandboxes.map((row) => row.sandboxId),
      ['a1', 'b', sandboxId('b1'), sandboxId('b2'), 'b3'],
    )
  })

  it('an id that is claimed by two pods gives its pod to nobody', () => {
    const { sandboxes } = resolve([
      { sandboxId: full, ...pod, node: 'node-1' },
      { sandboxId: full, ...pod, podName: 'cart-2', node: 'node-2' },
    ])
    assert.deepEqual(
      sandboxes.map((row) => [row.podName, row.node]),
      [['', '']],
    )
  })
})

describe('uids and nodes of pods', () => {
  it('a uid is the pod that is printed with it', () => {
    const rows = [
      { podUid: '', podNamespace: 'a', podName: 'p', node: '' },
      { podUid: 'u1', podNamespace: '', podName: '', node: 'node-1' },
      { podUid: 'u1', podNamespace: '', podName: 'cart-1', node: 'node-1' },
      { podUid: 'u1', podNamespace: 'payments', podName: 'cart-1', node: '' },
      { podUid: 'u2', podNamespace: 'a', podName: 'p', node: '' },
      { podUid: 'u2', podNamespace: 'b', podName: 'q', node: '' },
      { podUid: 'u3', podNamespace: '', podName: '', node: '' },
    ]
    assert.deepEqual(resolve([], rows).uids, [{ podUid: 'u1', podNamespace: 'payments', podName: 'cart-1' }])
  })

  it('a pod that was seen on one node is there', () => {
    const rows = [
      { podNamespace: 'a', podName: 'p', node: 'node-1' },
      { podNamespace: 'a', podName: 'q', node: 'node-1' },
      { podNamespace: 'a', podName: 'q', node: 'node-2' },
    ]
    assert.deepEqual(resolve([], [], rows).nodes, [rows[0]])
  })
})
