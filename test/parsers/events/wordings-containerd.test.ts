import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOf, goQuote, id, logrus, said, uid } from '../read-line.ts'

const gogo = `&PodSandboxMetadata{Name:web-0,Uid:${uid},Namespace:default,Attempt:3,}`
const protobuf = `name:"web-0"  uid:"${uid}"  namespace:"default"  attempt:3`
const error = (text: string): string => `error=${goQuote(text)}`
const lost = error(`failed to destroy network for sandbox "${id}": cni plugin not initialized`)

const rows: readonly (readonly [row: string, line: string, expected: readonly string[]])[] = [
  [
    'CT-1',
    logrus('info', `RunPodSandbox with config &PodSandboxConfig{Metadata:${gogo},Hostname:web-0,}`),
    ['RunPodSandbox started'],
  ],
  ['CT-2', logrus('info', `RunPodsandbox for ${gogo}`), ['RunPodSandbox started']],
  ['CT-3', logrus('info', `RunPodSandbox for ${gogo}`), ['RunPodSandbox started']],
  ['CT-3 protobuf', logrus('info', `RunPodSandbox for ${protobuf}`), ['RunPodSandbox started']],
  ['CT-3 nil', logrus('info', 'RunPodSandbox for <nil>'), ['RunPodSandbox started']],
  ['CT-4', logrus('info', `RunPodSandbox for ${gogo} returns sandbox id "${id}"`), ['RunPodSandbox succeeded']],
  [
    'CT-5',
    logrus('error', `RunPodSandbox for ${protobuf} failed, error`, error('cni plugin not initialized')),
    ['RunPodSandbox failed'],
  ],
  ['CT-6', logrus('info', `StopPodSandbox for "${id}"`), ['StopPodSandbox started']],
  ['CT-7', logrus('error', `StopPodSandbox for "${id}" failed`, lost), ['StopPodSandbox failed']],
  ['CT-8', logrus('info', `StopPodSandbox for "${id}" returns successfully`), ['StopPodSandbox succeeded']],
  ['CT-9', logrus('info', `RemovePodSandbox for "${id}"`), ['RemovePodSandbox started']],
  ['CT-10', logrus('error', `RemovePodSandbox for "${id}" failed`, lost), ['RemovePodSandbox failed']],
  ['CT-11', logrus('info', `RemovePodSandbox "${id}" returns successfully`), ['RemovePodSandbox succeeded']],
  [
    'CT-12',
    logrus(
      'error',
      `PodSandboxStatus for "${id}" failed`,
      error('an error occurred when try to find sandbox: not found'),
    ),
    ['PodSandboxStatus failed'],
  ],
  ['CT-13', logrus('trace', `PodSandboxStatus for "${id}"`), ['PodSandboxStatus started']],
  [
    'CT-13 reply',
    logrus('trace', `PodSandboxStatus for "${id}" returns status &PodSandboxStatus{}`),
    ['PodSandboxStatus succeeded'],
  ],
  [
    'CT-14',
    logrus('error', 'ListPodSandbox failed', error('server is not initialized yet')),
    ['ListPodSandbox failed'],
  ],
  ['CT-15 Status', logrus('error', 'Status failed', error('server is not initialized yet')), ['other failed']],
  ['CT-15 Version', logrus('error', 'Version failed', error('server is not initialized yet')), ['other failed']],
  ['CT-20', logrus('info', `TearDown network for sandbox "${id}" successfully`), ['other succeeded']],
  ['CT-21', logrus('info', `Forcibly stopping sandbox "${id}"`), ['StopPodSandbox started']],
  [
    'CT-22',
    logrus('error', `Failed to destroy network for sandbox "${id}"`, error('cni plugin not initialized')),
    ['other failed'],
  ],
  [
    'CT-23',
    logrus(
      'error',
      `Failed to remove network namespace /run/netns/x for sandbox "${id}"`,
      error('device or resource busy'),
    ),
    ['other failed'],
  ],
  [
    'CT-24 root',
    logrus(
      'error',
      `Failed to remove sandbox root directory "/var/lib/x/sandboxes/${id}"`,
      error('no space left on device'),
    ),
    ['other failed'],
  ],
  [
    'CT-24 volatile',
    logrus('error', `Failed to remove volatile sandbox root directory "/run/x/sandboxes/${id}"`, error('busy')),
    ['other failed'],
  ],
  [
    'CT-24 files',
    logrus('error', `Failed to cleanup sandbox files in "/run/x/sandboxes/${id}"`, error('busy')),
    ['other failed'],
  ],
  ['CT-24 container', logrus('error', `Failed to delete sandbox container "${id}"`, error('busy')), ['other failed']],
  ['CT-24 any container', logrus('error', `Failed to delete containerd container "${id}"`, error('busy')), []],
  [
    'CT-25',
    logrus(
      'error',
      `encountered an error cleaning up failed sandbox "${id}", marking sandbox state as SANDBOX_UNKNOWN`,
      error('cni plugin not initialized'),
    ),
    ['other failed'],
  ],
  [
    'CT-26',
    logrus('error', 'failed to fully teardown sandbox resources after earlier error: x', `${error('busy')} id=${id}`),
    ['other failed'],
  ],
  [
    'CT-27',
    logrus(
      'warning',
      `failed to destroy network for sandbox "${id}"; and ignoring because the sandbox network setup result is nil indicating the network setup never completed`,
      error('cni plugin not initialized'),
    ),
    ['other succeeded'],
  ],
  ['CT-28', logrus('warning', `sandbox "${id}" is not found when stopping it`), []],
  [
    'CT-29',
    logrus('warning', `Shim ttrpc connection closed when stopping sandbox container "${id}", retry after 1s`),
    [],
  ],
  ['CT-30', logrus('error', 'NRI sandbox stop notification failed', error('gone')), []],
  ['CT-31', logrus('debug', 'begin cni setup', `podsandboxid=${id}`), []],
  ['CT-31 result', logrus('debug', 'cni result: {"Interfaces":{"eth0":{"IPConfigs":null}}}', `podsandboxid=${id}`), []],
  [
    'CT-41',
    logrus(
      'fatal',
      'Failed to run CRI service',
      error('failed to recover state: failed to reserve sandbox name "a_b_c_0": name "a_b_c_0" is reserved for "x"'),
    ),
    ['other failed'],
  ],
  [
    'CT-42 1.7',
    logrus('error', `Failed to load sandbox "${id}"`, error('failed to load task for sandbox')),
    ['other failed'],
  ],
  [
    'CT-42 2.0',
    logrus('error', 'Failed to load sandbox', `${error('failed to load task for sandbox')} sandbox=${id}`),
    ['other failed'],
  ],
  ['CT-43', logrus('error', `Failed to load container "${id}"`, error('gone')), []],
  ['CT-44', logrus('error', `failed to get metadata for stored sandbox "${id}"`, error('not found')), ['other failed']],
  ['CT-45', logrus('error', 'failed to recover sandbox state', `${error('gone')} sandbox=${id}`), ['other failed']],
  [
    'CT-46',
    logrus(
      'error',
      'Failed to load cni during init, please check CRI plugin status before setting up network for pods',
      error('cni config load failed: no network config found in /etc/cni/net.d'),
    ),
    ['NetworkReady failed'],
  ],
  [
    'CT-47',
    logrus(
      'warning',
      'failed to load cni during init, please check CRI plugin status before setting up network for pods',
      error('cni config load failed: no network config found in /etc/cni/net.d'),
    ),
    ['NetworkReady failed'],
  ],
  [
    'CT-48',
    logrus(
      'error',
      'Failed to load cni configuration',
      error('cni config load failed: no network config found in /etc/cni/net.d'),
    ),
    ['NetworkReady failed'],
  ],
  ['CT-50', logrus('info', 'Start cni network conf syncer for default'), []],
  [
    'CT-51',
    logrus(
      'error',
      'failed to reload cni configuration after receiving fs change event(WRITE         "/etc/cni/net.d/x")',
      error('cni config load failed: no network config found in /etc/cni/net.d'),
    ),
    ['NetworkReady failed'],
  ],
  ['CT-53', logrus('error', 'cni conf dir is removed, stop watching'), ['NetworkReady failed']],
  [
    'CT-54',
    logrus(
      'fatal',
      'failed to create cni conf monitor for default: failed to create fsnotify watcher: too many open files',
    ),
    ['NetworkReady failed'],
  ],
  ['CT-57', logrus('info', `TaskExit event container_id:"${id}" id:"${id}" pid:1 exited_at:{seconds:1 nanos:2}`), []],
  ['CT-59', logrus('info', `received sandbox container exit event sandbox_id:"${id}"`, 'monitor_name=criService'), []],
  ['CT-61', logrus('info', `Events for "${id}" is in backoff, enqueue event &TaskExit{}`), []],
  [
    'CT-62',
    logrus(
      'error',
      `failed to handle sandbox TaskExit event container_id:"${id}"`,
      error('failed to stop sandbox: context deadline exceeded'),
    ),
    ['other failed'],
  ],
  ['CT-63', logrus('info', `Ensure that sandbox ${id} in task-service has been cleanup successfully`), []],
]

for (const [row, line, expected] of rows) {
  test(`containerd ${row}: ${expected.join(', ') || 'no event'}`, () => assert.deepEqual(said(line), expected))
}

test('metadata of both forms gives the pod with its attempt', () => {
  for (const form of [gogo, protobuf]) {
    const [event] = eventsOf(logrus('info', `RunPodSandbox for ${form}`))
    assert.deepEqual(
      [event?.podNamespace, event?.podName, event?.podUid, event?.attempt, event?.podFrom],
      ['default', 'web-0', uid, 3, 'metadata'],
    )
  }
})

test('lines of containerd 1.2, whose logger escapes nothing, give the same event', () => {
  const line = `time="2019-04-26T00:43:24.518165483Z" level=error msg="StopPodSandbox for "${id}" failed" error="failed to destroy network for sandbox "${id}": invalid version "": the version is empty" `
  const [event] = eventsOf(line)
  assert.deepEqual(
    [event?.operation, event?.outcome, event?.sandboxId, event?.configVersion],
    ['StopPodSandbox', 'failed', id, ''],
  )
})

test('the founding record, pasted over two lines with a short id, is one event with the full id', () => {
  const text = `ERROR[2022-04-26T00:43:24.518165483Z] StopPodSandbox for "b" failed\nerror="failed to destroy network for sandbox \\"b${id.slice(1)}\\": invalid version \\"\\": the version is empty"`
  const events = eventsOf(text)
  assert.equal(events.length, 1)
  assert.equal(events[0]?.sandboxId, `b${id.slice(1)}`)
  assert.equal(events[0]?.cause, 'cni-config-version-missing')
})

test('a line that a pager cut before its verb is a failure by its level and a start otherwise', () => {
  assert.deepEqual(
    said(
      `time="2021-09-28T14:33:11.6Z" level=error msg="RunPodSandbox for &PodSandboxMetadata{Name:web-0,Uid:7d18e4a0-812>`,
    ),
    ['RunPodSandbox failed'],
  )
  assert.deepEqual(
    said(
      `time="2021-09-28T14:33:11.6Z" level=info msg="RunPodsandbox for &PodSandboxMetadata{Name:web-0,Uid:7d18e4a0-812>`,
    ),
    ['RunPodSandbox started'],
  )
})

test('clean-up lines are secondary, the request lines are not', () => {
  const secondary = (line: string): boolean | undefined => eventsOf(line)[0]?.secondary
  assert.equal(secondary(logrus('error', `Failed to destroy network for sandbox "${id}"`, error('x'))), true)
  assert.equal(
    secondary(logrus('error', `encountered an error cleaning up failed sandbox "${id}", marking`, error('x'))),
    true,
  )
  assert.equal(secondary(logrus('error', `StopPodSandbox for "${id}" failed`, lost)), false)
})
