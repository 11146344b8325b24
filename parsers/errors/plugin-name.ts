import type { Peeling } from './peel.ts'

// plugin type="bridge" failed (add): .. · plugin type="weave-net"> (cut) · plugin type='azure-vnet' (copy)
const typed = /plugin type=["']([^"']{1,200})["']/g
// failed to find plugin "loopback" in path [/opt/cni/bin]
// needs CNI plugin "bridge" to be installed in CNI_PATH ("/opt/cni/bin")
const missing = /(?:failed to find|needs CNI) plugin "([^"]{1,200})"/
// plugin flannel does not support config version "1.0.0"
const unsupported = /\bplugin "?([\w.-]{1,100})"? does not support config version/
// fork/exec /opt/cni/bin/calico: exec format error
const executed = /fork\/exec \S{0,400}\/(?:bin|cni)\/([\w.-]{1,100}):/
// Error adding kube-system_web/<id> to network bridge/crio-bridge: ..
const networkType = /^error (?:adding|deleting) \S{1,400} (?:to|from) network ([^\s/]{1,100})\//i
// delegateAdd: error invoking DelegateAdd - "sriov": .. · error in invoke Delegate del - "weave-net": .. (multus; a Conflist has a name there)
const delegated = /\bdelegate ?(?:add|del|check) ?- "([^"]{1,200})"/i
// failed to set up IPAM plugin type "whereabouts" from the device "ens5": ..
const ipamTyped = /IPAM plugin type "([^"]{1,200})"/

/** Type of the innermost plugin that an error chain names; '' where it names none. */
export function innermostPlugin({ wrappers, core }: Peeling): string {
  const own = lastTyped(core) || missing.exec(core)?.[1] || unsupported.exec(core)?.[1] || ipamTyped.exec(core)?.[1]
  if (own !== undefined && own !== '') return own
  for (const layer of wrappers.toReversed()) {
    const named = layer.layer === 'list' ? undefined : namedBy(layer.text)
    if (named !== undefined && named !== '') return named
  }
  return core.includes('plugin') ? (executed.exec(core)?.[1] ?? '') : ''
}

const namedBy = (text: string): string | undefined =>
  lastTyped(text) || networkType.exec(text)?.[1] || delegated.exec(text)?.[1]

function lastTyped(text: string): string {
  if (!text.includes('plugin type=')) return ''
  let last = ''
  for (const found of text.matchAll(typed)) last = found[1] ?? last
  return last
}
