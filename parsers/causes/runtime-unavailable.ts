import type { CauseDefinition } from '../../src/model/cause.ts'
import { anyOf, matching } from '../errors/patterns.ts'

/** The container runtime does not answer at all: socket absent, not started, wrong API (grpc texts, containerd instrumented_service.go, kubelet runtime.go). */
export const cause: CauseDefinition = {
  id: 'runtime-unavailable',
  title: 'The container runtime is not there',
  severity: 'critical',
  patterns: [
    ...anyOf(86, [
      'server is not initialized yet',
      'unknown service runtime.v1',
      'cri v1 runtime api is not implemented',
      'cannot connect to the docker daemon',
      'container runtime is down',
      'make sure you are running as root and the endpoint has been started',
    ]),
    // dial unix /run/containerd/containerd.sock: connect: no such file or directory · dial unix /var/snap/microk8s/common/run/containerd.sock
    matching(
      84,
      '.sock',
      /dial unix \S{0,200}(?:containerd|crio|crio\/crio|dockershim|cri-dockerd|docker|frakti|isulad|k3s\/containerd)\.sock/,
    ),
    matching(80, 'containerd.sock', /(?:read|write) unix \S{0,200}containerd\.sock/),
    // open //./pipe/docker_engine: The system cannot find the file specified. (Windows)
    matching(84, '/pipe/', /open \/\/\.\/pipe\/(?:docker|containerd)\S{0,60}: the system cannot find/),
    ...anyOf(76, [
      'container runtime status check may not have completed',
      'container runtime is not running',
      'unable to determine runtime api version',
      'pleg was last seen active',
      'pleg has yet to be successful',
    ]),
    ...anyOf(62, [
      'pleg is not healthy',
      // docker, whose containerd is gone: Error response from daemon: grpc: the connection is unavailable
      'grpc: the connection is unavailable',
      'validate service connection',
      'error reading from server',
      'transport is closing',
      'all subconns are in transientfailure',
      'connection closed before server preface',
      'the client connection is closing',
      'the connection is draining',
      'keepalive ping failed',
      'container runtime not ready',
      'runtimeready=false',
    ]),
    ...anyOf(28, ['connection error: desc']),
  ],
  what: 'kubelet (or crictl) cannot talk to the container runtime: its socket is absent or refuses, it is still starting, or the two speak different versions of the API. No sandbox can be started, stopped or even listed on the node.',
  why: 'The runtime was stopped, restarts, crashed, hangs, or its CRI plugin failed to load (then the socket is there and the service is unknown). During a restart of a few seconds this is normal.',
  steps: [
    {
      text: 'See whether the runtime runs, and since when.',
      commands:
        'systemctl status containerd --no-pager | head -12\njournalctl -u containerd --since "1 hour ago" | grep -E "starting containerd|level=fatal|failed to load plugin|cri" | tail -20',
      check: 'active (running) and no "failed to load plugin" for io.containerd.grpc.v1.cri.',
    },
    {
      text: 'See whether it answers, and whether the CRI plugin is switched on.',
      commands:
        'crictl --timeout 5s info | head -20\ngrep -n disabled_plugins /etc/containerd/config.toml\nls -la /run/containerd/containerd.sock',
      check:
        'crictl info prints conditions. "unknown service": take "cri" out of disabled_plugins; a kubelet of 1.26 or later needs containerd 1.6 or later.',
    },
    {
      text: 'Start it (running containers survive a restart of containerd).',
      commands: 'systemctl restart containerd',
      check: 'kubectl get node NODE is Ready within a minute.',
    },
  ],
  references: [
    {
      title: 'Kubernetes: Container runtimes',
      url: 'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
    },
    { title: 'crictl', url: 'https://github.com/kubernetes-sigs/cri-tools/blob/master/docs/crictl.md' },
  ],
  knownVersions:
    'kubelet 1.26 and later speaks CRI v1 only: containerd 1.5 and older cannot serve it; containerd 2.0 and later no longer serves v1alpha2.',
  samples: [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing dial unix /run/containerd/containerd.sock: connect: no such file or directory"',
    'rpc error: code = Unimplemented desc = unknown service runtime.v1alpha2.RuntimeService',
    '[container runtime is down, PLEG is not healthy: pleg was last seen active 3m1.2s ago; threshold is 3m0s]',
    'rpc error: code = Unknown desc = server is not initialized yet',
  ],
  lookAlikes: [
    'dial unix /var/run/cilium/cilium.sock: connect: no such file or directory',
    'rpc error: code = DeadlineExceeded desc = context deadline exceeded',
  ],
}
