import type { CauseDefinition } from '../../src/model/cause.ts'
import { allOf, anyOf, matching } from '../errors/patterns.ts'

/** The sandbox name is still reserved by an earlier attempt (containerd registrar, CRI-O registrar, docker names). */
export const cause: CauseDefinition = {
  id: 'sandbox-name-conflict',
  title: 'Sandbox name still reserved by an earlier attempt',
  severity: 'medium',
  patterns: [
    ...anyOf(95, ['failed to reserve sandbox name', 'error reserving pod name', 'already in use by sandbox']),
    ...anyOf(90, ['is reserved for', 'name is reserved', 'kubelet may be retrying requests']),
    ...anyOf(89, ['conflict. the name "k8s_', 'conflict. the container name "/k8s_pod']),
    // Conflict. The container name "/k8s_POD_web-0_default_<uid>_0" is already in use by container "<id>"
    allOf(90, 'k8s_pod_', 'is already in use by container'),
    matching(88, 'already exists', /pod sandbox with name \S{1,600} already exists/),
  ],
  what: 'kubelet asks for a sandbox whose name the runtime still reserves for an earlier attempt at the same pod. The id in the text is that of the earlier attempt.',
  why: 'The earlier RunPodSandbox is still going (kubelet gave up after its time limit and asked again) or hangs for good. This is a consequence: what slows or blocks the first attempt (a plugin that waits for its agent, an overloaded disk or API server) is the thing to find.',
  steps: [
    {
      text: 'Find the first failure of the same pod, before the first line of this kind.',
      commands:
        'journalctl -u containerd | grep POD-NAME | head -20\ncni-postmortem query pod-life --case incident.db --param pod=POD-NAME',
      check: 'A time-out (DeadlineExceeded) or a RunPodSandbox without an answer: that one is the cause.',
    },
    {
      text: 'See what the runtime is waiting for.',
      commands:
        'ps -eo pid,etime,args | grep -E "/opt/cni/bin/|runc|containerd-shim" | head\ncrictl pods | head; uptime; iostat -x 1 2 | tail -20',
      check: 'A plugin or shim process that is minutes old, or a saturated disk.',
    },
    {
      text: 'If the earlier attempt hangs for good, remove its sandbox; restart the runtime only if that fails too (running containers survive it).',
      commands: 'crictl rmp -f RESERVED-FOR-ID\nsystemctl restart containerd',
      check: 'The next attempt succeeds: kubectl describe pod POD shows no new FailedCreatePodSandBox.',
    },
  ],
  references: [
    {
      title: 'containerd issue 9459: name reserved at start',
      url: 'https://github.com/containerd/containerd/issues/9459',
    },
    { title: 'CRI-O: system load', url: 'https://github.com/cri-o/cri-o/blob/main/server/utils.go' },
  ],
  knownVersions: '',
  samples: [
    'failed to reserve sandbox name "web-0_default_fe3a7ddf-ae8e-4ece-8990-10a8346417a8_0": name "web-0_default_fe3a7ddf-ae8e-4ece-8990-10a8346417a8_0" is reserved for "2f1c0f4d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c"',
    'error reserving pod name k8s_web-0_default_fe3a7ddf-ae8e-4ece-8990-10a8346417a8_0 for id 2f1c: name is reserved',
    'kubelet may be retrying requests that are timing out in CRI-O due to system load. Currently at stage sandbox network creation: context deadline exceeded: error reserving pod name: name is reserved',
  ],
  lookAlikes: [
    'error getting IP from IPAM: resource already exists: 10.244.7.20',
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ],
}
