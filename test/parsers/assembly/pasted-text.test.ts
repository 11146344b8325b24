import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertIncludes, recordsOf } from '../../build.ts'
import { eventsOf, id, said } from '../read-line.ts'

test('a line that was broken by hand behind its blanks is one record', () => {
  const events = eventsOf(`Sep 03 14:14:13 node-a kubelet[8742]: E0903 14:14:13.646559    8742 remote_runtime.go:143] 
StopPodSandbox "${id}" from runtime service failed: rpc error: 
code = Unknown desc = failed to stop infra container 
for pod sandbox ${id}: failed to 
stop container k8s_POD_web-0_default_6abac9df-1ac3-4ec1-8375-66bdead3b596_0: ttrpc: closed: unknown`)
  assert.equal(events.length, 1)
  const told = { operation: 'StopPodSandbox', sandboxId: id, podName: 'web-0', cause: 'oci-runtime-failed' }
  assertIncludes(events[0], told, 'the record')
})

test('a line of containerd that was broken in front of its error is one record', () => {
  const events =
    eventsOf(`  2023-07-19T07:20:02.442421+00:00 node-a containerd[431]: time="2023-07-19T07:20:02.442266943Z" level=error msg="StopPodSandbox for \\"${id}\\" failed" 
      error="failed to destroy network for sandbox \\"${id}\\": netplugin failed with no error message: signal: killed"
  2023-07-19T07:20:03.442421+00:00 node-a containerd[431]: time="2023-07-19T07:20:03.442266943Z" level=info msg="Exec process exits"`)
  assert.equal(events.length, 1)
  assertIncludes(
    events[0],
    { operation: 'StopPodSandbox', sandboxId: id, cause: 'cni-plugin-exec-failed' },
    'the record',
  )
})

test('a line that was broken by hand inside an indented block is one record, and what was broken at a dash is whole', () => {
  const events = eventsOf(`    Nov 06 09:58:48 node-a kubelet[558]: E1106 09:58:48.855639     558 
    kuberuntime_sandbox.go:54] CreatePodSandbox for pod "kube-dns-545bc4bfd4-mjn49_kube-
    system(2ffdece1-c2d0-11e7-98cb-005056008ce3)" failed: rpc error: code = Unknown desc = failed to 
    start sandbox container for pod "kube-dns-545bc4bfd4-mjn49": Error response from daemon: oci 
    runtime error: container_linux.go:265: starting container process caused "process_linux.go:368: 
    container init caused \\"write init-p: broken pipe\\""`)
  assert.equal(events.length, 1)
  const told = { podNamespace: 'kube-system', podName: 'kube-dns-545bc4bfd4-mjn49', cause: 'oci-runtime-failed' }
  assertIncludes(events[0], told, 'the record')
})

test('a line that was broken in front of the text of a gRPC error goes on in the next one', () => {
  const [event] = eventsOf(`Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc =
timed out connecting to hybrid vsocket hvsock:/run/vc/firecracker/2f1c/root/kata.hvsock`)
  assertIncludes(event, { operation: 'RunPodSandbox', cause: 'oci-runtime-failed' }, 'the text')
})

test('an Event that a page broke in front of the text of its gRPC error goes on in the lines that hang below it', () => {
  const events =
    eventsOf(`Warning   FailedCreatePodSandBox   pod/web-<hash>   Failed to create pod sandbox: rpc error: code = Unknown
  desc = failed to setup network for sandbox "...": plugin type="kube-ovn" failed (add): RPC failed; request ip return 500
  no address allocated to pod shop/web-<hash> provider ovn, please see kube-ovn-controller logs to find errors
Warning   AcquireAddressFailed     pod/web-<hash>   AddressConflict`)
  assert.equal(events.length, 1)
  assertIncludes(events[0], { operation: 'RunPodSandbox', cause: 'ipam-exhausted', plugin: 'kube-ovn' }, 'the Event')
})

test('the quoted error of a klog message goes on until its quotation ends, however wide the text round it is', () => {
  const events = eventsOf(`The nodes repeat a failed stop, and nobody has seen it on the nodes of the other cluster:

"Error syncing pod, skipping" err="failed to \\"KillPodSandbox\\" for
\\"<uid>\\" with KillPodSandboxError: \\"rpc error: code = Unknown desc =
failed to stop infra container for pod sandbox <id>: failed to unmount
container <id>: device or resource busy\\"" pod="<ns>/<pod>"

Events show the same message as repeated warnings, on every node of it.`)
  assert.equal(events.length, 1)
  assertIncludes(events[0], { operation: 'StopPodSandbox', cause: 'oci-runtime-failed' }, 'the message')
})

test('a line that stands out in a comment is the line', () => {
  const [event] = eventsOf(
    `**FATA[0000] run pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": cni plugin not initialized **`,
  )
  assertIncludes(event, { component: 'crictl', sandboxId: id, message: 'cni plugin not initialized' }, 'the line')
})

test('a message of an Event below a whole row is an Event of its own', () => {
  const row =
    'Warning  FailedCreatePodSandBox  38s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "2f1c...": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized'
  const text =
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox image "registry.example.com/pause:3.9": failed to pull image "registry.example.com/pause:3.9"'
  assert.deepEqual(
    eventsOf(`${row}\n${text}`).map(({ cause }) => cause),
    ['cni-unauthorized', 'sandbox-image-failed'],
  )
})

test('an error that a document wraps by words is one record', () => {
  const texts = [
    `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup
network for sandbox "${id}": plugin type="bridge" failed (add): failed to
allocate for range 0: no IP addresses available in range set`,
    `Warning  FailedCreatePodSandBox  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc =
  failed to setup network for sandbox
  "${id}": plugin type="bridge" failed (add):
  failed to allocate for range 0: no IP addresses available in range set`,
  ]
  for (const text of texts) {
    const events = eventsOf(text)
    assert.equal(events.length, 1, text)
    assertIncludes(events[0], { operation: 'RunPodSandbox', sandboxId: id, cause: 'ipam-exhausted' }, text)
  }
})

test('a preflight check of kubeadm whose quoted klog line is broken in its head is read', () => {
  const [event] = eventsOf(
    '[ERROR CRI]: container runtime is not running: output: E0712 01:49:47.179156   \n 3917 remote_runtime.go:925] "Status from runtime service failed" err="rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.RuntimeService"',
  )
  assertIncludes(event, { operation: 'other', outcome: 'failed', cause: 'runtime-unavailable' }, 'the check')
})

test('a row in a code quotation keeps its columns', () => {
  const [event] = eventsOf(
    '` Warning  FailedCreatePodSandBox  61s (x4 over 2m32s)  kubelet, node-a  (combined from similar events): Failed create pod sandbox: rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod "web-0_default" network: exit status 3`',
  )
  assertIncludes(event, { repeatN: 4, message: 'exit status 3', cause: 'cni-plugin-exec-failed' }, 'the row')
})

test('quotes that a chat made typographic are plain ones', () => {
  const [event] = eventsOf(
    `Mar 01 10:09:00 node-a containerd[701]: time=“2023-03-01T10:09:00.518165483Z” level=error msg=“StopPodSandbox for \\“${id}\\” failed” error=“failed to destroy network for sandbox \\“${id}\\“: plugin type=\\“flannel\\” failed (delete): open /run/flannel/subnet.env: no such file or directory”`,
  )
  const told = { operation: 'StopPodSandbox', sandboxId: id, plugin: 'flannel', cause: 'cni-agent-unreachable' }
  assertIncludes(event, told, 'the line')
})

test('tags round a text out of a web page are no part of it', () => {
  const [event] = eventsOf(
    `<p>Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox &quot;${id}&quot;: plugin type=&quot;flannel&quot; failed (add): open /run/flannel/subnet.env: no such file or directory</p>`,
  )
  assertIncludes(event, { message: 'open /run/flannel/subnet.env: no such file or directory' }, 'the text')
})

test('colours whose ESC was lost are no part of a line', () => {
  const lines = [
    '[31mE0301 10:09:00.518120    4321 pod_workers.go:951] "Error syncing pod, skipping" err="network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized" pod="web/web-0" podUID=8185ef2c[0m',
    `^[[31mERRO^[[0m[2022-04-26T00:43:24.518165483Z] StopPodSandbox for "${id}" failed  ^[[31merror^[[0m="failed to destroy network for sandbox \\"${id}\\": cni plugin not initialized"`,
  ]
  const [notReady, stop] = lines.flatMap((line) => eventsOf(line))
  assertIncludes(
    notReady,
    { operation: 'NetworkReady', podName: 'web-0', message: 'cni plugin not initialized' },
    'klog',
  )
  assertIncludes(stop, { operation: 'StopPodSandbox', sandboxId: id, cause: 'cni-config-missing' }, 'logrus')
})

test('a row of a Markdown table is the row of the table that it shows', () => {
  const [event] = eventsOf(
    '| 2m | Warning | FailedCreatePodSandBox | pod/web-0 | Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "2f1c": plugin type="calico" failed (add): dial tcp 10.96.0.1:443: connect: no route to host |',
  )
  assertIncludes(event, { podName: 'web-0', message: 'dial tcp 10.96.0.1:443: connect: no route to host' }, 'the row')
})

test('a line whose fields Talos took apart is the line again', () => {
  const error = `failed to destroy network for sandbox "${id}": plugin type="flannel" failed (delete): context deadline exceeded`
  const sent = { error, msg: `StopPodSandbox for "${id}" failed`, 'talos-level': 'error' }
  const [stop] = eventsOf(JSON.stringify({ ...sent, 'talos-service': 'cri', 'talos-time': '2023-03-01T10:09:00.123Z' }))
  assertIncludes(stop, { component: 'containerd', sandboxId: id, plugin: 'flannel', cause: 'runtime-timeout' }, 'cri')
  const klog =
    'E0301 10:09:00.518120    4321 remote_runtime.go:116] "RunPodSandbox from runtime service failed" err="x"'
  const [run] = eventsOf(JSON.stringify({ msg: klog, 'talos-level': 'info', 'talos-service': 'kubelet' }))
  assertIncludes(run, { component: 'kubelet', operation: 'RunPodSandbox', outcome: 'failed' }, 'kubelet')
})

test('marks that Markdown escapes or makes bold are undone', () => {
  const lines = [
    `time="2023-06-19 14:32:03" level=info msg="E0619 14:32:03.177531     117 kuberuntime\\_sandbox.go:72\\] \\\\"Failed to create sandbox for pod\\\\" err=\\\\"rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: failed to mount rootfs component: invalid argument: unknown\\\\" pod=\\\\"web/web-0\\\\"" component=kubelet stream=stderr  `,
    `Jun 07 11:38:12 node-a k3s[6204]: E0607 11:38:12.821024 6204 **remote_runtime**.go:116] "**RunPodSandbox from runtime service failed**" err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"${id}\\": open /run/flannel/subnet.env: no such file or directory"`,
  ]
  const [escaped, bold] = lines.map((line) => eventsOf(line)[0])
  assertIncludes(escaped, { operation: 'RunPodSandbox', podName: 'web-0', cause: 'oci-runtime-failed' }, 'escaped')
  assertIncludes(bold, { operation: 'RunPodSandbox', sandboxId: id, cause: 'cni-agent-unreachable' }, 'bold')
})

test('an error whose chain was broken behind its colons is one', () => {
  const events = eventsOf(`FailedCreatePodSandBox: failed to create network namespace for sandbox:
failed to start noop process for unshare: fork/exec /proc/self/exe:
no space left on device

The pod waits.`)
  assert.deepEqual(
    events.map(({ cause }) => cause),
    ['resource-exhausted'],
  )
})

test('lines that a pager cut on both sides are records of their own', () => {
  const cut = (text: string): string => `${text.padEnd(120, 'x').slice(0, 119)}>`
  const events = eventsOf(
    [
      cut('y.example/pause:3.6\\": failed to pull image \\"y.example/pause:3.6\\": failed to pull and unpack image'),
      cut(
        '8d5)\\" with CreatePodSandboxError: \\"Failed to create sandbox for pod \\\\\\"web-0_shop(f3061661)\\\\\\": rpc er',
      ),
    ].join('\n'),
  )
  assert.equal(events.length, 1)
  assertIncludes(events[0], { operation: 'RunPodSandbox', podName: 'web-0', podNamespace: 'shop' }, 'the second')
})

test('an error of a tear-down that a report breaks behind its blanks is one record', () => {
  const [event, ...more] = eventsOf(
    [
      'Warning: FailedKillPod - error killing pod: failed to "KillPodSandbox" ',
      'with KillPodSandboxError: "rpc error: code = Unknown desc = failed to ',
      'destroy network for sandbox: plugin type="calico" failed (delete): ',
      'error getting ClusterInformation: Get "https://10.96.0.1:443/apis/..." ',
      'dial tcp 10.96.0.1:443: connect: connection refused"',
    ].join('\n'),
  )
  assert.deepEqual(
    [event?.operation, event?.cause, event?.plugin, more],
    ['StopPodSandbox', 'cni-apiserver-unreachable', 'calico', []],
  )
})

test('a row of describe without its first columns is an Event of its own', () => {
  const message = `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": x`
  assert.deepEqual(
    said(`  Warning  FailedCreatePodSandBox  7m (x3 over 8m)  kubelet  ${message}\n  kubelet  ${message}`),
    ['RunPodSandbox failed', 'RunPodSandbox failed'],
  )
})

test('a message of klog without its header is read behind a heading mark and behind its sender', () => {
  const text = '"Error adding pod to network" err="exit status 1" pod="shop/web-0"'
  for (const line of [`#### ${text}`, `node-1 kubelet: ${text}`]) {
    const [event] = eventsOf(line)
    assert.deepEqual([event?.operation, event?.podNamespace, event?.podName], ['RunPodSandbox', 'shop', 'web-0'])
  }
})

test('a box that k9s or tmux draws round a text is no part of it', () => {
  const text = `│   Warning  FailedCreatePodSandBox  15m    kubelet    Failed to create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container "a1b2c3d4a1b2c3d4a1 │
│ b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4" network for pod "web-0": networkPlugin cni failed to set up pod "web-0_shop" network: plugin type="istio-cni" failed (add): f │
│ ailed to Statfs "/var/run/netns/net": no such file or directory                                                                                                              │
│   Normal   SandboxChanged          3m     kubelet    Pod sandbox changed, it will be killed and re-created.                                                                  │`
  const records = recordsOf(text)
  const [event, ...more] = eventsOf(text)
  assert.deepEqual(more, [])
  const told = { sandboxId: id, podNamespace: 'shop', podName: 'web-0', plugin: 'istio-cni', cause: 'netns-missing' }
  assertIncludes(event, told, 'the Event')
  assert.equal(records[0]?.raw, text.split('\n').slice(0, 3).join('\n'))
})

test('boxes inside boxes are taken off, and a line of borders ends no run', () => {
  const row = '2m  Warning  FailedCreatePodSandBox  pod/web-0  Failed to create pod sandbox: gone'
  for (const text of [`│ ${row} │`, `│ │ ${row} │ │`, `││${row}││`])
    assert.deepEqual(
      eventsOf(text).map(({ podName }) => podName),
      ['web-0'],
      text,
    )
  // Each of them taken for a box, the depth of calls grew with the line
  assert.deepEqual(eventsOf('│ '.repeat(200_000)), [])
  assert.equal(eventsOf(`${'│ '.repeat(200_000)}${row}`).length, 1)
})

test('a row of an Event that was broken behind its colons is one record', () => {
  const [event, ...more] = eventsOf(
    [
      'Warning FailedCreatePodSandBox kubelet Failed to create pod sandbox:',
      'rpc error: code = Unknown desc = failed to set up sandbox container',
      '"abc123" network for pod "web-0":',
      'networkPlugin cni failed to set up pod',
      '"web-0_shop" network:',
      'add cmd: failed to assign an IP address to container',
      'And the subnet says that no address is left.',
    ].join('\n'),
  )
  assertIncludes(event, { podNamespace: 'shop', podName: 'web-0', cause: 'ipam-exhausted' }, 'the row')
  assert.deepEqual(more, [])
})

test('the ends of equal messages that a pager scrolled to are records of their own', () => {
  const rest =
    '-0cc47ab4e904)\\" using network plugins \\"cni\\": Contiv:Post http://localhost/ContivCNI.AddPod: dial unix /run/contiv/contiv-cni.sock: connect: connection refused; Skipping pod"'
  const events = eventsOf(`d-2624-11e7-a0d0${rest}\nd-261b-11e7-a0d0${rest}`)
  assert.deepEqual(
    events.map(({ operation, cause }) => [operation, cause]),
    [
      ['RunPodSandbox', 'cni-agent-unreachable'],
      ['RunPodSandbox', 'cni-agent-unreachable'],
    ],
  )
})

test('a summary of Events names the pod in front of the error', () => {
  const [event] = eventsOf(
    "- kube_events: 'Pod/web-0 FailedCreatePodSandBox (x201): Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox ... cilium-cni failed (add): no IPs currently available on the node'",
  )
  assertIncludes(event, { podName: 'web-0', cause: 'ipam-exhausted' }, 'the summary')
})

test('the lines of a list item are one record, those of the next item another', () => {
  const [first, second, ...more] = eventsOf(`These were seen:
  * "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network
    for sandbox "${id}": plugin
    type="azure-vnet" failed (add): Failed to initialize key-value store of network plugin:
    timed out locking store"
  * "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to reserve sandbox
    name "web-0_web_d43e2581-c44d-4007-8b53-969768e82448_1": name
    "web-0_web_d43e2581-c44d-4007-8b53-969768e82448_1" is
    reserved for "${id}""
  * "Pod sandbox changed, it will be killed and re-created."`)
  assert.equal(more.length, 0)
  assertIncludes(first, { sandboxId: id, plugin: 'azure-vnet', cause: 'state-corrupt' }, 'the first item')
  assertIncludes(second, { podName: 'web-0', cause: 'sandbox-name-conflict' }, 'the second item')
})

test('a text that was broken before goes on where a long line stops at a word', () => {
  const [event, ...more] =
    eventsOf(`dial tcp 10.1.2.3:443: connect: connection refused Warning FailedCreatePodSandBox 53s
kubelet Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox
"${id}": plugin type="flannel" failed (add): failed to set bridge addr: "cni0" already
has an IP address different from 10.244.1.1/24
Note that all of these are about the network.`)
  assertIncludes(event, { sandboxId: id, cause: 'interface-conflict' }, 'the text')
  assert.deepEqual(more, [])
})

test('a text of CRI-O that was broken by hand names its pod', () => {
  const [event, ...more] = eventsOf(`rpc error: code = Unknown desc = failed to create pod network sandbox
k8s_web-0_shop_1515a8fd-de5a-4154-a9a0-b5b36445779d_0(${id}):
error adding pod shop_web-0 to CNI network "cbr0":
plugin type="flannel" failed (add): failed to set bridge addr: "cni0" already
has an IP address different from 10.244.0.1/24`)
  const told = { sandboxId: id, podNamespace: 'shop', podName: 'web-0', cause: 'interface-conflict' }
  assertIncludes(event, told, 'the text')
  assert.deepEqual(more, [])
})

test("a plugin's error that was broken in the middle of its phrase is one record", () => {
  const [event] = eventsOf(
    'error adding container to network "macvlan-static": failed\nto create macvlan: device or resource busy',
  )
  assertIncludes(event, { operation: 'RunPodSandbox', cause: 'interface-conflict' }, 'the text')
})

test('a klog record that was broken behind its header, or in front of its error, is one record', () => {
  const [start, stop, ...more] =
    eventsOf(`Apr 26 10:56:54 node-a kubelet[1169]: E0426 10:56:54.480602 run.go:72] "command failed"
  err="failed to run Kubelet: validate service connection: validate CRI v1 runtime API for endpoint
  \\"unix:///run/containerd/containerd.sock\\": rpc error: code = Unavailable desc = connection error"
Apr 26 10:56:54 node-a systemd[1]: kubelet.service: Failed with result 'exit-code'.
Apr 26 10:58:07 node-a kubelet[1931]: E0426 10:58:07.165643 log.go:32]
  "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to destroy
  network for sandbox \\"${id}\\":
  plugin type=\\"calico\\" failed (delete): error getting ClusterInformation: Get
  \\"https://10.96.0.1:443/apis\\": dial tcp 10.96.0.1:443: connect: connection refused"`)
  assertIncludes(start, { operation: 'other', cause: 'runtime-unavailable' }, 'the start')
  const told = { operation: 'StopPodSandbox', sandboxId: id, cause: 'cni-apiserver-unreachable' }
  assertIncludes(stop, told, 'the stop')
  assert.deepEqual(more, [])
})

test('a kubelet that cannot start is known by its error alone', () => {
  const [event, ...more] = eventsOf(`"command failed" err="failed to run Kubelet: validate service connection:
CRI v1 runtime API is not implemented for endpoint
\\"unix:///var/run/crio/crio.sock\\": rpc error: code = Unavailable"`)
  assertIncludes(event, { operation: 'other', cause: 'runtime-unavailable' }, 'the text')
  assert.deepEqual(more, [])
})

test('a chain that was broken inside a comment is one record', () => {
  const [event, ...more] = eventsOf(`        #   plugin type="calico" failed (add): failed to request IPv4 addresses:
        #   Assigned 0 out of 1 requested IPv4 addresses; No IPs available in pools:
        #   [10.1.2.0/29]
        # Whoever reads on finds prose.`)
  assertIncludes(event, { plugin: 'calico', cause: 'ipam-exhausted' }, 'the text')
  assert.deepEqual(more, [])
})

test('a klog record without process id and caller is read', () => {
  const [event] = eventsOf(
    'Mar 25 14:23:07 kubelet[1432]: E0325 14:23:07.658397 "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to destroy network for sandbox \\"' +
      id +
      '\\": plugin type=\\"calico\\" failed (delete): error getting ClusterInformation: connection is unauthorized: Unauthorized"',
  )
  assertIncludes(event, { operation: 'StopPodSandbox', sandboxId: id, cause: 'cni-unauthorized' }, 'the record')
})

test('a row that a terminal wrapped in the middle of a word keeps the word', () => {
  const row = `  Warning  FailedCreatePodSandBox  3s                kubelet            Failed to create pod sandbox: rpc error: code = Unknown desc = [failed to set up sandbox container "${id}" network for pod "flow-operator-59878dff7-d6cnw": networkPlugin cni failed to set up pod "flow-operator-59878dff7-d6cnw_flow" network: Get "https://10.96.0.1:443/apis/x": net/http: TLS handshake timeout]`
  const wrapped = row.match(/.{1,121}/g)?.join('\n') ?? ''
  const [event, ...more] = eventsOf(wrapped)
  const told = { sandboxId: id, podNamespace: 'flow', podName: 'flow-operator-59878dff7-d6cnw' }
  assertIncludes(event, { ...told, cause: 'cni-apiserver-unreachable' }, 'the row')
  assert.deepEqual(more, [])
})
