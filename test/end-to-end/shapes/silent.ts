import type { Shape } from './shape.ts'
import { A, B, ctr, j, kl } from './words.ts'

/** Look-alikes: none of them is a sandbox failure. */
export const cases: readonly Shape[] = [
  ...[
    [
      'workload quotes',
      `2023-06-11T03:44:05.1Z stdout F level=info msg="runbook: if you see failed to setup network for sandbox \\"x\\": plugin type=\\"calico\\" failed (add)"`,
    ],
    [
      'docker workload json',
      JSON.stringify({
        log: `ERROR Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${A}"\n`,
        stream: 'stdout',
        time: '2023-06-11T03:44:05.1Z',
      }),
    ],
    [
      'probe',
      j(
        'kubelet',
        kl(
          'prober.go:107',
          '"Probe failed" probeType="Readiness" pod="shop/web-0" podUID=x containerName="web" probeResult=failure output="Get \\"http://10.2.3.4:8080/\\": context deadline exceeded"',
        ),
      ),
    ],
    [
      'image pull',
      j(
        'kubelet',
        kl(
          'remote_image.go:171',
          '"PullImage from image service failed" err="rpc error: code = NotFound desc = failed to pull and unpack image" image="docker.io/x/y:1"',
        ),
      ),
    ],
    [
      'create container',
      j(
        'containerd',
        ctr(
          `CreateContainer within sandbox "${A}" for &ContainerMetadata{Name:web,Attempt:0,} failed`,
          'rpc error: code = DeadlineExceeded desc = failed to reserve container name',
        ),
      ),
    ],
    [
      'start container',
      j(
        'containerd',
        ctr(
          `StartContainer for "${B}" failed`,
          'failed to create containerd task: failed to create shim task: OCI runtime create failed',
        ),
      ),
    ],
    [
      'exec',
      j(
        'containerd',
        ctr(`ExecSync for "${B}" failed`, 'rpc error: code = DeadlineExceeded desc = context deadline exceeded'),
      ),
    ],
    [
      'container status',
      j(
        'containerd',
        ctr(
          `ContainerStatus for "${B}" failed`,
          'rpc error: code = NotFound desc = an error occurred when try to find container',
        ),
      ),
    ],
    [
      'remove container',
      j(
        'kubelet',
        kl(
          'remote_runtime.go:560',
          `"RemoveContainer from runtime service failed" err="rpc error: code = Unknown desc = failed to set removing state" containerID="${B}"`,
        ),
      ),
    ],
    [
      'debug dump',
      `time="2023-06-11T03:44:05Z" level=debug msg="OCI spec: {\\"process\\":{\\"env\\":[\\"X=failed to setup network for sandbox\\"]}}"`,
    ],
    ['checkpoint', j('kubelet', kl('checkpoint.go:1', `"CheckpointHandler: failed to read checkpoint" err="x"`))],
    [
      'task exit',
      j(
        'containerd',
        ctr(
          `TaskExit event &TaskExit{ContainerID:${B},ID:${B},Pid:1,ExitStatus:137,ExitedAt:2023-06-11 03:44:05 +0000 UTC,XXX_unrecognized:[],}`,
          '',
          'info',
        ),
      ),
    ],
    [
      'shim disconnected',
      j(
        'containerd',
        `time="2023-06-11T03:44:05.0Z" level=warning msg="cleaning up after shim disconnected" id=${B} namespace=k8s.io`,
      ),
    ],
    [
      'volume',
      j(
        'kubelet',
        kl(
          'nestedpendingoperations.go:335',
          'Operation for "{volumeName:kubernetes.io/configmap/x podName: nodeName:}" failed. No retries permitted until 2023-06-11',
        ),
      ),
    ],
    [
      'sandbox changed event',
      '  Normal  SandboxChanged  8s (x10 over 2m)  kubelet  Pod sandbox changed, it will be killed and re-created.',
    ],
    [
      'no sandbox found',
      j(
        'kubelet',
        kl('util.go:30', '"No sandbox for pod can be found. Need to start a new one" pod="shop/web-0"', 'I'),
      ),
    ],
    ['source code', `	return nil, fmt.Errorf("failed to setup network for sandbox %q: %w", id, err)`],
    ['alert rule', `expr: sum(rate(kubelet_runtime_operations_errors_total{operation_type="run_podsandbox"}[5m])) > 0`],
    ['chat prose', `We had FailedCreatePodSandBox yesterday, but it went away after the restart.`],
    ['shell grep', `$ journalctl -u kubelet | grep "failed to setup network for sandbox"`],
    [
      'fluentd',
      'Jun 11 03:44:05 n2 fluentd[77]: 2023-06-11 03:44:05 +0000 [warn]: dump an error event: record={"log"=>"Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network"}',
    ],
    [
      'audit log',
      JSON.stringify({
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        verb: 'create',
        requestURI: '/api/v1/namespaces/shop/events',
        user: { username: 'system:node:n2' },
      }),
    ],
    [
      'falco/argocd workload',
      `Jun 11 03:44:05 n2 argocd[77]: time="2023-06-11T03:44:05Z" level=info msg="Updating health" reason="Failed to create pod sandbox: rpc error"`,
    ],
  ].map(([n, t]) => ({ name: `LA ${n}`, text: `${t}\n`, want: [] })),
]
