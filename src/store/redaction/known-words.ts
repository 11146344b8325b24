/** Names that everybody has: they stay, and so do parts of names that are one of them. */
const NAMES = `
  default kube system kube-system kube-public kube-node-lease coredns kubelet containerd crio cri docker dockerd dockershim podman
  runc crun conmon crictl ctr nerdctl kubectl kubeadm k3s k3d rke2 minikube microk8s kind talos eks gke aks openshift etcd apiserver
  kube-apiserver kube-controller-manager kube-scheduler kube-proxy scheduler controller manager proxy pause sandbox
  bridge loopback portmap host-local flannel calico canal cilium weave multus aws-node aws-vpc-cni azure-vnet dhcp ipvlan macvlan ptp
  vlan tuning bandwidth firewall sbr vrf static dummy antrea whereabouts istio linkerd ovn kube-ovn sriov kube-router spiderpool
  terway tigera typha node driver csi cni cni0 flannel0 cbr0 docker0 lo eth0 localhost localdomain local cluster svc
  kube-flannel calico-system calico-apiserver tigera-operator istio-system cilium-secrets metallb-system ingress-nginx cert-manager
  cattle-system longhorn-system openshift-sdn openshift-ovn-kubernetes openshift-multus k8s.io localhost.localdomain
  systemd journald journal kernel rsyslog syslog audit dmesg messages cloud-init snap
  var log logs lib opt etc run tmp usr proc sys home root bin net netns cfg conf config configs conflist pods containers containerd.log
  kubelet.log host hosts nodes events version versions files file data output commands collected info
`

const TOP_DOMAINS = new Set(
  `com net org io dev cloud internal local lan corp intra home example test invalid edu gov mil info biz app ai co eu de uk fr es it
  nl be ch at se no fi dk cz ie pt ru ua in cn jp kr tw hk sg au nz br mx ca us za il tr`.split(/\s+/),
)

/** Domains that name a project or a public registry, not the one who runs it. */
const PUBLIC_DOMAINS =
  `k8s.io kubernetes.io docker.io docker.com gcr.io quay.io ghcr.io github.com golang.org containerd.io cilium.io cri-o.io
  projectcalico.org tigera.io cni.dev mcr.microsoft.com public.ecr.aws coreos.com rancher.io rancher.com cattle.io openshift.io
  istio.io systemd.io freedesktop.org kernel.org grpc.io opencontainers.org cluster.local localhost.localdomain google.golang.org
  sigs.k8s.io x-k8s.io pkg.dev`.split(/\s+/)

const KNOWN: ReadonlySet<string> = new Set(NAMES.split(/\s+/).filter(Boolean))

/** Is it a name, or a part of one, that everybody has? */
export function isWellKnown(name: string): boolean {
  return KNOWN.has(name)
}

/** Is this a host's name by its last label? Files (`kubelet.go`) and units (`kubelet.service`) have none of them. */
export function isHostName(name: string): boolean {
  const at = name.lastIndexOf('.')
  if (at <= 0 || !TOP_DOMAINS.has(name.slice(at + 1).toLowerCase())) return false
  return !PUBLIC_DOMAINS.some((domain) => name === domain || name.endsWith(`.${domain}`))
}

/** The last label of a host's name tells nobody. */
export function isTopDomain(label: string): boolean {
  return TOP_DOMAINS.has(label)
}
