// Lines of a node's journal (`journalctl -o short`): containerd 1.6 and kubelet 1.23 in their own wordings, and what else such a
// journal is full of. One in so many lines says something of a sandbox.
import { Random } from './random.mjs'

/** Share of lines about sandboxes, and how many of those are failures. */
export const MIXES = {
  healthy: { relevant: 0.01, failing: 0 },
  incident: { relevant: 0.1, failing: 0.7 },
  flood: { relevant: 0.6, failing: 0.97 },
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const NAMESPACES = ['kube-system', 'default', 'billing', 'storefront', 'monitoring', 'logging', 'batch-jobs', 'search']
const APPS = [
  'coredns',
  'ledger',
  'basket',
  'prometheus',
  'log-shipper',
  'controller',
  'nightly-export',
  'ranker',
  'webhook',
]
const VERSIONS = '[\\"0.1.0\\" \\"0.2.0\\" \\"0.3.0\\" \\"0.3.1\\" \\"0.4.0\\"]'
const START_US = Date.UTC(2022, 3, 26) * 1000

/** A second since 1970 as journald's short form, logrus and klog write it. */
export function stamps(second) {
  const date = new Date(second * 1000)
  const iso = date.toISOString().slice(0, 19)
  const time = iso.slice(11)
  return [
    `${MONTHS[date.getUTCMonth()]} ${iso.slice(8, 10)} ${time}`,
    iso,
    `${iso.slice(5, 7)}${iso.slice(8, 10)} ${time}`,
  ]
}

/** Endless lines of one node, without line feeds. */
export class NodeLog {
  constructor(mix, seed = 1, node = 'node-7') {
    this.node = node
    this.mix = MIXES[mix]
    this.random = new Random(seed)
    this.us = START_US
    this.second = -1
    this.pods = Array.from({ length: 180 }, () => this.newPod())
    this.sandboxes = Array.from({ length: 400 }, () => this.newSandbox())
    this.containers = Array.from({ length: 300 }, () => this.random.hex(64))
    this.noise = weighted(this.noiseWriters())
    this.healthy = weighted(this.healthyWriters())
    this.failing = weighted(this.failureWriters())
  }

  newPod() {
    const r = this.random
    return { namespace: r.pick(NAMESPACES), name: `${r.pick(APPS)}-${r.suffix(9)}-${r.suffix(5)}`, uid: r.uid() }
  }

  newSandbox() {
    return { id: this.random.hex(64), pod: this.random.pick(this.pods) }
  }

  /** A new sandbox in the place of an old one. */
  replaced() {
    const sandbox = this.newSandbox()
    this.sandboxes[this.random.below(this.sandboxes.length)] = sandbox
    return sandbox
  }

  line() {
    this.tick()
    const r = this.random
    if (r.next() >= this.mix.relevant) return r.pick(this.noise)()
    return r.pick(r.next() < this.mix.failing ? this.failing : this.healthy)()
  }

  tick() {
    this.us += this.random.below(60_000)
    const second = Math.floor(this.us / 1e6)
    if (second === this.second) return
    this.second = second
    ;[this.short, this.iso, this.klog] = stamps(second)
  }

  /** The texts of the last line's second, as `stamps` gives them. */
  stampTexts() {
    return [this.short, this.iso, this.klog]
  }

  containerd(level, rest) {
    const nanos = String(this.us % 1e6).padStart(6, '0') + String(this.random.below(1000)).padStart(3, '0')
    return `${this.short} ${this.node} containerd[812]: time="${this.iso}.${nanos}Z" level=${level} ${rest}`
  }

  kubelet(letter, file, rest) {
    const micros = String(this.us % 1e6).padStart(6, '0')
    return `${this.short} ${this.node} kubelet[1205]: ${letter}${this.klog}.${micros}    1205 ${file}] ${rest}`
  }

  other(ident, rest) {
    return `${this.short} ${this.node} ${ident}: ${rest}`
  }

  noiseWriters() {
    const r = this.random
    const pod = () => r.pick(this.pods)
    const container = () => r.pick(this.containers)
    const sandbox = () => r.pick(this.sandboxes)
    return [
      [
        16,
        () => {
          const p = pod()
          return this.kubelet(
            'I',
            'kubelet.go:2124',
            `"SyncLoop (PLEG): event for pod" pod="${p.namespace}/${p.name}" event=&{ID:${p.uid} Type:ContainerStarted Data:${container()}}`,
          )
        },
      ],
      [
        7,
        () => {
          const p = pod()
          return this.kubelet(
            'I',
            'reconciler.go:221',
            `"operationExecutor.VerifyControllerAttachedVolume started for volume \\"kube-api-access-${r.suffix(5)}\\" (UniqueName: \\"kubernetes.io/projected/${p.uid}-kube-api-access\\") pod \\"${p.name}\\" (UID: \\"${p.uid}\\") "`,
          )
        },
      ],
      [
        6,
        () => {
          const p = pod()
          return this.kubelet(
            'I',
            'prober.go:121',
            `"Probe failed" probeType="Readiness" pod="${p.namespace}/${p.name}" podUID=${p.uid} containerName="${r.pick(APPS)}" probeResult=failure output="HTTP probe failed with statuscode: 503"`,
          )
        },
      ],
      [
        6,
        () => {
          const p = pod()
          return this.kubelet(
            'E',
            'pod_workers.go:951',
            `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"${r.pick(APPS)}\\" with CrashLoopBackOff: \\"back-off 5m0s restarting failed container=${r.pick(APPS)} pod=${p.name}_${p.namespace}(${p.uid})\\"" pod="${p.namespace}/${p.name}" podUID=${p.uid}`,
          )
        },
      ],
      [
        7,
        () =>
          this.containerd(
            'info',
            `msg="CreateContainer within sandbox \\"${sandbox().id}\\" for container &ContainerMetadata{Name:${r.pick(APPS)},Attempt:${r.below(9)},}"`,
          ),
      ],
      [7, () => this.containerd('info', `msg="StartContainer for \\"${container()}\\" returns successfully"`)],
      [10, () => this.containerd('info', `msg="shim disconnected" id=${container()}`)],
      [
        3,
        () =>
          this.containerd(
            'info',
            `msg="ImageUpdate event &ImageUpdate{Name:registry.example.com/shop/basket@sha256:${r.hex(64)},Labels:map[string]string{io.cri-containerd.image: managed,},XXX_unrecognized:[],}"`,
          ),
      ],
      [4, () => this.containerd('info', `msg="RemoveContainer for \\"${container()}\\" returns successfully"`)],
      [
        26,
        () =>
          this.other(
            'systemd[1]',
            `var-lib-containerd-tmpmounts-containerd\\x2dmount${r.below(4e9)}.mount: Deactivated successfully.`,
          ),
      ],
      [
        5,
        () =>
          this.other(
            'systemd[1]',
            `run-containerd-runc-k8s.io-${container()}-runc.${r.suffix(6)}.mount: Deactivated successfully.`,
          ),
      ],
      [14, () => this.other('kernel', `IPv6: ADDRCONF(NETDEV_CHANGE): veth${r.hex(8)}: link becomes ready`)],
      [
        3,
        () =>
          this.other(
            'kernel',
            `audit: type=1400 audit(${Math.floor(this.us / 1e6)}.${r.below(999)}:${r.below(99999)}): apparmor="STATUS" operation="profile_load" profile="unconfined" name="docker-default" pid=${r.below(99999)} comm="apparmor_parser"`,
          ),
      ],
    ]
  }

  healthyWriters() {
    const r = this.random
    const metadata = ({ pod }) =>
      `&PodSandboxMetadata{Name:${pod.name},Uid:${pod.uid},Namespace:${pod.namespace},Attempt:0,}`
    return [
      [30, () => this.containerd('info', `msg="RunPodSandbox for ${metadata(this.replaced())}"`)],
      [
        30,
        () => {
          const s = r.pick(this.sandboxes)
          return this.containerd('info', `msg="RunPodSandbox for ${metadata(s)} returns sandbox id \\"${s.id}\\""`)
        },
      ],
      [
        20,
        () =>
          this.containerd('info', `msg="StopPodSandbox for \\"${r.pick(this.sandboxes).id}\\" returns successfully"`),
      ],
      [10, () => this.containerd('info', `msg="StopPodSandbox for \\"${r.pick(this.sandboxes).id}\\""`)],
      [
        4,
        () =>
          this.kubelet(
            'E',
            'kubelet.go:2347',
            '"Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"',
          ),
      ],
    ]
  }

  failureWriters() {
    const r = this.random
    const deleted = (id) =>
      `failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" name=\\"containerd-net\\" failed (delete): incompatible CNI versions; config is \\"1.0.0\\", plugin supports ${VERSIONS}`
    return [
      [
        24,
        () => {
          const { id } = r.pick(this.sandboxes)
          return this.containerd('error', `msg="StopPodSandbox for \\"${id}\\" failed" error="${deleted(id)}"`)
        },
      ],
      [
        24,
        () => {
          const { id } = r.pick(this.sandboxes)
          return this.kubelet(
            'E',
            'remote_runtime.go:205',
            `"StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = ${deleted(id)}" podSandboxID="${id}"`,
          )
        },
      ],
      [
        10,
        () =>
          this.kubelet(
            'E',
            'kuberuntime_manager.go:965',
            `"Failed to stop sandbox" podSandboxID={Type:containerd ID:${r.pick(this.sandboxes).id}}`,
          ),
      ],
      [
        16,
        () => {
          const s = this.replaced()
          return this.containerd(
            'error',
            `msg="RunPodSandbox for &PodSandboxMetadata{Name:${s.pod.name},Uid:${s.pod.uid},Namespace:${s.pod.namespace},Attempt:${r.below(9)},} failed, error" error="failed to setup network for sandbox \\"${s.id}\\": plugin type=\\"loopback\\" failed (add): incompatible CNI versions; config is \\"1.0.0\\", plugin supports ${VERSIONS}"`,
          )
        },
      ],
      [
        14,
        () => {
          const s = r.pick(this.sandboxes)
          return this.kubelet(
            'E',
            'pod_workers.go:951',
            `"Error syncing pod, skipping" err="failed to \\"KillPodSandbox\\" for \\"${s.pod.uid}\\" with KillPodSandboxError: \\"rpc error: code = Unknown desc = failed to destroy network for sandbox \\\\\\"${s.id}\\\\\\": plugin type=\\\\\\"bridge\\\\\\" failed (delete): invalid version \\\\\\"\\\\\\": the version is empty\\"" pod="${s.pod.namespace}/${s.pod.name}" podUID=${s.pod.uid}`,
          )
        },
      ],
      [
        12,
        () => {
          const s = r.pick(this.sandboxes)
          return this.kubelet(
            'E',
            'remote_runtime.go:201',
            `"RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"${s.id}\\": plugin type=\\"portmap\\" failed (add): invalid version \\"\\": the version is empty"`,
          )
        },
      ],
    ]
  }
}

/** Each writer as often as its weight says. */
function weighted(writers) {
  return writers.flatMap(([weight, writer]) => Array.from({ length: weight }, () => writer))
}
