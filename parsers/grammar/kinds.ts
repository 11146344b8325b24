/**
 * Which wording printed an event. Joins count one failure per repetition of the same kind for the same sandbox, so each
 * line that one failed operation prints has a kind of its own. Names in brackets are the rows of the message reference.
 */
export type Kind =
  // containerd, the requests
  | 'containerd-run-started'
  | 'containerd-run-succeeded'
  | 'containerd-run-failed'
  | 'containerd-stop-started'
  | 'containerd-stop-succeeded'
  | 'containerd-stop-failed'
  | 'containerd-remove-started'
  | 'containerd-remove-succeeded'
  | 'containerd-remove-failed'
  | 'containerd-status-started' // `PodSandboxStatus for "x"` (trace)
  | 'containerd-status-succeeded'
  | 'containerd-status-failed'
  | 'containerd-list-failed'
  | 'containerd-runtime-status-failed' // `Status failed`, `Version failed`
  // containerd, lines written while a request runs
  | 'containerd-teardown-succeeded' // `TearDown network for sandbox "x" successfully`
  | 'containerd-forcible-stop' // `Forcibly stopping sandbox "x"`
  | 'containerd-destroy-network-failed' // clean-up after a failed Run
  | 'containerd-destroy-network-ignored' // warning: DEL failed, the stop went on
  | 'containerd-clean-up-failed' // namespace, directories, container of a sandbox whose Run failed
  | 'containerd-clean-up-gave-up' // `marking sandbox state as SANDBOX_UNKNOWN`, `failed to fully teardown`
  | 'containerd-exit-handling-failed' // `failed to handle sandbox TaskExit event`
  // containerd, start and configuration
  | 'containerd-recovery-failed'
  | 'containerd-load-sandbox-failed'
  | 'containerd-cni-load-failed'
  | 'containerd-cni-reload-failed'
  | 'containerd-cni-monitor-failed'
  // kubelet, CRI client
  | 'kubelet-cri-run-failed'
  | 'kubelet-cri-stop-failed'
  | 'kubelet-cri-remove-failed'
  | 'kubelet-cri-status-failed' // PodSandboxStatus
  | 'kubelet-cri-list-failed'
  | 'kubelet-cri-runtime-failed' // Status, Version, connect
  | 'kubelet-runtime-call-failed' // container and image calls that found no runtime
  // kubelet, sandbox life
  | 'kubelet-create-sandbox-failed' // kuberuntime_sandbox.go
  | 'kubelet-create-pod-sandbox-failed' // kuberuntime_manager.go
  | 'kubelet-sandbox-config-failed'
  | 'kubelet-list-sandboxes-failed'
  | 'kubelet-sandbox-created'
  | 'kubelet-stopping-sandbox'
  | 'kubelet-stop-sandbox-failed'
  | 'kubelet-sandbox-status-failed'
  | 'kubelet-status-skipping-pod'
  | 'kubelet-gc-stop-failed'
  | 'kubelet-gc-remove-failed'
  | 'kubelet-gc-removing'
  | 'kubelet-sync-result' // `killPodWithSyncResult failed`
  | 'kubelet-error-syncing-pod'
  | 'kubelet-unhandled-error' // HandleError with the text of a sync result
  | 'kubelet-kill-pod-failed'
  // kubelet, readiness
  | 'kubelet-network-not-ready'
  | 'kubelet-runtime-status'
  | 'kubelet-node-not-ready'
  | 'kubelet-runtime-not-ready'
  | 'kubelet-runtime-down' // `Skipping pod synchronization` with `container runtime is down`
  | 'kubelet-pleg-failed'
  | 'kubelet-start-failed'
  // dockershim and cri-dockerd
  | 'dockershim-no-cni-config'
  | 'dockershim-add-failed'
  | 'dockershim-add-told' // `Error while adding to cni network`: the same failure told by the caller
  | 'dockershim-setup-failed' // `Failed to setup network for pod`
  | 'dockershim-teardown-failed' // `Failed to teardown network for pod`
  | 'dockershim-delete-failed'
  | 'dockershim-netns-missing'
  | 'dockershim-stop-failed'
  | 'cni-config-rejected' // `Error loading CNI config ..`, `Error validating CNI config ..` (dockershim and CRI-O)
  // CRI-O
  | 'crio-run-started'
  | 'crio-run-succeeded'
  | 'crio-run-failed'
  | 'crio-name-reserved'
  | 'crio-stop-started'
  | 'crio-stop-succeeded'
  | 'crio-remove-started'
  | 'crio-remove-succeeded'
  | 'crio-response-failed' // debug `Response error: ..`
  | 'crio-waiting-for-cni'
  | 'crio-add-failed'
  | 'crio-delete-failed'
  | 'crio-clean-up-failed'
  | 'crio-restore-failed'
  // clients and front ends
  | 'crictl-run-failed'
  | 'crictl-stop-failed'
  | 'crictl-remove-failed'
  | 'crictl-status-failed'
  | 'crictl-list-failed'
  | 'crictl-connect-failed'
  | 'crictl-stopped'
  | 'crictl-removed'
  | 'crictl-info-network'
  | 'crictl-info-load-failed'
  | 'container-engine-failed' // podman, nerdctl, OCI hooks
  // Kubernetes Events, from the API or as a log line
  | 'event-failed-create'
  | 'event-failed-kill'
  | 'event-failed-status'
  | 'event-failed-sync'
  | 'event-failed-container' // a container cannot start for want of its sandbox
  | 'event-network-not-ready'
  // plugins and bare texts
  | 'plugin-request'
  | 'plugin-failed'
  | 'bare-run-failed'
  | 'bare-stop-failed'
  | 'bare-remove-failed'
  | 'bare-status-failed'
  | 'bare-network-not-ready'
  | 'bare-error'
