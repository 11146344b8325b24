/** What a fact is about. Extend here; rules read these names. */
export type FactKind =
  | 'version' // component containerd | kubelet | crio | k3s | cri-dockerd | plugins | libcni | kernel; value = version text without a leading v
  | 'runtime-start' // `starting containerd`, CRI-O start; value = version
  | 'runtime-stop'
  | 'kubelet-start'
  | 'runtime-crash' // systemd: main process exited, OOM kill, restart loop
  | 'reboot'
  | 'config-change' // fs change event in the CNI conf dir; value = file
  | 'config-load-failed' // value = peeled load error
  | 'config-loaded' // CRI-O `Found CNI network`, dockershim `Using CNI configuration file`; value = file or network
  | 'node-ready'
  | 'node-not-ready' // value = reason text
  | 'pod-deleted' // SyncLoop DELETE; value = namespace/name
  | 'agent-start' // a network agent's pod or container started; value = its name
  | 'agent-stop'
  | 'certificate-expired' // value = text
  | 'apiserver-unreachable' // kubelet itself cannot reach the API server; value = text
  | 'disk-full'
  | 'log-missing' // a bundle of known layout lacks a log; value = `no containerd log from node-3`, text = the bundle
  | 'log-limit' // what a collector leaves out by itself; value = in words, text = the bundle
  | 'log-silence' // a source is silent from time_us on for far longer than it usually is; value = seconds, text = in words
  | 'log-copy' // events of a source that another source has too, counted once; component = path of the other, value = how many
  | 'clock-skew' // component = the other node; value = seconds that this node's clock is ahead of it, text = in words
  | 'hang' // the kernel saw a task blocked for minutes, kubelet no life of the runtime, or (component containerd) calls had no result; value = the task, how long, or the call
  | 'cause-seen' // a failure beside the sandboxes (container, pause image) that names a cause; value = its id
  | 'suppressed' // journald or rsyslog dropped messages; value = count
  | 'plugin-versions' // component = plugin type; value = space-separated CNI versions it supports
  | 'plugin-binaries' // listing of /opt/cni/bin; value = space-separated names
  | 'node-joined' // first registration of the node
  | 'config-finding' // an audit finding on a CNI config; component = id of the check; value = what is wrong; text = the line of the file
  | 'config-repair' // component = path of the configuration; value = why; text = unified diff

/** Version or state evidence with its place. */
export interface Fact {
  readonly kind: FactKind
  /** Which program or file it is about; '' if none. */
  readonly component: string
  readonly value: string
  /** The line or the part of the file that says so. */
  readonly text: string
}

/** A fact with its place and settled time: one row of table `fact`. */
export interface PlacedFact extends Fact {
  readonly node: string
  readonly timeUs: number
  readonly line: number
  readonly byteOffset: number
}

/** A CNI configuration file found among the inputs: one row of table `cni_config`. */
export interface CniConfig {
  readonly node: string
  readonly path: string
  readonly name: string
  /** undefined = the key is absent; '' = present and empty. */
  readonly cniVersion: string | undefined
  /** Plugin types in order. */
  readonly plugins: readonly string[]
  /** What is wrong with it, in words; '' if nothing. */
  readonly problem: string
  readonly text: string
  /** Lines of the file before this text, where the configuration is part of a larger file (a ConfigMap); absent = 0. */
  readonly lineOffset?: number
}
