import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSyncResult } from '../../../parsers/grammar/sync-result.ts'
import { uid } from '../read-line.ts'

test('the sandbox part decides, containers in front of it are left out', () => {
  const text = `[failed to "KillContainer" for "web" with KillContainerError: "x", failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: "y"]`
  const result = readSyncResult(text)
  assert.deepEqual(
    [result?.operation, result?.podUid, result?.error.startsWith('failed to "KillPodSandbox"')],
    ['StopPodSandbox', uid, true],
  )
})

test('a uid that was masked or cut is none', () => {
  assert.equal(readSyncResult('failed to "KillPodSandbox" for "xxxxx" with KillPodSandboxError: "y"')?.podUid, '')
  assert.equal(readSyncResult('failed to "KillPodSandbox" for "a2c95d1f-7')?.podUid, '')
  assert.equal(
    readSyncResult('failed to \\"KillPodSandbox\\" for \\"22dc3ba7d75886466480614424fe7650\\" with')?.podUid,
    '22dc3ba7d75886466480614424fe7650',
  )
})

test('whose pod it was may be left out', () => {
  const result = readSyncResult(
    'failed to \\"KillPodSandbox\\" [...] failed to Statfs \\"\\": no such file or directory',
  )
  assert.deepEqual([result?.operation, result?.podUid], ['StopPodSandbox', ''])
})

test('creation, configuration and readiness are told apart, other results are nothing', () => {
  assert.equal(
    readSyncResult('failed to "CreatePodSandbox" for "web_ns(u)" with CreatePodSandboxError: "y"')?.operation,
    'RunPodSandbox',
  )
  assert.equal(
    readSyncResult('failed to "ConfigPodSandbox" for "web_ns(u)" with ConfigPodSandboxError: "y"')?.operation,
    'RunPodSandbox',
  )
  assert.equal(readSyncResult('network is not ready: x')?.operation, 'NetworkReady')
  assert.equal(readSyncResult('failed to "StartContainer" for "web" with CrashLoopBackOff: "y"'), undefined)
})
