import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOf, goQuote, id, klog, said, uid } from '../read-line.ts'

const grpc = `rpc error: code = Unknown desc = failed to destroy network for sandbox "${id}": cni plugin not initialized`
const pod = `web-0_default(${uid})`
const err = `err=${goQuote(grpc)}`
const created = `failed to "CreatePodSandbox" for "${pod}" with CreatePodSandboxError: ${goQuote(`CreatePodSandbox for pod "${pod}" failed: ${grpc}`)}`
const killed = `failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: ${goQuote(grpc)}`
const notReady =
  'NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'

const rows: readonly (readonly [row: string, line: string, expected: readonly string[]])[] = [
  [
    '1.5 set-up',
    klog(
      'E',
      'docker_manager.go',
      `Failed to setup network for pod "${pod}" using network plugins "cni": no networks found in /etc/cni/net.d; Skipping pod`,
    ),
    ['RunPodSandbox failed'],
  ],
  [
    '1.5 sync',
    klog(
      'E',
      'pod_workers.go',
      `Error syncing pod ${uid}, skipping: failed to "SetupNetwork" for "web-0_default" with SetupNetworkError: "gone"`,
    ),
    ['RunPodSandbox failed'],
  ],
  [
    '1.5 teardown',
    klog(
      'E',
      'pod_workers.go',
      `Error syncing pod ${uid}, skipping: failed to "TeardownNetwork" for "web-0_default" with TeardownNetworkError: "gone"`,
    ),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-1 old',
    klog('E', 'remote_runtime.go', `RunPodSandbox from runtime service failed: ${grpc}`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-1',
    klog('E', 'remote_runtime.go', `"RunPodSandbox from runtime service failed" ${err}`),
    ['RunPodSandbox failed'],
  ],
  ['KU-1 1.31', klog('E', 'log.go', `"RunPodSandbox from runtime service failed" ${err}`), ['RunPodSandbox failed']],
  [
    'KU-2 old',
    klog(
      'E',
      'remote_runtime.go',
      'RunPodSandbox failed: PodSandboxId is not set for sandbox &PodSandboxMetadata{Name:a,Uid:b,Namespace:c,Attempt:0,}',
    ),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-2',
    klog('E', 'remote_runtime.go', '"RunPodSandbox failed" err="PodSandboxId is not set for sandbox x"'),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-3 old',
    klog('E', 'remote_runtime.go', `StopPodSandbox "${id}" from runtime service failed: ${grpc}`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-3',
    klog('E', 'remote_runtime.go', `"StopPodSandbox from runtime service failed" ${err} podSandboxID="${id}"`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-4 old',
    klog('E', 'remote_runtime.go', `RemovePodSandbox "${id}" from runtime service failed: ${grpc}`),
    ['RemovePodSandbox failed'],
  ],
  [
    'KU-4',
    klog('E', 'remote_runtime.go', `"RemovePodSandbox from runtime service failed" ${err} podSandboxID="${id}"`),
    ['RemovePodSandbox failed'],
  ],
  [
    'KU-5 old',
    klog(
      'E',
      'remote_runtime.go',
      'ListPodSandbox with filter nil from runtime service failed: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ),
    ['ListPodSandbox failed'],
  ],
  [
    'KU-5',
    klog('E', 'remote_runtime.go', `"ListPodSandbox with filter from runtime service failed" ${err} filter="nil"`),
    ['ListPodSandbox failed'],
  ],
  [
    'KU-6',
    klog('I', 'remote_runtime.go', `"[RemoteRuntimeService] PodSandboxStatus" podSandboxID="${id}" timeout="2m0s"`),
    [],
  ],
  [
    'KU-6 failed',
    klog('E', 'remote_runtime.go', `PodSandboxStatus "${id}" from runtime service failed: ${grpc}`),
    ['PodSandboxStatus failed'],
  ],
  ['KU-7', klog('E', 'remote_runtime.go', `"Status from runtime service failed" ${err}`), ['other failed']],
  ['KU-8', klog('E', 'remote_runtime.go', `Version from runtime service failed: ${grpc}`), ['other failed']],
  [
    'KU-9',
    klog(
      'E',
      'remote_runtime.go',
      '"Connect remote runtime failed" err="dial unix /run/containerd/containerd.sock: connect: connection refused" address="/run/containerd/containerd.sock"',
    ),
    ['other failed'],
  ],
  [
    'KU-20 old',
    klog('E', 'kuberuntime_sandbox.go', `CreatePodSandbox for pod "${pod}" failed: ${grpc}`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-20',
    klog('E', 'kuberuntime_sandbox.go', `"Failed to create sandbox for pod" ${err} pod="default/web-0"`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-21 old',
    klog('E', 'kuberuntime_sandbox.go', `GeneratePodSandboxConfig for pod "${pod}" failed: x`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-21',
    klog('E', 'kuberuntime_sandbox.go', '"Failed to generate sandbox config for pod" err="x" pod="default/web-0"'),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-22 old',
    klog('E', 'kuberuntime_sandbox.go', `Create pod log directory for pod "${pod}" failed: no space left on device`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-22',
    klog(
      'E',
      'kuberuntime_sandbox.go',
      '"Failed to create log directory for pod" err="no space left on device" pod="default/web-0"',
    ),
    ['RunPodSandbox failed'],
  ],
  ['KU-23 old', klog('E', 'kuberuntime_sandbox.go', `ListPodSandbox failed: ${grpc}`), ['ListPodSandbox failed']],
  ['KU-23', klog('E', 'kuberuntime_sandbox.go', `"Failed to list pod sandboxes" ${err}`), ['ListPodSandbox failed']],
  [
    'KU-24',
    klog('W', 'kuberuntime_sandbox.go', "Pod Sandbox status doesn't have network information, cannot report IPs"),
    [],
  ],
  [
    'KU-25 old',
    klog('E', 'kuberuntime_manager.go', `createPodSandbox for pod "${pod}" failed: ${grpc}`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-25',
    klog('E', 'kuberuntime_manager.go', `"CreatePodSandbox for pod failed" ${err} pod="default/web-0"`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-26',
    klog(
      'I',
      'kuberuntime_manager.go',
      `"Pod was deleted and sandbox failed to be created" pod="default/web-0" podUID=${uid}`,
    ),
    [],
  ],
  [
    'KU-27 old',
    klog('I', 'kuberuntime_manager.go', `Created PodSandbox "${id}" for pod "${pod}"`),
    ['RunPodSandbox succeeded'],
  ],
  [
    'KU-27',
    klog('I', 'kuberuntime_manager.go', `"Created PodSandbox for pod" podSandboxID="${id}" pod="default/web-0"`),
    ['RunPodSandbox succeeded'],
  ],
  [
    'KU-28 old',
    klog('E', 'kuberuntime_manager.go', `Failed to stop sandbox {"containerd" "${id}"}`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-28 1.27',
    klog('E', 'kuberuntime_manager.go', `"Failed to stop sandbox" podSandboxID={Type:containerd ID:${id}}`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-28 1.28',
    klog('E', 'kuberuntime_manager.go', `"Failed to stop sandbox" podSandboxID={"Type":"containerd","ID":"${id}"}`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-29 old',
    klog('E', 'kuberuntime_manager.go', `killPodWithSyncResult failed: ${killed}`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-29',
    klog('E', 'kuberuntime_manager.go', `"killPodWithSyncResult failed" err=${goQuote(killed)}`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-30 old',
    klog('E', 'kuberuntime_manager.go', `PodSandboxStatus of sandbox "${id}" for pod "${pod}" error: ${grpc}`),
    ['PodSandboxStatus failed'],
  ],
  [
    'KU-30',
    klog(
      'E',
      'kuberuntime_manager.go',
      `"PodSandboxStatus of sandbox for pod" ${err} podSandboxID="${id}" pod="default/web-0"`,
    ),
    ['PodSandboxStatus failed'],
  ],
  [
    'KU-31 old',
    klog('E', 'kuberuntime_manager.go', `Failed to get pod sandbox status: ${grpc}; Skipping pod "${pod}"`),
    ['PodSandboxStatus failed'],
  ],
  [
    'KU-31',
    klog('E', 'kuberuntime_manager.go', `"Failed to get pod sandbox status; Skipping pod" ${err} pod="default/web-0"`),
    ['PodSandboxStatus failed'],
  ],
  ['KU-32', klog('I', 'util.go', '"No sandbox for pod can be found. Need to start a new one" pod="default/web-0"'), []],
  [
    'KU-33',
    klog('I', 'util.go', '"No ready sandbox for pod can be found. Need to start a new one" pod="default/web-0"'),
    [],
  ],
  [
    'KU-34',
    klog('I', 'util.go', '"Sandbox for pod has no IP address. Need to start a new one" pod="default/web-0"'),
    [],
  ],
  [
    'KU-36 old',
    klog('E', 'kuberuntime_gc.go', `Failed to stop sandbox "${id}" before removing: ${grpc}`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-36',
    klog('E', 'kuberuntime_gc.go', `"Failed to stop sandbox before removing" ${err} sandboxID="${id}"`),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-37 old',
    klog('E', 'kuberuntime_gc.go', `Failed to remove sandbox "${id}": ${grpc}`),
    ['RemovePodSandbox failed'],
  ],
  [
    'KU-37',
    klog('E', 'kuberuntime_gc.go', `"Failed to remove sandbox" ${err} sandboxID="${id}"`),
    ['RemovePodSandbox failed'],
  ],
  ['KU-38', klog('I', 'kuberuntime_gc.go', `"Removing sandbox" sandboxID="${id}"`), ['RemovePodSandbox started']],
  [
    'KU-39 old',
    klog('E', 'pod_workers.go', `Error syncing pod ${uid} ("${pod}"), skipping: ${created}`),
    ['RunPodSandbox failed'],
  ],
  [
    'KU-39',
    klog(
      'E',
      'pod_workers.go',
      `"Error syncing pod, skipping" err=${goQuote(killed)} pod="default/web-0" podUID="${uid}"`,
    ),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-39 container',
    klog(
      'E',
      'pod_workers.go',
      '"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"web\\" with CrashLoopBackOff: \\"back-off\\"" pod="default/web-0"',
    ),
    [],
  ],
  ['KU-40 old', klog('E', 'kubelet.go', killed), ['StopPodSandbox failed']],
  [
    'KU-40 list',
    klog(
      'E',
      'kubelet.go',
      `[failed to "KillContainer" for "web" with KillContainerError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded", ${killed}]`,
    ),
    ['StopPodSandbox failed'],
  ],
  [
    'KU-40 1.31',
    klog('E', 'kubelet.go', `"Unhandled Error" err=${goQuote(killed)} logger="UnhandledError"`),
    ['StopPodSandbox failed'],
  ],
  ['KU-41', klog('W', 'pod_container_deletor.go', `Container "${id}" not found in pod's containers`), []],
  ['KU-60 old', klog('E', 'kubelet.go', `Container runtime network not ready: ${notReady}`), ['NetworkReady failed']],
  [
    'KU-60',
    klog('E', 'kubelet.go', `"Container runtime network not ready" networkReady="${notReady}"`),
    ['NetworkReady failed'],
  ],
  ['KU-61', klog('E', 'kubelet.go', `"Container runtime sanity check failed" ${err}`), ['other failed']],
  [
    'KU-62',
    klog(
      'E',
      'kubelet.go',
      '"Container runtime not ready" runtimeReady="RuntimeReady=false reason:DockerDaemonNotReady message:docker: failed to get docker version"',
    ),
    ['other failed'],
  ],
  [
    'KU-63',
    klog(
      'E',
      'kubelet.go',
      '"Skipping pod synchronization" err="[container runtime is down, PLEG is not healthy: pleg was last seen active 3m1.2s ago; threshold is 3m0s]"',
    ),
    ['other failed'],
  ],
  [
    'KU-64',
    klog(
      'E',
      'kubelet.go',
      '"Skipping pod synchronization" err="[container runtime status check may not have completed yet, PLEG is not healthy: pleg has yet to be successful]"',
    ),
    [],
  ],
  [
    'KU-65 old',
    klog(
      'I',
      'kubelet_node_status.go',
      `Node became not ready: {Type:Ready Status:False Reason:KubeletNotReady Message:runtime network not ready: ${notReady}}`,
    ),
    ['NetworkReady failed'],
  ],
  [
    'KU-65',
    klog(
      'I',
      'setters.go',
      `"Node became not ready" node="n" condition={"type":"Ready","status":"False","reason":"KubeletNotReady","message":"container runtime network not ready: ${notReady}"}`,
    ),
    ['NetworkReady failed'],
  ],
  [
    'KU-65 other',
    klog(
      'I',
      'setters.go',
      '"Node became not ready" node="n" condition={"type":"Ready","status":"False","reason":"KubeletNotReady","message":"PLEG is not healthy"}',
    ),
    [],
  ],
  [
    'KU-68',
    klog(
      'I',
      'kubelet.go',
      `SyncLoop (PLEG): "${pod}", event: &pleg.PodLifecycleEvent{ID:"${uid}", Type:"ContainerDied", Data:"${id}"}`,
    ),
    [],
  ],
  ['KU-69', klog('E', 'generic.go', `"GenericPLEG: Unable to retrieve pods" ${err}`), ['other failed']],
  [
    'network of a pod',
    klog(
      'E',
      'pod_workers.go',
      `"Error syncing pod, skipping" err="network is not ready: container runtime network not ready: ${notReady}" pod="default/web-0" podUID=${uid}`,
    ),
    ['NetworkReady failed'],
  ],
  [
    'event 1.18',
    klog(
      'I',
      'event.go',
      `Event(v1.ObjectReference{Kind:"Pod", Namespace:"default", Name:"web-0", UID:"${uid}", APIVersion:"v1", ResourceVersion:"1", FieldPath:""}): type: 'Warning' reason: 'FailedCreatePodSandBox' Failed create pod sandbox: ${grpc}`,
    ),
    ['RunPodSandbox failed'],
  ],
  [
    'event 1.20',
    klog(
      'I',
      'event.go',
      `"Event occurred" object="default/web-0" kind="Pod" apiVersion="v1" type="Warning" reason="FailedKillPod" message=${goQuote(`error killing pod: ${killed}`)}`,
    ),
    ['StopPodSandbox failed'],
  ],
  [
    'DS-1',
    klog(
      'E',
      'remote_runtime.go',
      `"RunPodSandbox from runtime service failed" err=${goQuote(`rpc error: code = Unknown desc = failed to set up sandbox container "${id}" network for pod "web-0": networkPlugin cni failed to set up pod "web-0_default" network: open /run/flannel/subnet.env: no such file or directory`)}`,
    ),
    ['RunPodSandbox failed'],
  ],
  [
    'DS-4',
    klog(
      'W',
      'docker_sandbox.go',
      `failed to read pod IP from plugin/docker: networkPlugin cni failed on the status hook for pod "web-0_default": CNI failed to retrieve network namespace path: cannot find network namespace for the terminated container "${id}"`,
    ),
    [],
  ],
  [
    'DS-5 old',
    klog('W', 'cni.go', 'Unable to update cni config: No networks found in /etc/cni/net.d'),
    ['NetworkReady failed'],
  ],
  [
    'DS-5',
    klog('I', 'cni.go', '"Unable to update cni config" err="no networks found in /etc/cni/net.d"'),
    ['NetworkReady failed'],
  ],
  [
    'DS-7 add',
    klog(
      'E',
      'cni.go',
      `"Error adding pod to network" err="x" pod="default/web-0" podSandboxID={Type:docker ID:${id}} podNetnsPath="/proc/1/ns/net" networkType="bridge" networkName="cbr0"`,
    ),
    ['RunPodSandbox failed'],
  ],
  [
    'DS-7 delete',
    klog('E', 'cni.go', `Error deleting default_web-0/${id} from network flannel/cbr0: x`),
    ['StopPodSandbox failed'],
  ],
  [
    'DS-7 1.10',
    klog('E', 'cni.go', 'Error while adding to cni network: no plugin name provided'),
    ['RunPodSandbox failed'],
  ],
  [
    'DS-8',
    klog(
      'W',
      'cni.go',
      'Error validating CNI config list {..}: [plugin bridge does not support config version "1.0.0"]',
    ),
    ['NetworkReady failed'],
  ],
]

for (const [row, line, expected] of rows) {
  test(`kubelet ${row}: ${expected.join(', ') || 'no event'}`, () => assert.deepEqual(said(line), expected))
}

test('every form names the sandbox or the pod that it holds', () => {
  const [stop] = eventsOf(
    klog('E', 'kuberuntime_manager.go', `"Failed to stop sandbox" podSandboxID={"Type":"containerd","ID":"${id}"}`),
  )
  assert.equal(stop?.sandboxId, id)
  const [sync] = eventsOf(klog('E', 'kuberuntime_manager.go', `"killPodWithSyncResult failed" err=${goQuote(killed)}`))
  assert.deepEqual([sync?.sandboxId, sync?.podUid, sync?.podName, sync?.secondary], [id, uid, '', true])
  const [raw] = eventsOf(klog('E', 'kubelet.go', created))
  assert.deepEqual(
    [raw?.operation, raw?.podNamespace, raw?.podName, raw?.podUid, raw?.podFrom],
    ['RunPodSandbox', 'default', 'web-0', uid, 'name-form'],
  )
  const [add] = eventsOf(
    klog('E', 'cni.go', `Error adding default_web-0/${id} to network bridge/cbr0: permission denied`),
  )
  assert.deepEqual([add?.sandboxId, add?.podNamespace, add?.podName, add?.plugin], [id, 'default', 'web-0', 'bridge'])
})

test('a multi-line value of klog 2.40 and later is one event', () => {
  const text = [
    klog('E', 'pod_workers.go', '"Error syncing pod, skipping" err=<'),
    `\tfailed to "CreatePodSandbox" for "${pod}" with CreatePodSandboxError: ${goQuote(`Failed to create sandbox for pod "${pod}": rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: dial unix /var/run/cilium/cilium.sock: connect: no such file or directory`)}`,
    '\tIs the agent running?',
    ` > pod="default/web-0" podUID="${uid}"`,
  ].join('\n')
  const events = eventsOf(text)
  assert.equal(events.length, 1)
  assert.deepEqual(
    [events[0]?.sandboxId, events[0]?.podUid, events[0]?.plugin, events[0]?.cause],
    [id, uid, 'cilium-cni', 'cni-agent-unreachable'],
  )
})

test('klog JSON gives the same event, references as objects included', () => {
  const line = JSON.stringify({
    ts: 1650933804518.1655,
    caller: 'kuberuntime/kuberuntime_sandbox.go:72',
    msg: 'Failed to create sandbox for pod',
    pod: { name: 'web-0', namespace: 'default' },
    err: grpc,
  })
  const [event] = eventsOf(line)
  assert.deepEqual(
    [event?.operation, event?.outcome, event?.podNamespace, event?.podName, event?.sandboxId],
    ['RunPodSandbox', 'failed', 'default', 'web-0', id],
  )
})
