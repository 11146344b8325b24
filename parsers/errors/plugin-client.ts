import type { Cause } from '../../src/model/vocabulary.ts'
import type { ErrorLayer } from './layer.ts'
import type { Peeling } from './peel.ts'

// dial unix /run/containerd/containerd.sock: ..: a plugin that asks the runtime itself
const runtimeSocket = /(?:containerd|crio|dockershim|cri-dockerd|docker)\.sock/

// failed to setup network for sandbox ".." · networkPlugin cni failed to set up pod ".." network (old runtimes name no plugin)
const networkCall = /network/i

const unanswered = /\b(?:Unavailable|Unimplemented)$/

// error alloc ip: rpc error: code = Unavailable desc = connection error: ..
const heldStatus = /rpc error: code = (?:Unavailable|Unimplemented)\b/

/** Causes that mean the runtime where kubelet says them, and the plugin's agent where a plugin does. A timeout stays one. */
const ofAnyServer: ReadonlySet<Cause> = new Set<Cause>(['runtime-unavailable', 'unknown'])

/**
 * Whether a call that failed was one of the plugin to its own agent: the runtime that reports what the plugin said was there.
 * `plugin type="antrea" failed (add): rpc error: code = Unavailable desc = error reading from server: EOF`. `own` is the cause
 * of the innermost text.
 */
export function isAgentCall({ wrappers, core }: Peeling, own: Cause): boolean {
  if (!ofAnyServer.has(own)) return false
  const called = wrappers.findIndex(isPluginCall)
  if (called < 0 || runtimeSocket.test(core)) return false
  return (
    wrappers.slice(called).some(({ layer, who }) => layer === 'grpc' && unanswered.test(who)) || heldStatus.test(core)
  )
}

const isPluginCall = ({ layer, text }: ErrorLayer): boolean =>
  layer === 'libcni' || layer === 'delegate' || (layer === 'cri' && networkCall.test(text))
