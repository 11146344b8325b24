import type { LogRecord } from '../../src/model/record.ts'
import type { Component } from '../../src/model/vocabulary.ts'

/** Words in identifiers, units and container names of programs that speak of sandboxes themselves. */
const nodePrograms: readonly string[] = [
  'kubel', // kubelet, kubelet-eks.daemon, microk8s.daemon-kubelite
  'containerd',
  'crio',
  'cri-',
  'crictl',
  'docker',
  'k3s',
  'rke2',
  'k0s',
  'hyperkube',
  'microk8s',
  'origin-node',
  'openshift-node',
  'talos',
  'machined',
  'minikube',
  'podman',
  'nerdctl',
  'pouch',
  'cni',
  'calico',
  'cilium',
  'multus',
  'flannel',
  'weave',
  'aws-node',
  'azure-vnet',
  'kube-ovn',
  'antrea',
  'terway',
  'kindnet',
]

const known: Map<string, boolean> = new Map()
const knownLimit = 4096

/** Container logs: what a container writes there it only quotes, whatever the payload looks like. */
const containerTransports: ReadonlySet<string> = new Set(['cri-log', 'docker-json'])

// klog callers of kubelet itself, which RKE and hyperkube nodes run as a docker container.
const kubeletCaller =
  /^(?:remote_runtime|kuberuntime_\w{1,40}|pod_workers|kubelet\w{0,40}|cni|docker_sandbox|generic|setters|server|event)\.go\b/

/** Does the transport name a program that only quotes such lines (a workload, a log shipper, a shell)? */
export function isWorkload(record: LogRecord): boolean {
  if (record.component !== '' || record.k8sEvent !== undefined) return false
  if (record.ident === '') return containerTransports.has(record.transport) && !isContainedKubelet(record)
  // Talos writes its machine daemon's lines into the kernel ring: [  334.009087] [talos] upgrade failed: ..
  if (record.ident === 'kernel' && record.message.startsWith('[talos]')) return false
  // Mar  5 11:56:07 node-a journal: E0305 11:56:07.453328   82170 kuberuntime_gc.go:152] ..: what a container gave to the journal
  if (record.ident === 'journal' && record.payload.startsWith('klog') && kubeletCaller.test(record.caller)) return false
  let workload = known.get(record.ident)
  if (workload === undefined) {
    const ident = record.ident.toLowerCase()
    workload = !nodePrograms.some((word) => ident.includes(word))
    if (known.size >= knownLimit) known.clear()
    known.set(record.ident, workload)
  }
  return workload
}

const isContainedKubelet = (record: LogRecord): boolean =>
  record.transport === 'docker-json' && record.payload.startsWith('klog') && kubeletCaller.test(record.caller)

// time="2019-07-10 04:34:46.893330511Z": CRI-O alone has a blank between date and time
const blankDate = /^\d{4}-\d\d-\d\d \d\d:/

/** CRI-O's line: it names itself, or the call it serves (name=/runtime.v1.RuntimeService/RunPodSandbox), or has CRI-O's form of time. */
export function isCrio(record: LogRecord): boolean {
  if (record.component !== '') return record.component === 'crio'
  return record.field('name')?.startsWith('/runtime.v1') === true || blankDate.test(record.field('time') ?? '')
}

/** A line of podman, buildah or nerdctl: logrus on a terminal (which crictl writes, too), or logrus text of which nobody says who wrote it. */
export const isEngine = (record: LogRecord): boolean =>
  record.component === 'crictl' || (record.component === '' && record.payload === 'logrus-text' && !isCrio(record))

/** Component of a line in a runtime's wording: the record's own where that is a runtime, else containerd. */
export function runtimeOf(record: LogRecord): Component {
  return record.component === 'crio' || record.component === 'cri-dockerd' ? record.component : 'containerd'
}

/** Component of a line in kubelet's wording: crictl and cri-dockerd print some of the same ones. */
export function kubeletOf(record: LogRecord): Component {
  return record.component === 'crictl' || record.component === 'cri-dockerd' ? record.component : 'kubelet'
}
