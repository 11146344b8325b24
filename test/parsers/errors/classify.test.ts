import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classifyError, createClassifier } from '../../../parsers/errors/classify.ts'
import * as messages from './message-rows.ts'
import * as thirdParty from './third-party-rows.ts'

const id = '2f1c0f4d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c'
const uid = 'fe3a7ddf-ae8e-4ece-8990-10a8346417a8'
const rows = [...Object.values(messages), ...Object.values(thirdParty)].flat()

/** What the layers above print round an error text, from the event down to libcni. */
const wrappings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it stands', (text) => text],
  ['behind libcni', (text) => `plugin type="demo" name="podnet" failed (add): ${text}`],
  ['in containerd', (text) => `failed to setup network for sandbox "${id}": ${text}`],
  ['in kubelet', (text) => `rpc error: code = Unknown desc = failed to destroy network for sandbox "${id}": ${text}`],
  [
    'in CRI-O',
    (text) =>
      `rpc error: code = Unknown desc = failed to create pod network sandbox k8s_web-0_default_${uid}_0(${id}): error adding pod default_web-0 to CNI network "podnet": ${text}`,
  ],
  [
    'in dockershim',
    (text) =>
      `rpc error: code = Unknown desc = failed to set up sandbox container "${id}" network for pod "web-0": networkPlugin cni failed to set up pod "web-0_default" network: ${text}`,
  ],
  [
    'in a list',
    (text) =>
      `rpc error: code = Unknown desc = [failed to set up sandbox container "${id}" network for pod "web-0": networkPlugin cni failed to set up pod "web-0_default" network: ${text}, failed to clean up sandbox container "${id}" network for pod "web-0": networkPlugin cni failed to teardown pod "web-0_default" network: failed to find plugin "portmap" in path [/opt/cni/bin]]`,
  ],
  [
    'in an event',
    (text) =>
      `(combined from similar events): Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": ${text}`,
  ],
  ['in a sync result', syncResult],
  ['in a sync result that is escaped once more', (text) => escaped(syncResult(text))],
  ['in a sync result that is escaped twice more', (text) => escaped(escaped(syncResult(text)))],
]

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

function syncResult(text: string): string {
  return `error killing pod: failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: "${escaped(`rpc error: code = Unknown desc = failed to destroy network for sandbox "${id}": ${text}`)}"`
}

for (const [where, wrap] of wrappings) {
  test(`every text of the message reference has its cause ${where}`, () => {
    for (const [text, cause] of rows) {
      if (where !== 'as it stands' && text.startsWith('rpc error')) continue
      assert.equal(classifyError(wrap(text)).cause, cause, `${where}: ${text}`)
    }
  })
}

test('a founding error gives cause, plugin, versions and id', () => {
  const found = classifyError(
    `failed to destroy network for sandbox "${id}": plugin type="bridge" name="cbr0" failed (delete): incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0"]`,
  )
  assert.deepEqual(found, {
    cause: 'cni-config-version-unsupported',
    plugin: 'bridge',
    configVersion: '1.0.0',
    supportedVersions: ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0'],
    message: 'incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0"]',
    sandboxId: id,
    podNamespace: '',
    podName: '',
    podUid: '',
    attempt: -1,
  })
})

test('an empty version is a config version of its own', () => {
  const found = classifyError(`failed to destroy network for sandbox "b": invalid version "": the version is empty`)
  assert.equal(found.configVersion, '')
  assert.deepEqual(found.supportedVersions, [])
  assert.equal(found.sandboxId, 'b')
})

test('the version of a CHECK error is the config version, that of a result error is not', () => {
  assert.equal(classifyError('configuration version "0.3.1" does not support the CHECK command').configVersion, '0.3.1')
  assert.equal(classifyError('plugin portmap does not support config version "1.0.0"').configVersion, '1.0.0')
  assert.equal(classifyError('unsupported CNI result version "1.0.0"').configVersion, undefined)
})

test('a version list that was cut keeps its whole entries', () => {
  const found = classifyError('incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2')
  assert.deepEqual(found.supportedVersions, ['0.1.0'])
})

test('a call that a plugin got no answer to is one of its agent, of the runtime only where kubelet made it', () => {
  const lost = 'rpc error: code = Unavailable desc = error reading from server: EOF'
  const late = 'rpc error: code = DeadlineExceeded desc = context deadline exceeded'
  const socket = 'dial unix /run/containerd/containerd.sock: connect: connection refused'
  const plugin = 'plugin type="demo" failed (add): '
  const dockershim = 'NetworkPlugin cni failed to set up pod "web-0_default" network: '
  assert.equal(classifyError(plugin + lost).cause, 'cni-agent-unreachable')
  assert.equal(classifyError(plugin + late).cause, 'runtime-timeout')
  assert.equal(
    classifyError(`${dockershim}rpc error: code = Unavailable desc = grpc: the connection is unavailable`).cause,
    'cni-agent-unreachable',
  )
  assert.equal(classifyError(`failed to setup network for sandbox "${id}": ${lost}`).cause, 'cni-agent-unreachable')
  assert.equal(classifyError(`${plugin}context deadline exceeded`).cause, 'runtime-timeout')
  assert.equal(classifyError(`${plugin}rpc error: code = Unavailable desc = ${socket}`).cause, 'runtime-unavailable')
  assert.equal(classifyError(lost).cause, 'runtime-unavailable')
  assert.equal(classifyError(late).cause, 'runtime-timeout')
})

test('the innermost plugin of nested plugins is named', () => {
  const nested =
    'plugin type="multus" name="multus-cni-network" failed (add): [default/web-0/x:net-a]: error adding container to network "net-a": plugin type="macvlan" failed (add): failed to create macvlan: device or resource busy'
  assert.equal(classifyError(nested).plugin, 'macvlan')
  assert.equal(
    classifyError('plugin type="flannel" failed (add): failed to find plugin "bridge" in path [/opt/cni/bin]').plugin,
    'bridge',
  )
  assert.equal(
    classifyError('netplugin failed with no error message: fork/exec /opt/cni/bin/calico: exec format error').plugin,
    'calico',
  )
  assert.equal(classifyError('Error adding default_web-0/2f1c to network bridge/podnet: file exists').plugin, 'bridge')
  assert.equal(classifyError('plugin type="weave-net"').plugin, 'weave-net')
  assert.equal(
    classifyError('Multus: error in invoke Delegate add - "sriov": failed to set up pod interface').plugin,
    'sriov',
  )
  assert.equal(classifyError('delegateDel: error invoking ConflistDel - "podnet": gone').plugin, '')
  assert.equal(
    classifyError(
      'error in getting result from AddNetwork: failed to set up IPAM plugin type "whereabouts" from the device "ens5": gone',
    ).plugin,
    'whereabouts',
  )
  assert.equal(classifyError('context deadline exceeded').plugin, '')
})

test('the id in a name conflict is never the sandbox of the failure', () => {
  const text = `failed to reserve sandbox name "web-0_default_${uid}_3": name "web-0_default_${uid}_3" is reserved for "${id}"`
  const found = classifyError(text)
  assert.equal(found.sandboxId, '')
  assert.deepEqual([found.podName, found.podNamespace, found.podUid, found.attempt], ['web-0', 'default', uid, 3])
})

test('a short id that the error prints is kept as printed', () => {
  assert.equal(
    classifyError('an error occurred when try to find sandbox "2f1c0f4d6a7e": not found').sandboxId,
    '2f1c0f4d6a7e',
  )
})

test('a status name that was cut still tells of a time-out', () => {
  assert.equal(classifyError('rpc error: code = Dea').cause, 'runtime-timeout')
  assert.equal(classifyError('rpc error: code = Un').cause, 'unknown')
})

test('a network that is not ready without a known reason is a missing configuration', () => {
  assert.equal(
    classifyError(
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: busy',
    ).cause,
    'cni-config-missing',
  )
})

test('texts that differ in ids only share a cache entry and keep their own ids', () => {
  const other = `${id.slice(0, 60)}0000`
  const text = (sandbox: string): string =>
    `failed to setup network for sandbox "${sandbox}": failed to find network info for sandbox "${sandbox}"`
  assert.equal(classifyError(text(id)).sandboxId, id)
  assert.equal(classifyError(text(other)).sandboxId, other)
  assert.equal(classifyError(text(other)).cause, 'network-info-missing')
})

test('own definitions replace the catalogue', () => {
  const classify = createClassifier([])
  assert.equal(classify('invalid version "": the version is empty').cause, 'unknown')
})

test('a refused or existing file is no fault of the data plane', () => {
  assert.equal(classifyError('open /etc/cni/net.d/cni-kubeconfig: permission denied').cause, 'unknown')
  assert.equal(classifyError('mkdir /var/lib/cni/cache: file exists').cause, 'unknown')
  assert.equal(classifyError('file exists').cause, 'interface-conflict')
})

test('a version error whose versions were cut away states none', () => {
  assert.equal(classifyError('incompatible CNI versions; config is').configVersion, undefined)
  assert.deepEqual(classifyError('incompatible CNI versions; config is "1.0.0"').supportedVersions, [])
})

test('an empty text is unknown', () => {
  assert.equal(classifyError('').cause, 'unknown')
  assert.equal(classifyError('').message, '')
})

test('hostile texts come to an end', () => {
  for (const part of [
    '"',
    '\\"',
    '[',
    ' ',
    'plugin type="',
    'failed to ',
    'rpc error: code = ',
    'a_b_c_',
    '(',
    ': ',
    '&{',
  ]) {
    assert.ok(classifyError(part.repeat(60_000)).cause.length > 0)
  }
})
