import type { SampleNode } from './cluster.ts'

type Noise = (node: SampleNode, us: number) => void

const table: readonly (readonly [number, Noise])[] = [
  [
    16,
    (n, us) => {
      const p = n.random.pick(n.pods)
      n.kubelet(
        us,
        'I',
        'kubelet.go:2142',
        `"SyncLoop (PLEG): event for pod" pod="${p.namespace}/${p.name}" event=&{ID:${p.uid} Type:ContainerStarted Data:${n.random.hex(64)}}`,
      )
    },
  ],
  [
    7,
    (n, us) => {
      const p = n.random.pick(n.pods)
      n.kubelet(
        us,
        'I',
        'reconciler.go:221',
        `"operationExecutor.VerifyControllerAttachedVolume started for volume \\"kube-api-access-${n.random.suffix(5)}\\" (UniqueName: \\"kubernetes.io/projected/${p.uid}-kube-api-access\\") pod \\"${p.name}\\" (UID: \\"${p.uid}\\") " pod="${p.namespace}/${p.name}"`,
      )
    },
  ],
  [
    6,
    (n, us) => {
      const p = n.random.pick(n.pods)
      n.kubelet(
        us,
        'I',
        'prober.go:121',
        `"Probe failed" probeType="Readiness" pod="${p.namespace}/${p.name}" podUID=${p.uid} containerName="app" probeResult=failure output="HTTP probe failed with statuscode: 503"`,
      )
    },
  ],
  [
    5,
    (n, us) => {
      const p = n.random.pick(n.pods)
      n.kubelet(
        us,
        'E',
        'pod_workers.go:949',
        `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"app\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=app pod=${p.name}_${p.namespace}(${p.uid})\\"" pod="${p.namespace}/${p.name}" podUID=${p.uid}`,
      )
    },
  ],
  [
    7,
    (n, us) =>
      n.containerd(
        us,
        'info',
        `CreateContainer within sandbox "${n.random.hex(64)}" for container &ContainerMetadata{Name:app,Attempt:${n.random.below(9)},}`,
      ),
  ],
  [7, (n, us) => n.containerd(us, 'info', `StartContainer for "${n.random.hex(64)}" returns successfully`)],
  [5, (n, us) => n.containerd(us, 'info', 'shim disconnected', `id=${n.random.hex(64)}`)],
  [
    5,
    (n, us) =>
      n.containerd(us, 'warning', 'cleaning up after shim disconnected', `id=${n.random.hex(64)} namespace=k8s.io`),
  ],
  [4, (n, us) => n.containerd(us, 'info', `RemoveContainer for "${n.random.hex(64)}" returns successfully`)],
  [
    4,
    (n, us) =>
      n.containerd(us, 'info', `ExecSync for "${n.random.hex(64)}" returns with exit code ${n.random.below(2)}`),
  ],
  [
    2,
    (n, us) =>
      n.containerd(
        us,
        'error',
        `PullImage "registry.example.com/shop/cart:1.14.${n.random.below(30)}" failed`,
        'error="rpc error: code = NotFound desc = failed to pull and unpack image: not found"',
      ),
  ],
  [
    20,
    (n, us) =>
      n.systemd(
        us,
        `run-containerd-runc-k8s.io-${n.random.hex(64)}-runc.${n.random.suffix(6)}.mount: Deactivated successfully.`,
      ),
  ],
  [
    5,
    (n, us) =>
      n.systemd(
        us,
        `cri-containerd-${n.random.hex(64)}.scope: Consumed ${n.random.below(99)}.${n.random.below(999)}s CPU time.`,
      ),
  ],
  [8, (n, us) => n.kernel(us, `cni0: port ${n.random.below(99)}(veth${n.random.hex(8)}) entered forwarding state`)],
]
const weighted: readonly Noise[] = table.flatMap(([weight, noise]) => Array.from({ length: weight }, () => noise))

/** Ordinary lines of a busy node between two times (microseconds), about one every `everyUs`. */
export function addNoise(node: SampleNode, fromUs: number, toUs: number, everyUs: number): void {
  for (let us = fromUs; us < toUs; us += 1 + node.random.below(2 * everyUs)) node.random.pick(weighted)(node, us)
}

/** Pods that come and go without trouble, one every `everyUs`; each lives for a while, is stopped and removed. */
export function addChurn(node: SampleNode, fromUs: number, toUs: number, everyUs: number, lifeUs: number): void {
  for (let us = fromUs; us < toUs; us += everyUs + node.random.below(everyUs)) {
    const sandbox = node.newSandbox()
    node.run(us, sandbox)
    const stop = us + lifeUs + node.random.below(lifeUs)
    if (stop + 2_000_000 >= toUs) continue
    node.stop(stop, sandbox)
    node.remove(stop + 1_000_000, sandbox)
  }
}
