import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFacts } from '../../../parsers/read-events.ts'
import { recordsOf } from '../../build.ts'
import { id, klog, logrus, uid } from '../read-line.ts'

const systemd = (message: string): string => `Apr 26 00:43:24 node-1 systemd[1]: ${message}`

/** `kind component value` of each fact. */
const facts = (text: string): string[] =>
  recordsOf(text).flatMap((record) =>
    readFacts(record).map(({ kind, component, value }) => `${kind} ${component} ${value}`.trim()),
  )

const rows: readonly (readonly [row: string, line: string, expected: readonly string[]])[] = [
  [
    'V-1',
    logrus('info', 'starting containerd', 'revision=x version=1.6.3+unknown'),
    ['version containerd 1.6.3+unknown', 'runtime-start containerd 1.6.3+unknown'],
  ],
  [
    'V-1 quoted',
    logrus('info', 'starting containerd', 'revision=x version="1.6.12-0ubuntu1~22.04.3"'),
    ['version containerd 1.6.12-0ubuntu1~22.04.3', 'runtime-start containerd 1.6.12-0ubuntu1~22.04.3'],
  ],
  ['V-1 without version', logrus('info', 'starting containerd', 'revision= version='), ['runtime-start containerd']],
  ['V-6', klog('I', 'server.go', 'Version: v1.20.8'), ['version kubelet 1.20.8', 'kubelet-start kubelet 1.20.8']],
  [
    'V-7',
    klog('I', 'server.go', '"Kubelet version" kubeletVersion="v1.24.0"'),
    ['version kubelet 1.24.0', 'kubelet-start kubelet 1.24.0'],
  ],
  [
    'V-8',
    klog(
      'I',
      'kuberuntime_manager.go',
      'Container runtime containerd initialized, version: v1.4.4-k3s1, apiVersion: v1alpha2',
    ),
    ['version containerd 1.4.4-k3s1'],
  ],
  [
    'V-9',
    klog(
      'I',
      'kuberuntime_manager.go',
      '"Container runtime initialized" containerRuntime="cri-o" version="1.24.1" apiVersion="v1"',
    ),
    ['version crio 1.24.1'],
  ],
  [
    'V-13',
    logrus('info', 'Starting CRI-O, version: 1.24.1, git: abc(clean)'),
    ['version crio 1.24.1', 'runtime-start crio 1.24.1'],
  ],
  [
    'V-14',
    logrus('info', 'Starting k3s agent v1.24.3+k3s1 (990ba0e8)'),
    ['version k3s 1.24.3+k3s1', 'version kubelet 1.24.3+k3s1', 'kubelet-start k3s 1.24.3+k3s1'],
  ],
  [
    'cri-dockerd',
    logrus('info', 'Starting cri-dockerd 0.3.4 (e88b1605)'),
    ['version cri-dockerd 0.3.4', 'runtime-start cri-dockerd 0.3.4'],
  ],
  [
    'containerd --version',
    'containerd containerd.io 1.6.4 212e8b6fa2f44b9c21b2798135fc6fb7c53efc16',
    ['version containerd 1.6.4'],
  ],
  ['node description', '  Container Runtime Version:  containerd://1.6.2', ['version containerd 1.6.2']],
  ['plugin', 'CNI portmap plugin v0.8.7', ['version plugins 0.8.7']],
  ['CT-56', logrus('info', 'Stop CRI service'), ['runtime-stop containerd Stop CRI service']],
  [
    'stopping',
    systemd('Stopping containerd container runtime...'),
    ['runtime-stop containerd Stopping containerd container runtime...'],
  ],
  [
    'stopped CRI-O',
    systemd('Stopped Container Runtime Interface for OCI (CRI-O).'),
    ['runtime-stop crio Stopped Container Runtime Interface for OCI (CRI-O).'],
  ],
  ['stopped other', systemd('Stopped User Manager for UID 1000.'), []],
  [
    'crash',
    systemd("containerd.service: Failed with result 'oom-kill'."),
    ["runtime-crash containerd Failed with result 'oom-kill'."],
  ],
  [
    'crash of kubelet',
    systemd('kubelet.service: Scheduled restart job, restart counter is at 3.'),
    ['runtime-crash kubelet Scheduled restart job, restart counter is at 3.'],
  ],
  ['crash of other', systemd('ssh.service: Main process exited, code=exited, status=255/n/a'), []],
  [
    'OOM',
    'Apr 26 00:43:24 node-1 kernel: Memory cgroup out of memory: Kill process 12 (kubelet) score 1',
    ['runtime-crash kubelet killed by the OOM killer'],
  ],
  [
    'CT-51',
    logrus(
      'error',
      'failed to reload cni configuration after receiving fs change event(WRITE         "/etc/cni/net.d/x")',
      'error=gone',
    ),
    ['config-change containerd /etc/cni/net.d/x', 'config-load-failed containerd gone'],
  ],
  [
    'CT-52',
    logrus('debug', 'receiving change event from cni conf dir: "/etc/cni/net.d/x": WRITE'),
    ['config-change containerd /etc/cni/net.d/x'],
  ],
  [
    'CO-15',
    logrus('info', 'CNI monitoring event CREATE        "/etc/cni/net.d/x"'),
    ['config-change containerd /etc/cni/net.d/x'],
  ],
  [
    'CO-16',
    logrus('error', 'Error loading CNI config list file /etc/cni/net.d/x: bad'),
    ['config-load-failed containerd Error loading CNI config list file /etc/cni/net.d/x: bad'],
  ],
  [
    'DS-8 structured',
    klog('I', 'cni.go', '"Error loading CNI config list file" path="/etc/cni/net.d/x" err="bad"'),
    ['config-load-failed kubelet Error loading CNI config list file: bad'],
  ],
  [
    'dockershim',
    klog('I', 'cni.go', 'Using CNI configuration file /etc/cni/net.d/x'),
    ['config-loaded kubelet /etc/cni/net.d/x'],
  ],
  [
    'KU-66 old',
    klog('I', 'kubelet_node_status.go', 'Recording NodeNotReady event message for node n'),
    ['node-not-ready kubelet'],
  ],
  ['KU-66 other', klog('I', 'kubelet_node_status.go', 'Recording NodeHasNoDiskPressure event message for node n'), []],
  [
    'KU-67',
    klog('I', 'kubelet_node_status.go', '"Fast updating node status as it just became ready"'),
    ['node-ready kubelet'],
  ],
  ['registered', klog('I', 'kubelet_node_status.go', 'Successfully registered node n'), ['node-joined kubelet n']],
  [
    'node event',
    '2m  Normal  NodeReady  node/n  Node n status is now: NodeReady',
    ['node-ready kubelet Node n status is now: NodeReady'],
  ],
  [
    'node event line',
    klog(
      'I',
      'event.go',
      '"Event occurred" object="n" kind="Node" type="Normal" reason="NodeNotReady" message="Node n status is now: NodeNotReady"',
    ),
    ['node-not-ready kubelet Node n status is now: NodeNotReady'],
  ],
  [
    'KU-71',
    klog('I', 'kubelet.go', `SyncLoop (DELETE, "api"): "web-0_ns(${uid}), web-1_ns(${uid})"`),
    ['pod-deleted kubelet ns/web-0', 'pod-deleted kubelet ns/web-1'],
  ],
  [
    'KU-71 1.21',
    klog('I', 'kubelet.go', '"SyncLoop DELETE" source="api" pods=[ns/web-0 ns/web-1]'),
    ['pod-deleted kubelet ns/web-0', 'pod-deleted kubelet ns/web-1'],
  ],
  [
    'boot',
    'Apr 26 00:43:24 node-1 kernel: Linux version 5.15.0-60-generic (x)',
    ['version kernel 5.15.0-60-generic', 'reboot kernel 5.15.0-60-generic'],
  ],
  [
    'suppressed',
    'Apr 26 00:43:24 node-1 systemd-journald[3]: Missed 42 kernel messages',
    ['suppressed systemd-journald 42'],
  ],
  [
    'expired',
    klog('E', 'reflector.go', 'Failed to list *v1.Node: x509: certificate has expired or is not yet valid'),
    ['certificate-expired kubelet Failed to list *v1.Node: x509: certificate has expired or is not yet valid'],
  ],
  [
    'lease',
    klog(
      'E',
      'controller.go',
      'failed to ensure lease exists, will retry in 7s, error: Get "https://x": dial tcp 10.0.0.1:6443: i/o timeout',
    ),
    [
      'apiserver-unreachable kubelet failed to ensure lease exists, will retry in 7s, error: Get "https://x": dial tcp 10.0.0.1:6443: i/o timeout',
    ],
  ],
  [
    'lease forbidden',
    klog('E', 'controller.go', 'failed to ensure lease exists, will retry in 7s, error: leases is forbidden'),
    [],
  ],
  [
    'disk',
    klog('W', 'eviction_manager.go', '"Eviction manager: attempting to reclaim" resourceName="ephemeral-storage"'),
    ['disk-full kubelet Eviction manager: attempting to reclaim'],
  ],
  [
    'disk old',
    klog('W', 'eviction_manager.go', 'eviction manager: attempting to reclaim ephemeral-storage'),
    ['disk-full kubelet eviction manager: attempting to reclaim ephemeral-storage'],
  ],
  ['watch limit', logrus('error', 'x', 'error="fsnotify: no space left on device"'), []],
  [
    'agent',
    '2m  Normal  Started  pod/calico-node-x  Started container calico-node',
    ['agent-start kubernetes-event calico-node'],
  ],
  [
    'agent killed',
    '2m  Normal  Killing  pod/kube-flannel-x  Container kube-flannel failed liveness probe, will be restarted',
    ['agent-stop kubernetes-event kube-flannel'],
  ],
  ['other container', '2m  Normal  Started  pod/web-0  Started container web', []],
  [
    'agent pod',
    logrus(
      'info',
      `RunPodSandbox for &PodSandboxMetadata{Name:cilium-x,Uid:${uid},Namespace:kube-system,Attempt:0,} returns sandbox id "${id}"`,
    ),
    ['agent-start containerd cilium-x'],
  ],
]

for (const [row, line, expected] of rows) {
  test(`${row}: ${expected[0] ?? 'no fact'}`.slice(0, 100), () => assert.deepEqual(facts(line), expected))
}
