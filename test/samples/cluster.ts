import { containerdText, type Entry, goQuote, klogText } from './journal.ts'
import { createRandom, type Random } from './random.ts'

export interface Pod {
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

export interface Sandbox {
  readonly id: string
  readonly pod: Pod
  readonly attempt: number
}

const NAMESPACES = ['kube-system', 'default', 'payments', 'shop-frontend', 'monitoring', 'batch']
const APPS = ['checkout', 'cart', 'prometheus', 'fluent-bit', 'etl-nightly', 'ranker', 'webhook', 'metrics-server']

/** A node that writes a journal: call its methods in any order, then `entries()` gives them by time. All times are microseconds UTC. */
export class SampleNode {
  readonly name: string
  readonly random: Random
  readonly kubeletPid: number
  readonly pods: Pod[]
  private readonly list: Entry[] = []
  /** containerd's process id from each start on. */
  private readonly pids: [us: number, pid: number][]

  constructor(name: string, seed: number) {
    this.name = name
    this.random = createRandom(seed)
    this.pids = [[0, 700 + this.random.below(200)]]
    this.kubeletPid = 1100 + this.random.below(800)
    this.pods = Array.from({ length: 24 }, () => this.newPod())
  }

  /** containerd's process id at a time; starts must be told in order of time. */
  containerdPid(us: number): number {
    return this.pids.findLast(([from]) => from <= us)?.[1] ?? 0
  }

  newPod(): Pod {
    const r = this.random
    return { namespace: r.pick(NAMESPACES), name: `${r.pick(APPS)}-${r.suffix(9)}-${r.suffix(5)}`, uid: r.uuid() }
  }

  newSandbox(pod = this.newPod(), attempt = 0): Sandbox {
    return { id: this.random.hex(64), pod, attempt }
  }

  entries(): readonly Entry[] {
    return this.list
      .map((e) => (e.ident === 'containerd' ? { ...e, pid: this.containerdPid(e.us) } : e))
      .map((e, i) => [e, i] as const)
      .sort((a, b) => a[0].us - b[0].us || a[1] - b[1])
      .map(([e]) => e)
  }

  containerd(us: number, level: string, msg: string, fields = ''): void {
    this.list.push({
      us,
      node: this.name,
      ident: 'containerd',
      pid: 0,
      text: containerdText(us - 400, level, msg, fields),
    })
  }

  kubelet(us: number, severity: 'I' | 'W' | 'E', caller: string, body: string): void {
    this.list.push({
      us,
      node: this.name,
      ident: 'kubelet',
      pid: this.kubeletPid,
      text: klogText(us - 60, severity, this.kubeletPid, caller, body),
    })
  }

  systemd(us: number, text: string): void {
    this.list.push({ us, node: this.name, ident: 'systemd', pid: 1, text })
  }

  kernel(us: number, text: string): void {
    this.list.push({ us, node: this.name, ident: 'kernel', pid: 0, text })
  }

  /** containerd start-up as 1.6 prints it; takes about a second. */
  startContainerd(us: number, version: string, revision: string): void {
    this.systemd(us, 'Starting containerd container runtime...')
    this.pids.push([us, this.containerdPid(us) + 1 + this.random.below(9000)])
    const lines: [string, string][] = [
      ['starting containerd', `revision=${revision} version=${version}`],
      ['loading plugin "io.containerd.grpc.v1.cri"...', 'type=io.containerd.grpc.v1'],
      ['Connect containerd service', ''],
      ['Get image filesystem path "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs"', ''],
      ['Start subscribing containerd event', ''],
      ['Start recovering state', ''],
      ['serving...', 'address=/run/containerd/containerd.sock'],
      ['Start event monitor', ''],
      ['Start snapshots syncer', ''],
      ['Start cni network conf syncer for default', ''],
      ['Start streaming server', ''],
      ['containerd successfully booted in 0.052s', ''],
    ]
    lines.forEach(([msg, fields], i) => {
      this.containerd(us + 60_000 + i * 4_100, 'info', msg, fields)
    })
    this.systemd(us + 130_000, 'Started containerd container runtime.')
  }

  stopContainerd(us: number): void {
    this.systemd(us, 'Stopping containerd container runtime...')
    this.containerd(us + 5_000, 'info', 'Stop CRI service')
    this.containerd(us + 9_000, 'info', 'Event monitor stopped')
    this.containerd(us + 11_000, 'info', 'Stream server stopped')
    this.systemd(us + 40_000, 'containerd.service: Deactivated successfully.')
    this.systemd(us + 41_000, 'Stopped containerd container runtime.')
  }

  startKubelet(us: number, version: string, runtime: string): void {
    this.systemd(us, 'Started kubelet: The Kubernetes Node Agent.')
    this.kubelet(us + 300_000, 'I', 'server.go:446', `"Kubelet version" kubeletVersion="${version}"`)
    this.kubelet(
      us + 900_000,
      'I',
      'kuberuntime_manager.go:240',
      `"Container runtime initialized" containerRuntime="containerd" version="${runtime}" apiVersion="v1"`,
    )
  }

  metadata(s: Sandbox): string {
    return `&PodSandboxMetadata{Name:${s.pod.name},Uid:${s.pod.uid},Namespace:${s.pod.namespace},Attempt:${s.attempt},}`
  }

  run(us: number, s: Sandbox): void {
    this.kubelet(us, 'I', 'kubelet.go:2110', `"SyncLoop ADD" source="api" pods=[${s.pod.namespace}/${s.pod.name}]`)
    this.containerd(us + 90_000, 'info', `RunPodSandbox for ${this.metadata(s)}`)
    this.kernel(us + 190_000, `IPv6: ADDRCONF(NETDEV_CHANGE): veth${this.random.hex(8)}: link becomes ready`)
    this.containerd(us + 240_000, 'info', `RunPodSandbox for ${this.metadata(s)} returns sandbox id "${s.id}"`)
    this.kubelet(
      us + 900_000,
      'I',
      'kubelet.go:2142',
      `"SyncLoop (PLEG): event for pod" pod="${s.pod.namespace}/${s.pod.name}" event=&{ID:${s.pod.uid} Type:ContainerStarted Data:${s.id}}`,
    )
  }

  stop(us: number, s: Sandbox): void {
    this.containerd(us, 'info', `StopPodSandbox for "${s.id}"`)
    this.containerd(us + 110_000, 'info', `TearDown network for sandbox "${s.id}" successfully`)
    this.containerd(us + 160_000, 'info', `StopPodSandbox for "${s.id}" returns successfully`)
  }

  remove(us: number, s: Sandbox): void {
    this.containerd(us, 'info', `RemovePodSandbox for "${s.id}"`)
    this.containerd(us + 2_000, 'info', `Forcibly stopping sandbox "${s.id}"`)
    this.containerd(us + 60_000, 'info', `TearDown network for sandbox "${s.id}" successfully`)
    this.containerd(us + 90_000, 'info', `RemovePodSandbox "${s.id}" returns successfully`)
  }

  /** A stop that fails: containerd's lines and kubelet's four (messages.md 2.7). */
  failStop(us: number, s: Sandbox, error: string): void {
    const rpc = `rpc error: code = Unknown desc = ${error}`
    const sync = `failed to "KillPodSandbox" for "${s.pod.uid}" with KillPodSandboxError: ${goQuote(rpc)}`
    this.containerd(us, 'info', `StopPodSandbox for "${s.id}"`)
    this.containerd(us + 40_000, 'error', `StopPodSandbox for "${s.id}" failed`, `error=${goQuote(error)}`)
    this.kubelet(
      us + 41_000,
      'E',
      'remote_runtime.go:205',
      `"StopPodSandbox from runtime service failed" err=${goQuote(rpc)} podSandboxID="${s.id}"`,
    )
    this.kubelet(
      us + 41_100,
      'E',
      'kuberuntime_manager.go:988',
      `"Failed to stop sandbox" podSandboxID={Type:containerd ID:${s.id}}`,
    )
    this.kubelet(us + 41_200, 'E', 'kubelet.go:1799', sync)
    this.kubelet(
      us + 41_300,
      'E',
      'pod_workers.go:949',
      `"Error syncing pod, skipping" err=${goQuote(sync)} pod="${s.pod.namespace}/${s.pod.name}" podUID=${s.pod.uid}`,
    )
  }

  /** A run that fails: containerd's line and kubelet's four. `cleanup` adds containerd's own clean-up line before. */
  failRun(
    us: number,
    s: Sandbox,
    error: string,
    options: { code?: string; cleanup?: string; containerd?: boolean } = {},
  ): void {
    const rpc = `rpc error: code = ${options.code ?? 'Unknown'} desc = ${error}`
    const created = `Failed to create sandbox for pod "${s.pod.name}_${s.pod.namespace}(${s.pod.uid})": ${rpc}`
    const sync = `failed to "CreatePodSandbox" for "${s.pod.name}_${s.pod.namespace}(${s.pod.uid})" with CreatePodSandboxError: ${goQuote(created)}`
    const pod = `pod="${s.pod.namespace}/${s.pod.name}"`
    if (options.cleanup)
      this.containerd(
        us - 20_000,
        'error',
        `Failed to destroy network for sandbox "${s.id}"`,
        `error=${goQuote(options.cleanup)}`,
      )
    if (options.containerd ?? true)
      this.containerd(us, 'error', `RunPodSandbox for ${this.metadata(s)} failed, error`, `error=${goQuote(error)}`)
    this.kubelet(
      us + 1_000,
      'E',
      'remote_runtime.go:201',
      `"RunPodSandbox from runtime service failed" err=${goQuote(rpc)}`,
    )
    this.kubelet(
      us + 1_100,
      'E',
      'kuberuntime_sandbox.go:70',
      `"Failed to create sandbox for pod" err=${goQuote(rpc)} ${pod}`,
    )
    this.kubelet(
      us + 1_200,
      'E',
      'kuberuntime_manager.go:833',
      `"CreatePodSandbox for pod failed" err=${goQuote(rpc)} ${pod}`,
    )
    this.kubelet(
      us + 1_300,
      'E',
      'pod_workers.go:949',
      `"Error syncing pod, skipping" err=${goQuote(sync)} ${pod} podUID=${s.pod.uid}`,
    )
  }
}
