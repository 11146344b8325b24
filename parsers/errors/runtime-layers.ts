import type { LayerRule } from './layer.ts'

/** Wrappers of the runtimes: containerd's CRI server, CRI-O, dockershim and cri-dockerd (message reference 3.3, 2.10, 2.11). */
export const runtimeLayers: readonly LayerRule[] = [
  // failed to setup network for sandbox "<id>": .. · failed to destroy network for sandbox "<id>": ..
  {
    layer: 'cri',
    who: 'containerd',
    first: 'f',
    head: /^failed to (?:set ?up|destroy) network for sandbox ["']?[^"'\s]{0,300}["']?: /i,
  },
  // failed to forcibly stop sandbox "<id>": .. (Remove) · failed to stop sandbox "<id>": .. (containerd 2.0)
  {
    layer: 'cri',
    who: 'containerd',
    first: 'f',
    head: /^failed to (?:forcibly )?stop sandbox ["']?[^"'\s]{1,300}["']?: /i,
  },
  // failed to create sandbox "<id>": failed to create containerd task: .. (containerd 2.0)
  {
    layer: 'cri',
    who: 'containerd',
    first: 'f',
    head: /^failed to (?:create|start) sandbox ["']?[^"'\s]{1,300}["']?: /i,
  },
  // failed to create pod network sandbox k8s_web_default_<uid>_0(<id>): .. · failed to destroy network for pod sandbox k8s_..(<id>): ..
  // failed to get network status for pod sandbox k8s_..(<id>): ..
  {
    layer: 'cri',
    who: 'CRI-O',
    first: 'f',
    head: /^failed to (?:create pod network sandbox|create pod network for sandbox|(?:destroy network|get network status) for pod sandbox) [^\s:]{1,700}: /i,
  },
  { layer: 'cri', who: 'CRI-O', first: 'n', head: /^network teardown failed for pod sandbox [^\s:]{1,700}: /i },
  { layer: 'cri', who: 'CRI-O', first: 's', head: /^stop pod network: /i },
  { layer: 'cri', who: 'CRI-O', first: 'e', head: /^error stopping network on cleanup: /i },
  // failed to create network for container default-web-0-infra in sandbox <id>: .. (CRI-O 1.0)
  {
    layer: 'cri',
    who: 'CRI-O',
    first: 'f',
    head: /^failed to create network for container \S{1,400} in sandbox [^\s:]{1,100}: /,
  },
  // error adding pod default_web-0 to CNI network "cbr0": .. · error checking pod .. for CNI network "cbr0": ..
  {
    layer: 'cri',
    who: 'ocicni',
    first: 'e',
    head: /^error (?:adding|removing|checking) pod \S{1,400} (?:to|from|for) cni network "[^"]{0,200}": /i,
  },
  // Error while adding pod to CNI network "cbr0": .. · Error while adding to cni network: .. · Error adding network: ..
  {
    layer: 'cri',
    who: 'ocicni',
    first: 'e',
    head: /^error while (?:adding|removing)(?: pod)?(?: (?:to|from))? cni network(?: "[^"]{0,200}")?: /i,
  },
  { layer: 'cri', who: 'ocicni', first: 'e', head: /^error (?:adding|deleting) network: /i },
  // Error adding kube-system_coredns-1/<id> to network bridge/crio-bridge: .. (dockershim 1.16 to 1.20)
  {
    layer: 'cri',
    who: 'dockershim',
    first: 'e',
    head: /^error (?:adding|deleting) \S{1,400} (?:to|from) network \S{1,200}: /i,
  },
  // failed to set up sandbox container "<id>" network for pod "web": .. · failed to clean up sandbox container ..
  {
    layer: 'cri',
    who: 'dockershim',
    first: 'f',
    head: /^failed to (?:set|clean) up sandbox container ["']?[^"'\s]{1,100}["']? network for pod ["']?[^"'\s]{1,300}["']?: /i,
  },
  // networkPlugin cni failed to set up pod "web_default" network: .. · NetworkPlugin .. · network plugin ..
  {
    layer: 'cri',
    who: 'dockershim',
    first: 'n',
    head: /^network ?plugin (?:cni|kubenet) failed to (?:set ?up|teardown) pod ["']?[^"'\s]{0,300}["']? network: /i,
  },
  {
    layer: 'cri',
    who: 'dockershim',
    first: 'n',
    head: /^network ?plugin (?:cni|kubenet) failed on the status hook for pod ["']?[^"'\s]{0,300}["']?: /i,
  },
  // error configuring network namespace for container <id>: .. · error tearing down network namespace configuration for container <id>: ..
  {
    layer: 'cri',
    who: 'podman',
    first: 'e',
    head: /^error (?:configuring|tearing down) network namespace (?:configuration )?for container [^\s:]{1,100}: /i,
  },
  // failed to call cni.Setup: .. (nerdctl) · error parsing result from CNI plugins: .. (podman)
  { layer: 'cri', who: 'nerdctl', first: 'f', head: /^failed to call cni\.setup: /i },
]
