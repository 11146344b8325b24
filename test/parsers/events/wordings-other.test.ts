import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOf, id, said, uid } from '../read-line.ts'

const crio = (level: string, message: string, rest = ''): string =>
  `Jul 10 04:34:46 node-1 crio[413]: time="2024-01-01 10:00:00.123456789Z" level=${level} msg="${message}"${rest === '' ? '' : ` ${rest}`}`
const grpc = `rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": plugin type="bridge" failed (add): failed to find plugin "bridge" in path [/opt/cni/bin]`
const notReady =
  'NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized'

const rows: readonly (readonly [row: string, line: string, expected: readonly string[]])[] = [
  [
    'crictl API version',
    'FATA[0000] unable to determine runtime API version: rpc error: code = Unavailable desc = gone',
    ['other failed'],
  ],
  [
    'crictl connect',
    "FATA[0000] connect: connect endpoint 'unix:///run/containerd/containerd.sock', make sure you are running as root and the endpoint has been started: context deadline exceeded",
    ['other failed'],
  ],
  [
    'event container',
    '2m  Warning  Failed  pod/web-0  Error: failed to get sandbox container task: OCI runtime state failed: gone',
    ['other failed'],
  ],
  ['event container, own fault', '2m  Warning  Failed  pod/web-0  Error: ImagePullBackOff', []],
  [
    'event in a test log',
    `I0128 09:06:49.881424    4347 dump.go:53] pod web-0 has event FailedCreatePodSandBox: Failed to create pod sandbox: ${grpc}`,
    ['RunPodSandbox failed'],
  ],
  [
    'kubeadm',
    'error execution phase preflight: [ERROR CRI]: container runtime is not running: output: rpc error: code = Unavailable desc = gone',
    ['other failed'],
  ],
  [
    'bare add',
    'plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    ['RunPodSandbox failed'],
  ],
  [
    'bare delete',
    'plugin type="calico" failed (delete): error getting ClusterInformation: connection is unauthorized: Unauthorized',
    ['StopPodSandbox failed'],
  ],
  [
    'bare load error',
    'cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized',
    ['NetworkReady failed'],
  ],
  [
    'title of a linked page',
    '2. [network plugin is not ready: cni config uninitialized ](https://forum.example.com/issues/1)',
    [],
  ],
  [
    'text that ends with a link',
    'Container runtime network not ready: cni config uninitialized [closed] (https://forum.example.com/questions/1)',
    ['NetworkReady failed'],
  ],
  [
    'calico plugin',
    '2022-07-01 09:31:06.551 [ERROR][4035329] cni-plugin/k8s.go 77: Failed to assign address',
    ['other failed'],
  ],
  ['calico node agent', '2022-07-01 09:31:06.551 [ERROR][4035329] felix/int_dataplane.go 77: Failed to sync', []],
  ['multus plugin', '2019-10-10T05:57:00Z [error] Multus: error adding pod: gone', ['other failed']],
  [
    'CRI-O, unsigned',
    'time="2019-07-10 04:34:46.893330511Z" level=error msg="Error adding network: gone"',
    ['RunPodSandbox failed'],
  ],
  [
    'podman, no terminal',
    'time="2020-05-14T12:08:02-04:00" level=error msg="Error adding network: gone"',
    ['other failed'],
  ],
  [
    'podman, terminal',
    'ERRO[0001] Error while removing pod from CNI network "podman": netplugin failed with no error message',
    ['other failed'],
  ],
  ['CO-1', crio('info', 'Running pod sandbox: default/web-0/POD'), ['RunPodSandbox started']],
  [
    'CO-1 older',
    crio('info', 'Attempting to run pod sandbox with infra container: default/web-0/POD'),
    ['RunPodSandbox started'],
  ],
  ['CO-2', crio('info', `Ran pod sandbox ${id} with infra container: default/web-0/POD`), ['RunPodSandbox succeeded']],
  [
    'CO-3',
    crio(
      'debug',
      'Response error: failed to create pod network sandbox',
      'name=/runtime.v1.RuntimeService/RunPodSandbox',
    ),
    ['RunPodSandbox failed'],
  ],
  ['CO-3 container', crio('debug', 'Response error: gone', 'name=/runtime.v1.RuntimeService/StartContainer'), []],
  ['CO-4', crio('info', `Stopping pod sandbox: ${id}`), ['StopPodSandbox started']],
  ['CO-4 done', crio('info', `Stopped pod sandbox: ${id}`), ['StopPodSandbox succeeded']],
  ['CO-4 again', crio('info', `Stopped pod sandbox (already stopped): ${id}`), ['StopPodSandbox succeeded']],
  ['CO-5', crio('warning', `Could not get sandbox ${id}, it's probably been stopped already: not found`), []],
  ['CO-6', crio('info', `Removing pod sandbox: ${id}`), ['RemovePodSandbox started']],
  ['CO-6 done', crio('info', `Removed pod sandbox: ${id}`), ['RemovePodSandbox succeeded']],
  ['CO-7', crio('info', `NetworkStart: stopping network for sandbox ${id}`), []],
  ['CO-8', crio('error', 'Error stopping network on cleanup: failed to destroy network: gone'), ['other failed']],
  ['CO-9', crio('info', `runSandbox: cleaning up namespaces after failing to run sandbox ${id}`), []],
  [
    'CO-10',
    crio('info', 'CNI plugin not ready. Waiting to create default/web-0/POD as it is not host network'),
    ['NetworkReady failed'],
  ],
  [
    'CO-11',
    crio('warning', `Failed to destroy network for pod sandbox k8s_web-0_default_${uid}_0(${id}): gone`),
    ['other failed'],
  ],
  [
    'CO-12',
    crio('info', `Got pod network &{Name:web-0 Namespace:default ID:${id} UID:${uid} NetNS:/var/run/netns/x}`),
    [],
  ],
  [
    'CO-16',
    crio('error', 'Error loading CNI config list file /etc/cni/net.d/x: unexpected end of JSON input'),
    ['NetworkReady failed'],
  ],
  [
    'CO-17',
    crio(
      'warning',
      'Error validating CNI config file /etc/cni/net.d/x: [plugin bridge does not support config version]',
    ),
    ['NetworkReady failed'],
  ],
  [
    'CO-18',
    crio('error', 'Error while adding pod to CNI network: no IP addresses available in range set'),
    ['RunPodSandbox failed'],
  ],
  [
    'CO restore',
    crio('warning', `could not restore sandbox ${id} container ${id}: open config.json: no such file or directory`),
    ['other failed'],
  ],
  ['crictl run', `FATA[0000] run pod sandbox: ${grpc}`, ['RunPodSandbox failed']],
  ['crictl run 1.11', `FATA[0000] run pod sandbox failed: ${grpc}`, ['RunPodSandbox failed']],
  [
    'crictl stop',
    `FATA[0000] stopping the pod sandbox "${id.slice(0, 13)}": rpc error: code = Unknown desc = gone`,
    ['StopPodSandbox failed'],
  ],
  [
    'crictl stop 1.11',
    `FATA[0000] stopping the pod sandbox "${id}" failed: rpc error: code = Unknown desc = gone`,
    ['StopPodSandbox failed'],
  ],
  [
    'crictl remove',
    `removing the pod sandbox "${id.slice(0, 13)}": rpc error: code = Unknown desc = gone`,
    ['RemovePodSandbox failed'],
  ],
  [
    'crictl rmp -f',
    `forcibly stopping the pod sandbox "${id}": rpc error: code = Unknown desc = gone`,
    ['StopPodSandbox failed'],
  ],
  [
    'crictl inspectp',
    `FATA[0000] getting the pod sandbox status for "${id}": rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found`,
    ['PodSandboxStatus failed'],
  ],
  [
    'crictl pods',
    'FATA[0000] listing pod sandboxes: rpc error: code = Unavailable desc = connection error',
    ['ListPodSandbox failed'],
  ],
  [
    'crictl endpoint',
    'ERRO[0000] validate service connection: CRI v1 runtime API is not implemented for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService',
    ['other failed'],
  ],
  ['crictl stopped', `Stopped sandbox ${id}`, ['StopPodSandbox succeeded']],
  ['crictl removed', `Removed sandbox ${id}`, ['RemovePodSandbox succeeded']],
  ['crictl info ok', '  "lastCNILoadStatus": "OK",', []],
  [
    'crictl info failed',
    '  "lastCNILoadStatus.default": "cni config load failed: no network config found in /etc/cni/net.d",',
    ['NetworkReady failed'],
  ],
  [
    'event create',
    `2m  Warning  FailedCreatePodSandBox  pod/web-0  Failed to create pod sandbox: ${grpc}`,
    ['RunPodSandbox failed'],
  ],
  [
    'event kill',
    `2m  Warning  FailedKillPod  pod/web-0  error killing pod: failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: "rpc error: code = Unknown desc = gone"`,
    ['StopPodSandbox failed'],
  ],
  [
    'event kill, unnamed',
    '2m  Warning  FailedKillPod  pod/web-0  error killing pod: rpc error: code = Unknown desc = gone',
    ['StopPodSandbox failed'],
  ],
  [
    'event kill container',
    '2m  Warning  FailedKillPod  pod/web-0  error killing pod: failed to "KillContainer" for "web" with KillContainerError: "gone"',
    [],
  ],
  [
    'event status',
    '2m  Warning  FailedPodSandBoxStatus  pod/web-0  Unable to get pod sandbox status: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ['PodSandboxStatus failed'],
  ],
  [
    'event network',
    `2m  Warning  NetworkNotReady  pod/web-0  network is not ready: container runtime network not ready: ${notReady}`,
    ['NetworkReady failed'],
  ],
  [
    'event sync',
    '2m  Warning  FailedSync  pod/web-0  error determining status: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ['PodSandboxStatus failed'],
  ],
  [
    'event sync 1.8',
    `2m  Warning  FailedSync  pod/web-0  failed to "CreatePodSandbox" for "web-0_default(${uid})" with CreatePodSandboxError: "gone"`,
    ['RunPodSandbox failed'],
  ],
  [
    'event sync, container',
    '2m  Warning  FailedSync  pod/web-0  failed to "StartContainer" for "web" with CrashLoopBackOff: "back-off"',
    [],
  ],
  [
    'event changed',
    '2m  Normal  SandboxChanged  pod/web-0  Pod sandbox changed, it will be killed and re-created.',
    [],
  ],
  [
    'event dump',
    `Aug 18 18:19:04.521: INFO: At 2021-08-18 18:18:01 +0000 UTC - event for web-0: {kubelet node-1} FailedCreatePodSandBox: Failed to create pod sandbox: ${grpc}`,
    ['RunPodSandbox failed'],
  ],
  ['bare create', `Failed to create pod sandbox: ${grpc}`, ['RunPodSandbox failed']],
  [
    'bare remove',
    `failed to forcibly stop sandbox "${id}": failed to destroy network for sandbox "${id}": cni plugin not initialized`,
    ['RemovePodSandbox failed'],
  ],
  [
    'bare CRI-O',
    `failed to create pod network sandbox k8s_web-0_default_${uid}_0(${id}): error adding pod default_web-0 to CNI network "cbr0": gone`,
    ['RunPodSandbox failed'],
  ],
  ['bare kill', `failed to "KillPodSandbox" for "${uid}" with KillPodSandboxError: "gone"`, ['StopPodSandbox failed']],
  [
    'Talos',
    `[  334.009087] [talos] upgrade failed: error running phase 3 in upgrade sequence: task 1/1: failed, failed stopping pod kube-system/web-0: StopPodSandbox "${id}" from runtime service failed: rpc error: code = Unknown desc = failed to destroy network for sandbox "${id}": gone`,
    ['StopPodSandbox failed'],
  ],
  [
    'aws request',
    `{"level":"info","ts":"2021-08-25T16:57:52.628Z","caller":"cni.go:240","msg":"Received CNI add request: ContainerID(${id}) Args(K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0)"}`,
    ['other started'],
  ],
  [
    'aws failed',
    `{"level":"error","ts":"2021-08-25T16:57:52.632Z","caller":"cni.go:240","msg":"Error received from DelNetwork gRPC call for container ${id}: rpc error: code = Unavailable desc = gone"}`,
    ['other failed'],
  ],
  [
    'azure failed',
    '2018/06/26 08:12:25 [cni-ipam] ADD command completed with result:<nil> err:Failed to allocate address: No available addresses.',
    ['other failed'],
  ],
  ['azure done', '2018/06/26 08:12:25 [cni-ipam] DEL command completed with err:<nil>.', []],
  [
    'cilium',
    'time="2024-01-01T10:00:00Z" level=error msg="Unable to create endpoint" error="[PUT /endpoint/{id}][429] putEndpointIdTooManyRequests" subsys=cilium-cni',
    ['other failed'],
  ],
  [
    'podman',
    'Error: plugin type="bridge" failed (add): cni plugin bridge failed: failed to allocate for range 0',
    ['other failed'],
  ],
]

for (const [row, line, expected] of rows) {
  test(`${row}: ${expected.join(', ') || 'no event'}`, () => assert.deepEqual(said(line), expected))
}

test('CRI-O names pod and sandbox in its own forms', () => {
  const [ran] = eventsOf(crio('info', `Ran pod sandbox ${id} with infra container: default/web-0/POD`))
  assert.deepEqual([ran?.component, ran?.sandboxId, ran?.podNamespace, ran?.podName], ['crio', id, 'default', 'web-0'])
  const [held] = eventsOf(
    crio('warning', `error reserving pod name k8s_web-0_default_${uid}_1 for id ${id}: name is reserved`),
  )
  assert.deepEqual([held?.cause, held?.podUid, held?.attempt, held?.sandboxId], ['sandbox-name-conflict', uid, 1, id])
})

test('an Event stands for as many occurrences as it counts', () => {
  const [event] = eventsOf(
    `  Warning  FailedCreatePodSandBox  9m29s (x1836 over 44m)  kubelet  (combined from similar events): Failed to create pod sandbox: ${grpc}`,
  )
  assert.deepEqual([event?.component, event?.repeatN, event?.secondary], ['kubernetes-event', 1836, true])
})

test('a plugin that asks for a pod by its arguments says how the pod is known', () => {
  const [event] = eventsOf(
    `{"level":"info","ts":"2021-08-25T16:57:52.628Z","caller":"cni.go:240","msg":"Received CNI del request: ContainerID(${id}) Args(K8S_POD_NAMESPACE=default;K8S_POD_NAME=web-0)"}`,
  )
  assert.deepEqual(
    [event?.component, event?.sandboxId, event?.podName, event?.podFrom],
    ['plugin', id, 'web-0', 'cni-args'],
  )
})
