import type { LayerRule } from './layer.ts'

/** Wrappers of kubelet, of its Events and of clients such as crictl (message reference 2.6 to 2.9). */
export const kubeletLayers: readonly LayerRule[] = [
  // (combined from similar events): Failed to create pod sandbox: ..
  { layer: 'event', who: 'Kubernetes API', first: '(', head: /^\(combined from similar events\): / },
  // Failed to create pod sandbox: .. (kubelet 1.17 and later) · Failed create pod sandbox: ..
  { layer: 'event', who: 'Kubernetes Event', first: 'f', head: /^failed (?:to )?create pod sandbox: /i },
  // error killing pod: .. · error killing terminating pod: ..
  { layer: 'event', who: 'Kubernetes Event', first: 'e', head: /^error killing (?:terminating )?pod: /i },
  // Unable to get pod sandbox status: .. · error determining status: ..
  {
    layer: 'event',
    who: 'Kubernetes Event',
    first: 'ue',
    head: /^(?:unable to get pod sandbox status|error determining status): /i,
  },
  // network is not ready: container runtime network not ready: NetworkReady=false ..
  { layer: 'event', who: 'Kubernetes Event', first: 'n', head: /^network is not ready: / },
  // Error syncing pod 0370a78b-.. ("kube-dns_kube-system(0370a78b-..)"), skipping: ..
  {
    layer: 'kubelet',
    who: 'kubelet',
    first: 'e',
    head: /^error syncing pod [^\s,]{1,80}(?: \([^)]{1,400}\)"?\))?, skipping: /i,
  },
  // Failed killing the pod "my-cron-cm8b5": ..
  { layer: 'kubelet', who: 'kubelet', first: 'f', head: /^failed killing the pod "[^"]{1,300}": /i },
  // Failed to setup network for pod "web_default(uid)" using network plugins "cni": .. (kubelet 1.2 to 1.5)
  {
    layer: 'kubelet',
    who: 'kubelet',
    first: 'f',
    head: /^failed to (?:setup|teardown) network for pod "[^"]{1,600}" using network plugins "[^"]{1,120}": /i,
  },
  // failed to "KillPodSandbox" for "<uid>" with KillPodSandboxError: "..
  {
    layer: 'kubelet',
    who: 'kubelet',
    quoted: '"',
    first: 'f',
    head: /^failed to "\w{1,40}" for "[^"]{0,600}" with \w{1,60}: "/i,
  },
  // Failed to create sandbox for pod "web_default(uid)": .. · CreatePodSandbox for pod "web_default(uid)" failed: ..
  {
    layer: 'kubelet',
    who: 'kubelet',
    first: 'f',
    head: /^failed to create sandbox for pod ["']?[^"'\s]{1,600}["']?: /i,
  },
  {
    layer: 'kubelet',
    who: 'kubelet',
    first: 'c',
    head: /^createpodsandbox for pod ["']?[^"'\s]{1,600}["']? failed: /i,
  },
  // failed stopping pod kube-system/kube-scheduler-7ffv5: .. (talos)
  { layer: 'kubelet', who: 'node agent', first: 'f', head: /^failed stopping pod \S{1,400}: / },
  // StopPodSandbox "<id>" from runtime service failed: .. · RunPodSandbox from runtime service failed: ..
  {
    layer: 'kubelet',
    who: 'kubelet',
    first: 'acegilprsuv',
    head: /^\w{1,40}(?: with filter)?(?: ["']?[^"'\s]{1,300}["']?)? from runtime service failed: /i,
  },
  // container runtime network not ready: .. · runtime network not ready: .. · Container runtime network not ready: ..
  { layer: 'kubelet', who: 'kubelet', first: 'cr', head: /^(?:container )?runtime network not ready: /i },
  // NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: ..
  { layer: 'cri', who: 'runtime status', first: 'n', head: /^networkready=false reason:\w{1,60} message:/i },
  // Network plugin returns error: .. · docker: network plugin is not ready: ..
  {
    layer: 'cri',
    who: 'runtime status',
    first: 'nd',
    head: /^(?:network plugin returns error|docker: network plugin is not ready): /i,
  },
  // running container: run pod sandbox: rpc error: .. · stopping the pod sandbox "x": .. · getting the pod sandbox status for "x": ..
  { layer: 'client', who: 'crictl', first: 'r', head: /^running container: / },
  { layer: 'client', who: 'crictl', first: 'r', head: /^run pod sandbox(?: failed)?: / },
  {
    layer: 'client',
    who: 'crictl',
    first: 'sr',
    head: /^(?:stopping|removing) the pod sandbox ["']?[^"'\s]{1,300}["']?(?: failed)?: /,
  },
  {
    layer: 'client',
    who: 'crictl',
    first: 'g',
    head: /^getting the pod sandbox status for ["']?[^"'\s]{1,300}["']?: /,
  },
  { layer: 'client', who: 'crictl', first: 'g', head: /^getting status of runtime: / },
  // Error: plugin type="bridge" failed (add): .. (podman)
  { layer: 'client', who: 'command line', first: 'e', head: /^error: /i },
  // rpc error: code = Unknown desc = .. · copies that lost a blank or a colon: rpc error code = Unknown desc = .., rpcerror: code =Unavailable
  {
    layer: 'grpc',
    who: 'gRPC status $1',
    first: 'r',
    head: /^rpc ?error:? ?code ?= ?([A-Za-z]{1,20}?|\d{1,3}) ?desc ?= ?/i,
  },
  // rpc error: code = Unknown (an error without text, or cut there)
  { layer: 'grpc', who: 'gRPC status $1', first: 'r', head: /^rpc error: code = ([A-Za-z]{1,20}|\d{1,3})$/ },
]
