import assert from 'node:assert/strict'
import { test } from 'node:test'
import { innermost, peel } from '../../../parsers/errors/peel.ts'

const uid = 'fe3a7ddf-ae8e-4ece-8990-10a8346417a8'
const names = (text: string): string =>
  peel(text)
    .map(({ layer }) => layer)
    .join(' ')

test('a sync result of kubelet is peeled layer by layer, each with who said it', () => {
  const text = String.raw`failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to destroy network for sandbox \"b\": plugin type=\"bridge\" name=\"cbr0\" failed (delete): incompatible CNI versions; config is \"1.0.0\", plugin supports [\"0.4.0\"]"`
  assert.deepEqual(peel(text), [
    { layer: 'kubelet', who: 'kubelet', text: `failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError` },
    { layer: 'grpc', who: 'gRPC status Unknown', text: 'rpc error: code = Unknown desc =' },
    { layer: 'cri', who: 'containerd', text: 'failed to destroy network for sandbox "b"' },
    { layer: 'libcni', who: 'libcni for plugin bridge', text: 'plugin type="bridge" name="cbr0" failed (delete)' },
    {
      layer: 'error',
      who: 'plugin bridge',
      text: 'incompatible CNI versions; config is "1.0.0", plugin supports ["0.4.0"]',
    },
  ])
})

test('what the client of a plugin said is a layer of its own', () => {
  const text =
    'Multus: [default/web-0]: error getting pod: Get "https://10.96.0.1:443/api": dial tcp 10.96.0.1:443: i/o timeout'
  assert.deepEqual(
    peel(text).map(({ layer, text: said }) => [layer, said]),
    [
      ['delegate', 'Multus: [default/web-0]'],
      ['error', 'error getting pod'],
      ['client', 'Get "https://10.96.0.1:443/api": dial tcp 10.96.0.1:443: i/o timeout'],
    ],
  )
})

test('unescaped inner quotes and a missing closing quote do not matter', () => {
  const head = `failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to destroy network for sandbox "b": `
  assert.equal(
    innermost(`${head}invalid version "": the version is empty"`),
    'invalid version "": the version is empty',
  )
  assert.equal(innermost(`${head}invalid version "": the version is empty`), 'invalid version "": the version is empty')
  assert.equal(
    innermost(`${head}config is "1.0.0", plugin supports ["0.4.0"]"`),
    'config is "1.0.0", plugin supports ["0.4.0"]',
  )
})

test('a text that is escaped as a whole is unescaped first, at any depth', () => {
  const plain = 'failed to destroy network for sandbox "b": invalid version "": the version is empty'
  const once = plain.replaceAll('"', '\\"')
  const twice = once.replaceAll('\\"', '\\\\\\"')
  assert.equal(innermost(once), 'invalid version "": the version is empty')
  assert.equal(innermost(twice), 'invalid version "": the version is empty')
})

test('a sync result whose quotes lost no escapes loses its closing quote only', () => {
  const text = String.raw`failed to "CreatePodSandbox" for "web-0_default(${uid})" with CreatePodSandboxError: "netplugin failed: \"panic: a\\tb\\n\""`
  assert.equal(innermost(text), 'netplugin failed: "panic: a\\tb\\n"')
})

test('of a list of errors the first is the cause and the others are told', () => {
  const layers = peel(
    '[failed to set up sandbox container "b" network for pod "web-0": networkPlugin cni failed to set up pod "web-0_default" network: first, failed to clean up sandbox container "b" network for pod "web-0": second]',
  )
  assert.equal(layers.at(-1)?.text, 'first')
  assert.deepEqual(layers[0], {
    layer: 'list',
    who: 'list of errors',
    text: 'failed to clean up sandbox container "b" network for pod "web-0": second',
  })
})

test('a list of one error, and one whose bracket was cut away, are lists too', () => {
  assert.equal(
    innermost(
      '[runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:docker: network plugin is not ready: cni config uninitialized]',
    ),
    'cni config uninitialized',
  )
  assert.equal(innermost('first, failed to clean up sandbox container "b" network for pod "web-0": second]'), 'first')
  assert.equal(innermost('[failed to open a'), 'failed to open a')
})

test('brackets of other texts are no list', () => {
  assert.equal(
    innermost('[POST /ipam][502] postIpamFailure range is full'),
    '[POST /ipam][502] postIpamFailure range is full',
  )
})

test('the answer of a CNI server is opened and its request cut off', () => {
  const text = `CmdAdd (shim): CNI request failed with status 400: '&{ContainerID:2f1c Args:K8S_POD_NAME=web-0} ContainerID:"2f1c" ERRORED: error configuring pod [default/web-0] networking: it broke': StdinData: {"cniVersion":"0.3.1"}`
  assert.equal(names(text), 'delegate delegate delegate delegate error')
  assert.equal(innermost(text), 'it broke')
  assert.equal(innermost("CNI request failed with status 400: 'it broke'"), 'it broke')
  assert.equal(innermost("CNI request failed with status 400: 'it's broke"), "it's broke")
})

test('quotes that are escaped behind unknown wording are opened', () => {
  const text =
    'fe3a)"), skipping: failed to "CreatePodSandbox" for "web-0_default(fe3a)" with CreatePodSandboxError: "CreatePodSandbox for pod \\"web-0_default(fe3a)\\" failed: rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod \\"web-0_default\\" network: gone"'
  assert.equal(innermost(text), 'gone')
})

test('unknown wording in front of a known layer is skipped and kept as a layer', () => {
  const text =
    'failed to create shim task: hook failed, stderr: time="2022-09-30T16:18:12Z" level=fatal msg="failed to call cni.Setup: plugin type=\\"bridge\\" failed (add): it broke"\nFailed to write'
  assert.equal(names(text), 'text libcni error')
  assert.equal(innermost(text), 'it broke')
})

test('a status further in is skipped to only behind wording of the runtime', () => {
  assert.equal(
    innermost(
      'sequence failed: StopPodSandbox "b" from runtime service failed: rpc error: code = Unknown desc = it broke',
    ),
    'it broke',
  )
  const own = 'Error received from AddNetwork gRPC call: rpc error: code = Unavailable desc = it broke'
  assert.equal(innermost(own), own)
})

test('cut marks, blanks and the class suffix are no part of the error', () => {
  assert.equal(innermost('it broke: unknown'), 'it broke')
  assert.equal(innermost('  it broke >'), 'it broke')
  assert.equal(innermost('it broke...'), 'it broke')
  assert.equal(innermost('sandbox "b": not found'), 'sandbox "b": not found')
})

test('a text that ends in its wrappers has no error layer', () => {
  assert.equal(names('rpc error: code = Unknown desc = '), 'grpc')
  assert.equal(innermost('rpc error: code = Unknown'), '')
  assert.deepEqual(peel(''), [])
})

test('chains without end are bounded', () => {
  assert.ok(peel('failed to delegate add: '.repeat(500)).length <= 42)
})

test('the end of a cell of a table is no part of the error', () => {
  const text = 'rpc error: code = Unknown desc = failed to setup network for sandbox "b": exit status 1 |  '
  assert.equal(innermost(text), 'exit status 1')
})

test('what kubelet up to 1.5 does after an error is no part of the error', () => {
  const text =
    'Failed to setup network for pod "web_default(b264)" using network plugins "cni": exit status 1; Skipping pod'
  assert.deepEqual([names(text), innermost(text)], ['kubelet error', 'exit status 1'])
})
