import type { Component, Operation } from '../../src/model/vocabulary.ts'
import type { Kind } from './kinds.ts'

/** Words that say by themselves which operation failed. */
export interface Phrase {
  readonly text: string
  readonly operation: Operation
  readonly kind: Kind
  /** Who writes it where the record does not tell. */
  readonly component: Component
  /** What must stand behind it; absent = nothing. */
  readonly followedBy?: string
}

const run = (text: string, component: Component): Phrase => ({
  text,
  operation: 'RunPodSandbox',
  kind: 'bare-run-failed',
  component,
})
const stop = (text: string, component: Component): Phrase => ({
  text,
  operation: 'StopPodSandbox',
  kind: 'bare-stop-failed',
  component,
})
const network = (text: string, component: Component): Phrase => ({
  text,
  operation: 'NetworkReady',
  kind: 'bare-network-not-ready',
  component,
})
const other = (text: string, component: Component): Phrase => ({
  text,
  operation: 'other',
  kind: 'bare-error',
  component,
})

/** In no order: of several in a text the one that stands first decides, because clean-up errors follow. */
export const phrases: readonly Phrase[] = [
  run('ailed to create pod sandbox', 'kubernetes-event'),
  run('ailed create pod sandbox', 'kubernetes-event'),
  run('failed to setup network for sandbox', 'containerd'),
  run('failed to set up sandbox container', 'kubelet'),
  run('failed to set up pod ', 'kubelet'),
  run('ailed to setup network for pod ', 'kubelet'),
  // (e10c3705-eb58-11e5-a8ce-0242ac110004)\" using network plugins \"cni\": ..; Skipping pod": kubelet up to 1.5, its head cut off
  { ...run('using network plugins ', 'kubelet'), followedBy: '; Skipping pod' },
  run('failed to start sandbox container for pod ', 'kubelet'),
  run('failed to create a sandbox for pod ', 'kubelet'),
  run('failed to inspect sandbox image ', 'kubelet'),
  run('unable to pull sandbox image ', 'kubelet'),
  run('creating pod sandbox with name ', 'crio'),
  run('failed to find network info for sandbox', 'containerd'),
  run('failed to reserve sandbox name', 'containerd'),
  run('failed to get sandbox image', 'containerd'),
  run('failed to create pod network sandbox', 'crio'),
  run('failed to get network status for sandbox', 'containerd'),
  run('failed to get network status for pod sandbox', 'crio'),
  run('RunPodSandbox from runtime service failed', 'kubelet'),
  // what a pager scrolled to the right shows of "Error syncing pod"
  run('with CreatePodSandboxError: ', 'kubelet'),
  run('FailedCreatePodSandBox: ', 'kubernetes-event'),
  run('FailedCreatePodSandbox: ', 'kubernetes-event'),
  run('failed (add): ', 'containerd'),
  // an Event whose head was cut off
  run('error adding container to network ', 'plugin'),
  stop('StopPodSandbox from runtime service failed', 'kubelet'),
  stop('error killing pod: ', 'kubernetes-event'),
  stop('with KillPodSandboxError: ', 'kubelet'),
  stop('failed to "KillPodSandbox', 'kubelet'),
  stop('failed to \\"KillPodSandbox', 'kubelet'),
  stop('failed to destroy network for sandbox', 'containerd'),
  stop('failed to destroy network for pod sandbox', 'crio'),
  stop('failed to teardown pod ', 'kubelet'),
  stop('ailed to teardown network for pod ', 'kubelet'),
  stop('failed to stop infra container for pod sandbox ', 'crio'),
  stop('failed (delete): ', 'containerd'),
  {
    ...stop('failed to forcibly stop sandbox', 'containerd'),
    operation: 'RemovePodSandbox',
    kind: 'bare-remove-failed',
  },
  network('NetworkReady=false', 'kubelet'),
  network('Unable to update cni config', 'kubelet'),
  network('network plugin is not ready: ', 'kubelet'),
  network('cni plugin not initialized', 'containerd'),
  network('cni config load failed', 'containerd'),
  other('incompatible CNI versions; ', 'plugin'),
  other('unsupported CNI result version', 'plugin'),
  other('the version is empty', 'plugin'),
  // k8s-pod-network : error executing ADD: ..: the scripts of the CNI project
  other(' : error executing ADD: ', 'plugin'),
  other('no PodsandBox found with Id', 'kubelet'),
  other('container runtime is not running: ', 'kubelet'),
  other('failed to run Kubelet: validate service connection', 'kubelet'),
]
