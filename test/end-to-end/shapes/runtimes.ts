import type { Shape } from './shape.ts'
import { A, B, ctr, esc, ev, j, kl, R, rpc, U } from './words.ts'

/** What the runtimes say without a plugin, and odd places of the same. */
export const cases: readonly Shape[] = [
  {
    name: 'too many files',
    text: ev(
      `Failed to create pod sandbox: ${rpc}failed to create network namespace for sandbox "${A}": failed to setup netns: failed to create namespace: open /var/run/netns/cni-5: too many open files`,
    ),
    want: [R('resource-exhausted')],
  },
  {
    name: 'pause pull',
    text: ev(
      `Failed to create pod sandbox: ${rpc}failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image "registry.k8s.io/pause:3.9": failed to pull and unpack image "registry.k8s.io/pause:3.9": failed to resolve reference "registry.k8s.io/pause:3.9": failed to do request: Head "https://registry.k8s.io/v2/pause/manifests/3.9": dial tcp: lookup registry.k8s.io on 10.0.0.2:53: no such host`,
    ),
    want: ['Run failed sandbox-image-failed'],
  },
  {
    name: 'docker pause',
    text: ev(
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed pulling image "k8s.gcr.io/pause:3.1": Error response from daemon: Get https://k8s.gcr.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    ),
    want: ['Run failed sandbox-image-failed'],
  },
  {
    name: 'docker start',
    text: ev(
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to start sandbox container for pod "web-0": Error response from daemon: OCI runtime create failed: container_linux.go:349: starting container process caused "process_linux.go:297: applying cgroup configuration for process caused \\"mountpoint for cgroup not found\\"": unknown',
    ),
    want: ['Run failed oci-runtime-failed'],
  },
  {
    name: 'docker name',
    text: ev(
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create a sandbox for pod "web-0": Error response from daemon: Conflict. The container name "/k8s_POD_web-0_shop_' +
        U +
        '_0" is already in use by container "' +
        B +
        '". You have to remove (or rename) that container to be able to reuse that name.',
    ),
    want: ['Run failed sandbox-name-conflict'],
  },
  {
    name: 'docker down',
    text: ev(
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to create a sandbox for pod "web-0": Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    ),
    want: ['Run failed runtime-unavailable'],
  },
  {
    name: 'runtimeclass',
    text: ev(
      `Failed to create pod sandbox: ${rpc}failed to get sandbox runtime: no runtime for "nvidia" is configured`,
    ),
    want: ['Run failed oci-runtime-failed'],
  },
  {
    name: 'crio runtime handler',
    text: ev(
      'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to find runtime handler kata from runtime list map[crun:0xc0 runc:0xc1]',
    ),
    want: ['Run failed oci-runtime-failed'],
  },
  {
    name: 'oom init',
    text: ev(
      `Failed to create pod sandbox: ${rpc}failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?): unknown`,
    ),
    want: ['Run failed oci-runtime-failed'],
  },
  {
    name: 'systemd cgroup',
    text: ev(
      `Failed to create pod sandbox: ${rpc}failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/burstable/pod${U}/${A}" instead: unknown`,
    ),
    want: ['Run failed oci-runtime-failed 9b1f0e'],
  },
  {
    name: 'disk full',
    text: ev(
      `Failed to create pod sandbox: ${rpc}failed to create containerd container: failed to create prepare snapshot dir: failed to create temp dir: mkdir /var/lib/containerd/x: no space left on device`,
    ),
    want: ['Run failed resource-exhausted'],
  },
  {
    name: 'deadline',
    text: ev('Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded'),
    want: ['Run failed runtime-timeout'],
  },
  {
    name: 'crio stage',
    text: ev(
      'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = stream terminated by RST_STREAM with error code: CANCEL',
    ),
    want: ['Run failed *'],
  },
  {
    name: 'crio name stage',
    text: j(
      'kubelet',
      kl(
        'remote_runtime.go:176',
        `"RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = error reserving pod name k8s_web-0_shop_${U}_0 for id ${A}: name is reserved"`,
      ),
    ),
    want: ['Run failed sandbox-name-conflict'],
  },
  {
    name: 'unavailable',
    text: j(
      'kubelet',
      kl(
        'remote_runtime.go:176',
        '"RunPodSandbox from runtime service failed" err="rpc error: code = Unavailable desc = error reading from server: EOF"',
      ),
    ),
    want: ['Run failed runtime-unavailable'],
  },
  {
    name: 'status of runtime',
    text: j(
      'kubelet',
      kl(
        'kubelet.go:2412',
        '"Container runtime not ready" runtimeReady="RuntimeReady=false reason:DockerDaemonNotReady message:docker: failed to get docker version: Cannot connect to the Docker daemon"',
      ),
    ),
    want: ['other failed runtime-unavailable'],
  },
  {
    name: 'gc remove',
    text: j(
      'kubelet',
      kl(
        'kuberuntime_gc.go:180',
        `"Failed to stop sandbox before removing" err="${esc(`${rpc}failed to destroy network for sandbox "${A}": cni plugin not initialized`)}" sandboxID="${A}"`,
      ),
    ),
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'sync old ns',
    text: j(
      'kubelet',
      `E0611 03:44:05.1 2210 pod_workers.go:191] Error syncing pod ${U} ("web-0_shop(${U})"), skipping: failed to "KillPodSandbox" for "${U}" with KillPodSandboxError: "rpc error: code = Unknown desc = networkPlugin cni failed to teardown pod \\"web-0_shop\\" network: invalid version \\"\\": the version is empty"`,
    ),
    want: ['Stop failed cni-config-version-missing - shop/web-0'],
  },
  {
    name: 'proto 2.2 escaped journald',
    text: j(
      'containerd',
      ctr(
        `RunPodSandbox for name:"web-0"  uid:"${U}"  namespace:"shop"  attempt:2 returns sandbox id "${A}"`,
        '',
        'info',
      ),
    ),
    want: ['Run succeeded - 9b1f0e shop/web-0'],
  },
  {
    name: 'remove ok',
    text: j('containerd', ctr(`RemovePodSandbox "${A}" returns successfully`, '', 'info')),
    want: ['Remove succeeded - 9b1f0e'],
  },
  {
    name: 'iso host',
    text: `2023-06-11T03:44:05+0200 n2 kubelet[901]: ${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = cni plugin not initialized" podSandboxID="${A}"`)}`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'k logs Z no fraction',
    text: `2023-06-11T03:44:05Z ${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="cni plugin not initialized" podSandboxID="${A}"`)}`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'stern prefix',
    text: `kubelet-x kubelet ${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="cni plugin not initialized" podSandboxID="${A}"`)}`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'ansi reset inside',
    text: `Jun 11 03:44:05 n2 k3s[901]: \x1b[0;31m${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="cni plugin not initialized" podSandboxID="${A}"`)}\x1b[0m`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'less ESC literal',
    text: `ESC[1;31mJun 11 03:44:05 n2 kubelet[901]: ${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="cni plugin not initialized" podSandboxID="${A}"`)}ESC[0m`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'numbered paste',
    text: `  12  Jun 11 03:44:05 n2 kubelet[901]: ${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="cni plugin not initialized" podSandboxID="${A}"`)}`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'grep -n file prefix',
    text: `/var/log/messages-20230611:1412:Jun 11 03:44:05 n2 kubelet: ${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="cni plugin not initialized" podSandboxID="${A}"`)}`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'multiline klog 1.24+',
    text: `Jun 11 03:44:05 n2 kubelet[901]: E0611 03:44:05.123456    2210 remote_runtime.go:176] "RunPodSandbox from runtime service failed" err=<\nJun 11 03:44:05 n2 kubelet[901]:         rpc error: code = Unknown desc = failed to setup network for sandbox "${A}": plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: connection refused\nJun 11 03:44:05 n2 kubelet[901]:         Is the agent running?\nJun 11 03:44:05 n2 kubelet[901]:  >\n`,
    want: [R('cni-agent-unreachable')],
  },
  {
    name: 'events -o custom',
    text: `2023-06-11T03:44:05Z   web-0   FailedCreatePodSandBox   Failed to create pod sandbox: ${rpc}failed to setup network for sandbox "${A}": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized\n`,
    want: [R('cni-unauthorized')],
  },
  {
    name: 'k9s table bars',
    text: `│ Warning  FailedCreatePodSandBox  4s  kubelet  Failed to create pod sandbox: ${rpc}failed to setup network for sandbox "${A}": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized │\n`,
    want: [R('cni-unauthorized')],
  },
  {
    name: 'yaml status',
    text: `    message: 'Failed to create pod sandbox: ${rpc}failed to setup network for sandbox "${A}": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized'\n`,
    want: [R('cni-unauthorized')],
  },
  {
    name: 'jira braces',
    text: `{noformat}\n${kl('remote_runtime.go:205', `"StopPodSandbox from runtime service failed" err="cni plugin not initialized" podSandboxID="${A}"`)}\n{noformat}\n`,
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'python list of lines',
    text: `["Jun 11 03:44:05 n2 kubelet[901]: E0611 03:44:05.123456    2210 remote_runtime.go:205] \\"StopPodSandbox from runtime service failed\\" err=\\"cni plugin not initialized\\" podSandboxID=\\"${A}\\""]\n`,
    ext: '.json',
    want: ['Stop failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'grep -n over files',
    text: `node-a/kubelet.log:1207:${kl('remote_runtime.go:193', '"RunPodSandbox from runtime service failed" err="rpc error: code = DeadlineExceeded desc = context deadline exceeded"')}\n`,
    want: ['Run failed runtime-timeout -'],
  },
  {
    name: 'wrapped at blanks and dashes',
    text: `Warning  FailedCreatePodSandBox  7s     kubelet Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup \nnetwork for sandbox "${A}": plugin type="multus" \nname="multus-cni-network" failed (add): [shop/db-0/${U}:red- \nnet]: error adding container to network "red-net": failed to get pod annotation: timed out waiting for annotations: context \ndeadline exceeded\n`,
    want: ['Run failed cni-agent-unreachable 9b1f0e shop/db-0'],
  },
  {
    name: 'network status of containerd 1.0',
    text: `rpc error: code = 2 desc = failed to get network status for sandbox "${A}": Unexpected command output Device "eth0" does not exist.\n with error: exit status 1\n`,
    want: ['Run failed network-info-missing 9b1f0e'],
  },
  {
    name: 'network status of CRI-O',
    text: ev(
      `Failed to create pod sandbox: ${rpc}failed to get network status for pod sandbox k8s_web-0_shop_${U}_0(${A}): error checking pod shop_web-0 for CNI network "crio": failed to find plugin "bridge" in path [/opt/cni/bin]`,
    ),
    want: ['Run failed cni-plugin-binary-missing 9b1f0e shop/web-0'],
  },
  {
    name: 'stack of a plugin that crashed',
    text: ev(
      `Failed create pod sandbox: ${rpc}NetworkPlugin cni failed to set up pod "web-0_shop" network: runtime error: invalid memory address or nil pointer dereference; goroutine 1 [running]:\nexample.org/net/cni.(*Plugin).Execute.func1(0xc4201c7ec0)\n  /go/src/example.org/net/cni/plugin.go:94 +0xbc`,
    ),
    want: ['Run failed cni-plugin-exec-failed - shop/web-0'],
  },
  {
    name: 'message of an Event alone, with the words of a plugin',
    text: `(combined from similar events): Failed to create pod sandbox: ${rpc}failed to create pod network sandbox k8s_web-0_shop_${U}_0(${A}): Multus: [shop/web-0]: error adding container to network "red-net": delegateAdd: error invoking confAdd - "red-net": error in getting result from AddNetwork: CNI request failed with status 400: 'failed to configure pod interface: timed out waiting for OVS port binding\n'\n`,
    want: ['Run failed dataplane-failed 9b1f0e shop/web-0'],
  },
  {
    name: 'crioctl',
    text: `# crioctl pod run --config sandbox.json\nCreating the pod sandbox failed: rpc error: code = 2 desc = failed to create network for container shop-web-0-1-infra in sandbox ${A}: cni config uninitialized\n`,
    want: ['Run failed cni-config-missing 9b1f0e'],
  },
  {
    name: 'source that joins a text',
    text: `const refused = "Failed to create pod sandbox: rpc error: " +\n\t"code = Unknown desc = failed to setup network for sandbox \\"3f9c\\": " +\n\t"plugin type=\\"bridge\\" failed (add): add cmd: " +\n`,
    want: [],
  },
  {
    name: 'klog without process ids',
    text: `E0611 03:44:05.123456 remote_runtime.go:128] StopPodSandbox "${A}" from runtime service failed: rpc error: code = Unknown desc = failed to destroy network for sandbox "${A}": failed to Statfs "/va>\nE0611 03:44:05.123457 kuberuntime_manager.go:898] Failed to stop sandbox {"containerd" "${A}"}\n`,
    want: ['Stop failed netns-missing 9b1f0e', 'Stop failed unknown 9b1f0e'],
  },
  {
    name: 'old plugin log of aws',
    text: `2023-06-11T03:44:05.121Z [INFO] Starting CNI Plugin v1.5.5  ...\n2023-06-11T03:44:05.121Z [INFO] Received CNI add request: ContainerID(${A}) Netns(/proc/2210/ns/net) IfName(eth0) Args(IgnoreUnknown=1;K8S_POD_NAMESPACE=shop;K8S_POD_NAME=web-0;K8S_POD_INFRA_CONTAINER_ID=${A}) Path(/opt/cni/bin) argsStdinData({"cniVersion":"0.3.1"})\n2023-06-11T03:44:05.124Z [ERROR] Failed to assign an IP address to pod web-0, namespace shop container ${A}\n2023-06-11T03:44:05.124Z [ERROR] Failed CNI request: add cmd: failed to assign an IP address to container\n2023-06-11T03:44:08.412Z [INFO] Received AddNetwork for NS /proc/2211/ns/net, Pod web-0, NameSpace shop, Container ${A}, ifname eth0\n`,
    want: ['other started - 9b1f0e shop/web-0', 'other failed ipam-exhausted 9b1f0e', 'other failed ipam-exhausted -'],
  },
]
