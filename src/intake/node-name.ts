/** Words of log collections that are folders or parts of file names and never a node's name. */
const ORDINARY = new Set(
  (
    'log logs var run tmp opt etc usr lib home root data mnt host hosts node nodes cluster clusters system systemd systemlogs journal journals syslog ' +
    'messages kernel dmesg kubelet containerd crio cri cri-o crictl docker dockerd cri-dockerd k3s rke2 k8s kube kubernetes kubeadm kube-system kubectl ' +
    'pods pod containers container namespaces events event default cni net.d conf conf.d bin networking network calico flannel cilium multus weave ' +
    'bundle bundles artifacts archive archives case cases incident incidents report reports support output outputs out all sos_commands sos_logs ' +
    'inspection-report bottlerocket-logs resources cluster-resources current previous old new raw text gz services service journalctl console serial ' +
    'master masters worker workers control-plane controlplane agent agents server servers describe get dump cluster-info serviceaccount'
  ).split(' '),
)

/** `kubelet`, `containerd` ... at either end of a file name: `kubelet-node-7`, `node-7_containerd`. */
const PROGRAMS =
  /^(?:kubelet|containerd|crio|cri-o|k3s|k3s-agent|rke2|rke2-agent|rke2-server|docker|dockerd|journal|journalctl|syslog|messages|logs?)[-_.]|[-_.](?:kubelet|containerd|crio|cri-o|k3s|k3s-agent|rke2|rke2-agent|rke2-server|docker|dockerd|journal|journalctl|syslog|messages|logs?)$/
// kubelet.log.1.gz, containerd-2022-04-26T00-43-24.518.log.gz, messages-20220426
const ENDINGS =
  /(?:\.(?:log|txt|out|gz|zst|xz|bz2|lz4|tar|tgz|zip|json|journal|\d{1,3})~?|[-_.]20\d{2}-?\d{2}-?\d{2}(?:T?[-_:\d.]*)?)$/
const HOST_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i
/** A name that is a node's by itself: node-7, worker2, ip-10-0-3-17.ec2.internal, gke-prod-pool-1-4f2a, k8s-master-0; but not tmp.cPdl7b, as `mktemp` makes them. */
const TELLING =
  /(?:^|[-.])(?:(?:nodes?|workers?|masters?|control-?plane|controller|agent|server|minion|host|vmss|gke|aks|eks|kind|k8s|kube)[-.]?\w*|(?:cp|ip|vm)(?:[-.]\w*)?)\d|^(?=.*\d)[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:node|worker|master|cp|control-plane)s?-?\w*$/i

/** The number of an issue behind a product: a19-k8s-52331-teardown.log, kind-3401; but not aks-nodepool1-12345678-vmss000000. */
const ISSUE = /(?:^|(?<=[-.]))(?:k8s|kube|kind|gke|aks|eks)[-.]\d{3,}(?=[-.]|$)/gi

/**
 * The node that a path names, or ''. Below the path argument any folder that could be a host name counts, the innermost first; above
 * it, and in the file name, only what looks like a node's name by itself.
 */
export function nodeFromPath(path: string, root: string): string {
  const inner = nodeOfFolders(path, root)
  if (inner !== '') return inner
  const outer = path === root ? foldersOf(root) : foldersOf(`${root}/`)
  return [fileStem(path), ...outer.slice(0, 2)].find(isTelling) ?? ''
}

/** The folders looked at last: files come folder by folder. */
let last = { above: '', root: '', node: '' }

/** The node that a folder below the path argument names, or ''. */
function nodeOfFolders(path: string, root: string): string {
  const above = path.slice(0, path.lastIndexOf('/') + 1)
  if (above !== last.above || root !== last.root) {
    const below = path.startsWith(root) ? above.slice(root.length) : above
    const inner = foldersOf(below.replace(/^!?\//, ''))
    last = { above, root, node: inner.find(isTelling) ?? inner.find(isNodeName) ?? '' }
  }
  return last.node
}

/** Names of the folders above a file, the innermost first, without endings. */
function foldersOf(path: string): readonly string[] {
  return path.split(/!?\//).slice(0, -1).reverse().map(stripEndings)
}

/** Whether a name looks like a node's by itself, wherever it stands. */
export function isTelling(name: string): boolean {
  return TELLING.test(name.replace(ISSUE, '')) && !ORDINARY.has(name.toLowerCase())
}

/** Whether a folder of this name could be a node's: a host name that is no ordinary word of log collections. */
export function isNodeName(name: string): boolean {
  if (!HOST_NAME.test(name) || ORDINARY.has(name.toLowerCase()) || name.length < 3) return false
  // 20220426, 1.2.3, 0123abcd-... (pod UID), kube-system_coredns-...: no node
  return /[a-z]/i.test(name) && !/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(name) && !/^[0-9a-f]{16,}$/.test(name)
}

function fileStem(path: string): string {
  const stem = stripEndings(path.slice(path.lastIndexOf('/') + 1))
    .replace(PROGRAMS, '')
    .replace(PROGRAMS, '')
  return HOST_NAME.test(stem) ? stem : ''
}

function stripEndings(name: string): string {
  let stem = name
  for (let cut = stem.replace(ENDINGS, ''); cut !== stem; cut = stem.replace(ENDINGS, '')) stem = cut
  return stem
}
