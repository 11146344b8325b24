import type { Shape } from './shape.ts'

const A = '3c9f1b7ad0e24f6688b1c5d2e7f9034a6b8d1c0e5f7a92b4c6d8e0f1a3b5c7d9'
const U = '6d0c2f1e-5b7a-4c1d-9e8f-0a1b2c3d4e5f'
const q = (s: string): string => JSON.stringify(s)
const esc = (s: string): string => s.replace(/[\\"]/g, '\\$&')
const setup = `failed to setup network for sandbox "${A}": plugin type="calico" failed (add): stat /var/lib/calico/nodename: no such file or directory: check that the calico/node container is running and has mounted /var/lib/calico/`
const kl = (t: string, f: string, b: string): string => `E0418 ${t}.123456    1187 ${f}] ${b}`
const ctr = (m: string, e: string, lvl = 'error'): string =>
  `time="2023-04-18T09:12:33.001122334Z" level=${lvl} msg="${esc(m)}"${e ? ` error="${esc(e)}"` : ''}`
const MD = `&PodSandboxMetadata{Name:web-0,Uid:${U},Namespace:shop,Attempt:0,}`
const runFail = ctr(`RunPodSandbox for ${MD} failed, error`, setup)
const kuRun = kl(
  '09:12:33',
  'remote_runtime.go:176',
  `"RunPodSandbox from runtime service failed" err="${esc(`rpc error: code = Unknown desc = ${setup}`)}"`,
)
const kuCreate = kl(
  '09:12:33',
  'kuberuntime_sandbox.go:72',
  `"Failed to create sandbox for pod" err="${esc(`rpc error: code = Unknown desc = ${setup}`)}" pod="shop/web-0"`,
)
const F = 'Run failed cni-agent-unreachable 3c9f1b'
/** Known wordings in odd clothes: prefixes, colours, quotes, wraps, cuts. */
export const cases: readonly Shape[] = [
  {
    name: 'compose prefix v1',
    text: `kubelet_1     | ${kuRun}\nkubelet_1     | ${kuCreate}\ncontainerd_1  | ${runFail}\n`,
    want: [`${F} -`, `${F} shop/web-0`, `${F} shop/web-0`],
  },
  { name: 'compose v2 dash', text: `node-kubelet-1  | ${kuRun}\n`, want: [F] },
  {
    name: 'syslog no host',
    text: `Apr 18 09:12:33 kubelet[1187]: ${kuRun}\nApr 18 09:12:33 containerd[900]: ${runFail}\n`,
    want: [F, `${F} shop/web-0`],
  },
  { name: 'ansi klog', text: `\x1b[31m${kuRun}\x1b[0m\n`, want: [F] },
  {
    name: 'ansi tty containerd',
    text: `\x1b[31mERRO\x1b[0m[2023-04-18T09:12:33.001122334Z] RunPodSandbox for ${MD} failed, error  \x1b[31merror\x1b[0m="${esc(setup)}"\n`,
    want: [`${F} shop/web-0`],
  },
  { name: 'fence quoted', text: `> \`\`\`\n> ${kuRun}\n> \`\`\`\n`, want: [F] },
  { name: 'md quote nested', text: `> > ${kuCreate}\n`, want: [`${F} shop/web-0`] },
  {
    name: 'indent paste',
    text: `Here is what I see:\n\n    ${kuRun}\n    ${kuCreate}\n`,
    want: [F, `${F} shop/web-0`],
  },
  { name: 'kubectl logs ts', text: `2023-04-18T09:12:33.222333444Z ${kuRun}\n`, want: [F] },
  {
    name: 'crlf',
    text: `Apr 18 09:12:33 n1 kubelet[1187]: ${kuRun}\r\nApr 18 09:12:33 n1 containerd[900]: ${runFail}\r\n`,
    want: [F, `${F} shop/web-0`],
  },
  {
    name: 'utf16',
    bytes: Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`Apr 18 09:12:33 n1 kubelet[1187]: ${kuRun}\r\n`, 'utf16le'),
    ]),
    want: [F],
  },
  {
    name: 'web wrap 80',
    text:
      `Apr 18 09:12:33 n1 kubelet[1187]: ${kuCreate}`.replace(/.{80}/g, '$&\n') +
      '\n' +
      `Apr 18 09:12:34 n1 kubelet[1187]: I0418 09:12:34.123456    1187 kubelet.go:1] "x"\n`,
    want: [`${F} shop/web-0`],
  },
  {
    name: 'cut head',
    text: `ote_runtime.go:176] "RunPodSandbox from runtime service failed" err="${esc(`rpc error: code = Unknown desc = ${setup}`)}"\n`,
    want: [F],
  },
  { name: 'cut tail', text: `${kuCreate.slice(0, 260)}\n`, want: ['Run failed * 3c9f1b'] },
  { name: 'rancher prefix', text: `[kubelet] ${kuRun}\n`, want: [F] },
  {
    name: 'rke2 agent',
    text: `Apr 18 09:12:33 n1 rke2[411]: ${kuRun}\nApr 18 09:12:33 n1 rke2[411]: time="2023-04-18T09:12:33Z" level=info msg="Running containerd -c /var/lib/rancher/rke2/agent/etc/containerd/config.toml"\n`,
    want: [F],
  },
  { name: 'k3s', text: `Apr 18 09:12:33 n1 k3s[411]: ${kuCreate}\n`, want: [`${F} shop/web-0`] },
  {
    name: 'microk8s',
    text: `Apr 18 09:12:33 n1 microk8s.daemon-kubelite[411]: ${kuRun}\nApr 18 09:12:33 n1 microk8s.daemon-containerd[412]: ${runFail}\n`,
    want: [F, `${F} shop/web-0`],
  },
  {
    name: 'describe',
    text: `Name:             web-0\nNamespace:        shop\nNode:             n1/10.0.0.4\nEvents:\n  Type     Reason                  Age                From               Message\n  ----     ------                  ----               ----               -------\n  Normal   Scheduled               2m                 default-scheduler  Successfully assigned shop/web-0 to n1\n  Warning  FailedCreatePodSandBox  9s (x10 over 2m)   kubelet            Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}\n  Normal   SandboxChanged          8s (x10 over 2m)   kubelet            Pod sandbox changed, it will be killed and re-created.\n`,
    want: [`${F} shop/web-0`],
  },
  {
    name: 'describe from kubelet, node old',
    text: `Events:\n  Type     Reason                  Age               From                   Message\n  ----     ------                  ----              ----                   -------\n  Warning  FailedCreatePodSandBox  9s (x10 over 2m)  kubelet, worker-1      Failed create pod sandbox: rpc error: code = Unknown desc = ${setup}\n`,
    want: [F],
  },
  {
    name: 'events table wide',
    text: `NAMESPACE   LAST SEEN   TYPE      REASON                   OBJECT      MESSAGE\nshop        5m          Warning   FailedCreatePodSandBox   pod/web-0   Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}\n`,
    want: [`${F} shop/web-0`],
  },
  {
    name: 'events row no header',
    text: `0s          Warning   FailedCreatePodSandBox   pod/web-0    Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}\n`,
    want: [`${F} /web-0`],
  },
  {
    name: 'events row no header wrapped',
    text: `${`0s          Warning   FailedCreatePodSandBox   pod/web-0    Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}`.replace(/.{150}/g, '$&\n')}\n`,
    want: [`${F} /web-0`],
  },
  {
    name: 'reason colon message',
    text: `Warning FailedCreatePodSandBox: Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}\n`,
    want: [F],
  },
  {
    name: 'kube_events style',
    text: `- kube_events: 'Pod/web-0 FailedCreatePodSandBox (x201): Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}'\n`,
    want: [F],
  },
  {
    name: 'event mini json line',
    text: `{"type": "Warning", "reason": "FailedCreatePodSandBox", "message": ${q(`Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}`)}}\n`,
    want: [F],
  },
  {
    name: 'event json array',
    text: `[\n    {"type": "Normal", "reason": "Pulled", "message": "Successfully pulled image in 1.9s"},\n    {"type": "Warning", "reason": "FailedCreatePodSandBox", "message": ${q(`Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}`)}},\n    {"type": "Normal", "reason": "SandboxChanged", "message": "Pod sandbox changed, it will be killed and re-created."}\n]\n`,
    ext: '.json',
    want: [F],
  },
  {
    name: 'message only',
    text: `Failed to create pod sandbox: rpc error: code = Unknown desc = ${setup}\n`,
    want: [F],
  },
  {
    name: 'pouch tty',
    text: `ERRO[2018-06-15 06:57:18.160936276] StopPodSandbox for "${A}" failed, error: failed to destroy network for sandbox "${A}": failed to Statfs "/proc/10435/ns/net": no such file or directory \n`,
    want: ['Stop failed netns-missing 3c9f1b'],
  },
  {
    name: 'gke stdout export',
    text: `DEFAULT 2023-09-25T18:32:05.878231700Z [resource.labels.nodeName: gke-a-1] ${ctr(`StopPodSandbox for "${A}" failed`, `failed to destroy network for sandbox "${A}": plugin type="calico" failed (delete): error getting ClusterInformation: connection is unauthorized: Unauthorized`)}\n`,
    want: ['Stop failed cni-unauthorized 3c9f1b'],
  },
  {
    name: 'gke json',
    text: `${JSON.stringify({
      insertId: 'x1',
      jsonPayload: { MESSAGE: kuCreate, _HOSTNAME: 'gke-n-1', SYSLOG_IDENTIFIER: 'kubelet', _PID: '1187' },
      resource: { type: 'k8s_node', labels: { node_name: 'gke-n-1' } },
      timestamp: '2023-04-18T09:12:33.123Z',
      logName: 'projects/p/logs/kubelet',
    })}\n`,
    want: [`${F} shop/web-0`],
  },
  {
    name: 'gke container-runtime json',
    text: JSON.stringify(
      [
        {
          jsonPayload: { MESSAGE: runFail, _HOSTNAME: 'gke-n-1' },
          resource: { labels: { node_name: 'gke-n-1' }, type: 'k8s_node' },
          timestamp: '2023-04-18T09:12:33.123Z',
          logName: 'projects/p/logs/container-runtime',
        },
      ],
      null,
      2,
    ),
    ext: '.json',
    want: [`${F} shop/web-0`],
  },
  {
    name: 'talos',
    text: `n1: kern: info: [2023-04-18T09:12:33.1Z]: x\n10.0.0.4: {"ts":1681809153123.4567,"caller":"kuberuntime/kuberuntime_sandbox.go:72","msg":"Failed to create sandbox for pod","pod":{"name":"web-0","namespace":"shop"},"err":${q(`rpc error: code = Unknown desc = ${setup}`)}}\n`,
    want: [`${F} shop/web-0`],
  },
  {
    name: 'crictl runp',
    text: `# crictl runp pod.json\nE0418 09:12:33.123456    2001 remote_runtime.go:176] "RunPodSandbox from runtime service failed" err="${esc(`rpc error: code = Unknown desc = ${setup}`)}"\nFATA[0003] run pod sandbox: rpc error: code = Unknown desc = ${setup} \n`,
    want: [F, F],
  },
  {
    name: 'crictl stopp old',
    text: `$ sudo crictl stopp 3c9f1b7ad0e24\nFATA[0010] stopping the pod sandbox "3c9f1b7ad0e24" failed: rpc error: code = Unknown desc = failed to destroy network for sandbox "${A}": dial tcp 10.0.0.9:2379: getsockopt: connection refused\n`,
    want: ['Stop failed * 3c9f1b'],
  },
  {
    name: 'crictl rmp',
    text: `FATA[0000] removing the pod sandbox "3c9f1b7ad0e24": rpc error: code = Unknown desc = failed to forcibly stop sandbox "${A}": failed to destroy network for sandbox "${A}": cni plugin not initialized\n`,
    want: ['Remove failed cni-config-missing 3c9f1b'],
  },
  {
    name: 'dockershim 1.14',
    text: `E0418 09:12:33.123456    1187 remote_runtime.go:109] RunPodSandbox from runtime service failed: rpc error: code = Unknown desc = [failed to set up sandbox container "${A}" network for pod "web-0": NetworkPlugin cni failed to set up pod "web-0_shop" network: failed to find plugin "bridge" in path [/opt/cni/bin], failed to clean up sandbox container "${A}" network for pod "web-0": NetworkPlugin cni failed to teardown pod "web-0_shop" network: failed to find plugin "portmap" in path [/opt/cni/bin]]\n`,
    want: ['Run failed cni-plugin-binary-missing 3c9f1b shop/web-0'],
  },
  {
    name: 'cri-dockerd',
    text: `Apr 18 09:12:33 n1 cri-dockerd[700]: time="2023-04-18T09:12:33Z" level=error msg="Error adding pod shop/web-0 to network {docker ${A}}:/proc/4711/ns/net:bridge:cbr0: failed to set bridge addr: \\"cni0\\" already has an IP address different from 10.244.1.1/24"\n`,
    want: ['* failed interface-conflict 3c9f1b shop/web-0'],
  },
  {
    name: 'crio event',
    text: `Apr 18 09:12:33 n1 kubelet[1187]: E0418 09:12:33.123456    1187 pod_workers.go:951] "Error syncing pod, skipping" err="failed to \\"CreatePodSandbox\\" for \\"web-0_shop(${U})\\" with CreatePodSandboxError: \\"Failed to create sandbox for pod \\\\\\"web-0_shop(${U})\\\\\\": rpc error: code = Unknown desc = failed to create pod network sandbox k8s_web-0_shop_${U}_0(${A}): error adding pod shop_web-0 to CNI network \\\\\\"multus-cni-network\\\\\\": plugin type=\\\\\\"multus-shim\\\\\\" name=\\\\\\"multus-cni-network\\\\\\" failed (add): CmdAdd (shim): failed to send CNI request: Post \\\\\\"http://dummy/cni\\\\\\": dial unix /run/multus/multus.sock: connect: connection refused\\"" pod="shop/web-0" podUID=${U}\n`,
    want: ['Run failed cni-agent-unreachable 3c9f1b shop/web-0'],
  },
  {
    name: 'ovn openshift',
    text: `Warning  FailedCreatePodSandBox  3m12s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create pod network sandbox k8s_web-0_shop_${U}_0(${A}): error adding pod shop_web-0 to CNI network "multus-cni-network": [shop/web-0/${U}:ovn-kubernetes]: error adding container to network "ovn-kubernetes": CNI request failed with status 400: '[shop/web-0 ${A}] [shop/web-0 ${A}] failed to configure pod interface: timed out waiting for OVS port binding (ovn-installed) for 0a:58:0a:80:02:1f [10.128.2.31/23]\n'\n`,
    want: ['Run failed dataplane-failed 3c9f1b shop/web-0'],
  },
  {
    name: 'openshift-sdn',
    text: `Warning  FailedCreatePodSandBox  3m12s (x4 over 5m)  kubelet, node1  Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create pod network sandbox k8s_web-0_shop_${U}_0(${A}): Multus: [shop/web-0]: error adding container to network "openshift-sdn": delegateAdd: error invoking confAdd - "openshift-sdn": error in getting result from AddNetwork: CNI request failed with status 400: 'failed to run IPAM for ${A}: failed to run CNI IPAM ADD: failed to allocate for range 0: no IP addresses available in range set: 10.128.2.1-10.128.3.254\n'\n`,
    want: ['Run failed ipam-exhausted 3c9f1b shop/web-0'],
  },
  {
    name: 'nerdctl',
    text: `FATA[0000] failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: error running hook: exit status 1, stdout: , stderr: time="2023-04-18T09:12:33Z" level=fatal msg="failed to call cni.Setup: plugin type=\\"bridge\\" failed (add): incompatible CNI versions; config is \\"1.0.0\\", plugin supports [\\"0.1.0\\" \\"0.2.0\\" \\"0.3.0\\" \\"0.3.1\\" \\"0.4.0\\"]"\n`,
    want: ['other failed cni-config-version-unsupported'],
  },
  {
    name: 'containerd 1.2 raw quotes',
    text: `time="2019-10-02T23:27:34.439359450Z" level=error msg="StopPodSandbox for "${A}" failed" error="failed to destroy network for sandbox "${A}": del cmd: failed to process delete request" \n`,
    want: ['Stop failed * 3c9f1b'],
  },
  {
    name: 'containerd 2.2 proto',
    text: `${ctr(
      `RunPodSandbox for name:"web-0" uid:"${U}" namespace:"shop" failed, error`,
      `failed to setup network for sandbox "${A}": plugin type="cilium-cni" failed (add): unable to create endpoint: [PUT /endpoint/{id}][429] putEndpointIdTooManyRequests`,
    )}\n`,
    want: ['Run failed cni-agent-unreachable 3c9f1b shop/web-0'],
  },
  {
    name: 'kubelet 1.34 unhandled',
    text: `E0418 09:12:33.123456    1187 kuberuntime_manager.go:1274] "CreatePodSandbox for pod failed" err="${esc(`rpc error: code = Unknown desc = ${setup}`)}" pod="shop/web-0"\nE0418 09:12:33.123456    1187 pod_workers.go:1324] "Error syncing pod, skipping" err="failed to \\"KillPodSandbox\\" for \\"${U}\\" with KillPodSandboxError: \\"rpc error: code = Unknown desc = failed to destroy network for sandbox \\\\\\"${A}\\\\\\": plugin type=\\\\\\"calico\\\\\\" failed (delete): error getting ClusterInformation: Get \\\\\\"https://10.96.0.1:443/apis/crd.projectcalico.org/v1/clusterinformations/default\\\\\\": dial tcp 10.96.0.1:443: i/o timeout\\"" pod="shop/web-0" podUID="${U}"\n`,
    want: [`${F} shop/web-0`, 'Stop failed cni-apiserver-unreachable 3c9f1b shop/web-0'],
  },
  {
    name: 'klog json 1.24',
    text: `{"ts":1681809153123.4567,"caller":"remote/remote_runtime.go:205","msg":"StopPodSandbox from runtime service failed","err":"rpc error: code = Unknown desc = failed to destroy network for sandbox \\"${A}\\": invalid version \\"\\": the version is empty","podSandboxID":"${A}"}\n`,
    want: ['Stop failed cni-config-version-missing 3c9f1b'],
  },
  {
    name: 'network not ready',
    text: `${kl(
      '09:12:33',
      'kubelet.go:2855',
      '"Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"',
    )}\n`,
    want: ['NetworkReady failed cni-config-missing'],
  },
  {
    name: 'event NetworkNotReady',
    text: `  Warning  NetworkNotReady  2s (x5 over 10s)  kubelet  network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized\n`,
    want: ['NetworkReady failed cni-config-missing'],
  },
  {
    name: 'kubeadm preflight',
    text: `error execution phase preflight: [preflight] Some fatal errors occurred:\n\t[ERROR CRI]: container runtime is not running: output: time="2023-04-18T09:12:33Z" level=fatal msg="validate service connection: CRI v1 runtime API is not implemented for endpoint \\"unix:///var/run/containerd/containerd.sock\\": rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService"\n, error: exit status 1\n`,
    want: ['other failed runtime-unavailable'],
  },
  {
    name: 'kubeadm preflight klog',
    text: `[init] Using Kubernetes version: v1.25.3\n[preflight] Running pre-flight checks\nerror execution phase preflight: [preflight] Some fatal errors occurred:\n\t[ERROR CRI]: container runtime is not running: output: E1102 07:57:42.752076    2098 remote_runtime.go:948] "Status from runtime service failed" err="rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.RuntimeService"\ntime="2022-11-02T07:57:42Z" level=fatal msg="getting status of runtime: rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.RuntimeService"\n, error: exit status 1\n`,
    want: ['other failed runtime-unavailable', 'other failed runtime-unavailable'],
  },
  {
    name: 'smart quotes',
    text: `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox “${A}”: plugin type=“flannel” failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory\n`,
    want: ['Run failed cni-agent-unreachable 3c9f1b'],
  },
  {
    name: 'html escaped',
    text: `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox &quot;${A}&quot;: plugin type=&quot;flannel&quot; failed (add): open /run/flannel/subnet.env: no such file or directory\n`,
    want: ['Run failed cni-agent-unreachable 3c9f1b'],
  },
  {
    name: 'name conflict',
    text: `${ctr(
      `RunPodSandbox for ${MD} failed, error`,
      `failed to reserve sandbox name "web-0_shop_${U}_0": name "web-0_shop_${U}_0" is reserved for "${A}"`,
    )}\n`,
    want: ['Run failed sandbox-name-conflict'],
  },
  {
    name: 'kill event',
    text: `12m  Warning  FailedKillPod  pod/web-0  error killing pod: failed to "KillPodSandbox" for "${U}" with KillPodSandboxError: "rpc error: code = Unknown desc = failed to destroy network for sandbox \\"${A}\\": plugin type=\\"multus\\" name=\\"multus-cni-network\\" failed (delete): delegateDel: error invoking ConflistDel - \\"k8s-pod-network\\": conflistDel: error in getting result from DelNetworkList: error getting ClusterInformation: connection is unauthorized: Unauthorized"\n`,
    want: ['Stop failed cni-unauthorized 3c9f1b *'],
  },
]
