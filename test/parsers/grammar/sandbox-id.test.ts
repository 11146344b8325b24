import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSandboxId, isSandboxId, nextFullId, settleId } from '../../../parsers/grammar/sandbox-id.ts'
import { id, otherId } from '../read-line.ts'

test('a full id is found at any escaping depth and in every place where one stands', () => {
  const places = [
    `for sandbox "${id}": x`,
    `for sandbox \\"${id}\\": x`,
    `for sandbox \\\\\\"${id}\\\\\\": x`,
    `{Type:containerd ID:${id}}`,
    `k8s_web_ns_u_0(${id}): x`,
    `/var/lib/cni/results/cbr0-${id}-eth0`,
    `CNI_CONTAINERID=${id}`,
    `/run/containerd/io.containerd.grpc.v1.cri/sandboxes/${id}/shm`,
    `line\\n${id}`,
    id,
  ]
  for (const text of places) assert.equal(findSandboxId(text), id, text)
})

test('machine ids, digests and longer or shorter runs are none', () => {
  for (const text of [
    id.slice(32),
    `${id}0`,
    `z${id}`,
    `${id}Z`,
    `pause@sha256:${id}`,
    `sha256-${id}`,
    id.toUpperCase(),
    '',
  ]) {
    assert.equal(findSandboxId(text), '', text)
  }
  assert.equal(nextFullId(`${id}${id} ${otherId}`, 0), 129)
})

test('an id behind the word sandbox wins over one before it', () => {
  assert.equal(findSandboxId(`container ${otherId} of sandbox "${id}"`), id)
  assert.equal(findSandboxId(`container ${otherId} and ${id}`), otherId)
})

test('a short id is settled by the error text, else kept as printed', () => {
  assert.equal(settleId('b', `sandbox "${id}"`), id)
  assert.equal(settleId('b', 'gone'), 'b')
  assert.equal(settleId(id, `sandbox "${otherId}"`), id)
  assert.equal(settleId('3077810e-3a4a-198b-8bed-cbc9100bc6f4', 'gone'), '')
  assert.equal(settleId('', 'gone'), '')
  assert.deepEqual(['b', id, '', 'x', `${id}0`].map(isSandboxId), [true, true, false, false, false])
})
