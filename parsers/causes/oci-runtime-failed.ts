import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** runc (or another OCI runtime), the shim, cgroups or the runtime handler failed (containerd sandbox_run.go, sandbox_stop.go; CRI-O; docker). */
export const cause: CauseDefinition = {
  id: 'oci-runtime-failed',
  title: 'The OCI runtime could not start or stop the sandbox',
  severity: 'high',
  patterns: [
    matching(88, 'no runtime for', /no runtime for \S{1,200} is configured/),
    // failed to find runtime handler kata from runtime list map[..] · RuntimeHandler "kata" not supported
    matching(
      88,
      'runtime',
      /failed to find runtime handler|runtimehandler "?\S{0,100}"? not supported|unknown runtime handler/,
    ),
    // The shim of a virtual machine talks to its hypervisor and agent through sockets of its own: no CNI agent is meant.
    ...anyOf(84, [
      'connecting to vsock',
      'connecting to hybrid vsock',
      'check if grpc server is working',
      'failed to launch cloud-hypervisor',
      'createcontainerrequest timed out',
    ]),
    matching(84, '/run/vc/', /dial unix \S{0,20}\/run\/vc\//),
    ...anyOf(82, [
      'unable to signal init',
      'unable to get oci runtime',
      'failed to get sandbox runtime',
      'expected cgroupspath to be of format',
      // cri-o configured with systemd cgroup manager, but did not receive slice as parent: .. (often cut in its first words)
      'cri-o configured with',
      'cgroup deleted',
      // CRI-O, conmon: the runtime ended before it had said its process id or its reason
      'reading pid from init pipe',
      'reading container (probably exited) json message',
    ]),
    // pod set memory limit 6291456 too low; should be at least 12582912 (CRI-O)
    matching(82, 'too low', /memory limit \d{1,20} too low/),
    // hcsshim::PrepareLayer failed in Win32: The parameter is incorrect. · hcs::CreateComputeSystem 2f1c: .. (Windows)
    matching(66, 'hcs', /\bhcs(?:shim)?::\w/),
    ...anyOf(66, [
      'oci runtime create failed',
      'oci runtime start failed',
      'unable to retrieve oci runtime error',
      'failed to load cgroup',
      'unused ids in user namespace',
      'does not support user namespaces',
    ]),
    ...anyOf(56, [
      'oci runtime',
      'failed to create containerd task',
      'failed to create shim',
      'failed to start shim',
      'failed to create task for sandbox',
      'failed to start sandbox container',
      'failed to start sandbox task',
      'failed to create containerd container',
      'failed to generate sandbox container spec',
      'failed to generate sanbdox container spec',
      'failed to kill sandbox container',
      'failed to kill pod sandbox container',
      'container create failed',
      'starting container process',
      'container_linux.go',
      'process_linux.go',
      'cannot start a container that has stopped',
      'failed to handle sandbox taskexit',
      'failed to create a sandbox for pod',
      'failed to create sandbox container',
      'apparmor',
      'seccomp',
      'ttrpc: closed',
      'error response from daemon',
      'cannot create gofer',
      'failed to mount container',
      'failed to make sandbox files',
      'failed to setup sandbox files',
      'failed to umount sandbox files',
      'user namespaces are not supported',
      'sandbox resource controller',
    ]),
    ...anyOf(50, [
      'failed to stop container',
      'failed to stop sandbox container',
      'failed to stop infra container',
      'cgroup',
      'selinux',
      // RemovePodSandbox: failed to remove sandbox root directory "..": unlinkat ..: device or resource busy
      'sandbox root directory',
    ]),
    // open /run/systemd/resolve/resolv.conf: no such file or directory (of the node, which the sandbox would get)
    matching(50, 'resolv.conf', /\/resolv\.conf"?: no such file/),
    // `/usr/bin/runc --root /run/runc start ..` failed
    matching(50, 'run', /\b(?:runc|crun|runsc|kata-runtime|containerd-shim\S{0,40})\b/),
  ],
  what: 'The network was not reached or is done: the OCI runtime, its shim, the cgroup set-up or the runtime handler failed to start (or stop) the sandbox container.',
  why: 'A runtime class whose handler is not configured on the node, a missing or broken runtime binary, cgroup drivers of kubelet and runtime that differ, a cgroup that was removed, security profiles that are not loaded, a shim that died.',
  steps: [
    {
      text: 'Compare the handler that the pod asks for with what the runtime knows.',
      commands:
        "kubectl get pod POD -o jsonpath='{.spec.runtimeClassName}'\nkubectl get runtimeclass\ncontainerd config dump | grep -A3 'runtimes\\.'",
      check: 'The handler of the runtime class is a name under runtimes, and its binary is on the node.',
      onlyFor: /runtime ?handler|no runtime for|unknown runtime|sandbox runtime|oci runtime "/i,
    },
    {
      text: 'Look at the memory limits of the pod: with a few megabytes, or with `100m` (a tenth of a byte), no process starts.',
      commands: "kubectl get pod POD -o jsonpath='{.spec.containers[*].resources}'",
      check: 'The limits are given in Mi or Gi, and the pod starts with 64Mi or more.',
      onlyFor: /init-p|child's pid|memory limit \d{1,20} too low|cannot allocate memory/i,
    },
    {
      text: 'Check the runtime binary and the cgroup driver on both sides.',
      commands:
        'runc --version; ls -la $(command -v runc containerd-shim-runc-v2)\ncontainerd config dump | grep SystemdCgroup; grep cgroupDriver /var/lib/kubelet/config.yaml',
      check: 'SystemdCgroup = true goes with cgroupDriver: systemd.',
    },
    {
      text: 'Start a sandbox by hand to see the whole error.',
      commands:
        'echo \'{"metadata":{"name":"probe","namespace":"default","uid":"probe"},"linux":{"security_context":{"namespace_options":{"network":2}}}}\' > /tmp/probe.json\ncrictl runp /tmp/probe.json && crictl rmp -fa',
      check: 'It prints an id. (It uses the host network, so the CNI plays no part.)',
    },
  ],
  references: [
    { title: 'Kubernetes: Runtime class', url: 'https://kubernetes.io/docs/concepts/containers/runtime-class/' },
    {
      title: 'Kubernetes: Container runtimes, cgroup drivers',
      url: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    },
  ],
  knownVersions: '',
  samples: [
    'cri-o configured with systemd cgroup manager, but did not receive slice as parent: /kubepods/burstable/pod1',
    'cri-o configured with system',
    'reading pid from init pipe: EOF',
    'reading container (probably exited) json message: EOF',
    'pod set memory limit 6291456 too low; should be at least 12582912',
    'error creating user namespace mappings: not enough unused IDs in user namespace',
    'failed to mount container storage: hcsshim::PrepareLayer failed in Win32: The parameter is incorrect. (0x57)',
    'failed to remove volatile sandbox root directory "/run/containerd/io.containerd.grpc.v1.cri/sandboxes/2f1c": unlinkat /run/containerd/io.containerd.grpc.v1.cri/sandboxes/2f1c/shm: device or resource busy',
    'failed to setup sandbox files: open /run/systemd/resolve/resolv.conf: no such file or directory',
    'hcs::CreateComputeSystem 2f1c: The requested operation for attach namespace failed.',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/pause": permission denied: unknown',
    'failed to get sandbox runtime: no runtime for "kata" is configured',
    'failed to start sandbox container task "2f1c": OCI runtime start failed: cannot start a container that has stopped: unknown',
    'failed to kill container: runc did not terminate successfully: exit status 1: unable to signal init: permission denied\n: unknown',
    'CreateContainer failed: Failed to Check if grpc server is working: rpc error: code = DeadlineExceeded desc = timed out connecting to vsock 20123:1024: unknown',
    'failed to create shim task: failed to launch cloud-hypervisor: "Failed to connect to API (timeout 10s): error: Get \\"http://localhost/api/v1/vmm.ping\\": dial unix /run/vc/vm/2f1c/clh-api.sock: connect: no such file or directory reason: ": unknown',
    'CreateContainer failed: CreateContainerRequest timed out: unknown',
    'failed to create task for sandbox "2f1c": failed to load cgroup /kubepods/besteffort/pod1: cgroups: cgroup deleted',
  ],
  lookAlikes: [
    'failed to start sandbox container for pod "web-0": Error response from daemon: hcsshim::CreateComputeSystem 2f1c: The paging file is too small for this operation to complete.',
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: mounting "/run/netns": no space left on device',
    'netplugin failed with no error message: fork/exec /opt/cni/bin/bridge: exec format error',
  ],
}
