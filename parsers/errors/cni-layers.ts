import type { LayerRule } from './layer.ts'

/** Wrappers of go-cni, libcni and of plugins that call another plugin (message reference 3.4, 3.5, 3.7). */
export const cniLayers: readonly LayerRule[] = [
  // plugin type="bridge" name="cbr0" failed (add): .. (libcni 1.0 and later)
  {
    layer: 'libcni',
    who: 'libcni for plugin $1',
    first: 'p',
    head: /^plugin type=["']([^"']{0,200})["'](?: name=["'][^"']{0,300}["'])? failed \((?:add|delete|check)\): /,
  },
  // cni config load failed: failed to load CNI config list file ..: ..
  { layer: 'go-cni', who: 'go-cni', first: 'c', head: /^cni config load failed: / },
  // cni plugin bridge failed: .. (podman)
  { layer: 'libcni', who: 'libcni for plugin $1', first: 'c', head: /^cni plugin ([^\s:"]{1,100}) failed: / },
  // Multus: [ns/pod/uid]: .. · [ns/pod/uid:net]: ..
  {
    layer: 'delegate',
    who: 'multus',
    first: 'm',
    head: /^multus: (?:\[[^\]]{1,900}\]: |err in tearing down failed plugins: )?/i,
  },
  { layer: 'delegate', who: 'multus', first: '[', head: /^\[[a-z0-9.-]{1,253}\/[^\]]{1,900}\]: / },
  // error adding container to network "net": .. · Err adding pod to network "net": ..
  {
    layer: 'delegate',
    who: 'multus',
    first: 'e',
    head: /^err(?:or)? (?:adding|deleting|removing) (?:container|pod) (?:to|from) network "[^"]{0,300}": /i,
  },
  // delegateAdd: error invoking DelegateAdd - "macvlan": .. · DelegateDel: error invoking ConflistDel - "net": ..
  {
    layer: 'delegate',
    who: 'multus',
    first: 'd',
    head: /^delegate(?:add|del|check): error (?:in )?invok(?:ing|e) \w{1,40} ?- "[^"]{0,300}": /i,
  },
  // error in invoke Delegate add - "ipvlan": .. · error in invoke Conflist Del - "net": ..
  {
    layer: 'delegate',
    who: 'multus',
    first: 'e',
    head: /^error in invoke (?:delegate|conflist) \w{1,20} ?- "[^"]{0,300}": /i,
  },
  // conflistDel: error in getting result from DelNetworkList: .. · error in getting result from AddNetwork: ..
  {
    layer: 'delegate',
    who: 'multus',
    first: 'ce',
    head: /^(?:conflist(?:add|del|check): )?error in getting result from \w{1,40}: /i,
  },
  // CmdAdd (shim): CNI request failed with status 400: '..
  { layer: 'delegate', who: 'multus shim', first: 'c', head: /^cmd(?:add|del|check) \(shim\): /i },
  { layer: 'delegate', who: 'CNI server', quoted: "'", first: 'c', head: /^cni request failed with status \d{3}: '/i },
  // &{ContainerID:.. Netns:.. StdinData:..} ContainerID:".." .. ERRORED: error configuring pod [ns/pod] networking: ..
  { layer: 'delegate', who: 'multus daemon', first: '&c', head: /^(?:&\{|ContainerID:)[\s\S]*? ERRORED: / },
  { layer: 'delegate', who: 'CNI server', first: 'e', head: /^error configuring pod \[[^\]]{1,400}\] networking: /i },
  // [default/web-0 <id> network default NAD default] [default/web-0 <id> ..] failed to configure pod interface: .. (ovn-kubernetes)
  { layer: 'delegate', who: 'ovn-kubernetes', first: '[', head: /^\[[a-z0-9.-]{1,253}\/[^\]]{1,900}\] / },
  // failed to delegate add: .. (flannel) · add cmd: .., del cmd: .. (aws) · add command: ..
  { layer: 'delegate', who: 'flannel', first: 'f', head: /^failed to delegate (?:add|del): /i },
  { layer: 'delegate', who: 'aws', first: 'ad', head: /^(?:add|del) (?:cmd|command): /i },
  // galaxy returns: .. (galaxy)
  { layer: 'delegate', who: 'galaxy', first: 'g', head: /^galaxy returns: / },
]
