import type { Operation } from '../../src/model/vocabulary.ts'

/** What a sync result of kubelet is about, and its parts. */
export interface SyncResult {
  readonly operation: Operation
  /** The text from the sandbox part on: errors of containers in front of it left out. */
  readonly error: string
  /** Pod uid of `failed to "KillPodSandbox" for "<uid>"`; ''. */
  readonly podUid: string
}

// failed to "CreatePodSandbox" for "web_default(uid)" with CreatePodSandboxError: ".." · quotes at any depth
// and, up to kubelet 1.5: failed to "SetupNetwork" for "web_default" with SetupNetworkError: ".."
// failed to "KillPodSandbox" [...] failed to Statfs "": ..   where somebody left out the middle
const part =
  /failed to \\*"(CreatePodSandbox|KillPodSandbox|ConfigPodSandbox|SetupNetwork|TeardownNetwork)\\*"(?: for \\*"([^"\\]{0,600})| \[?(?:\.\.\.|…))/

// failed to "CreatePodSa>  (a pager or the width of a terminal cut the line in the verb or behind it)
const cutPart = /failed to \\*"((?:Create|Kill)Pod(?:S[a-z]*)?)\\*"?(?: f(?:or?)?)?[>…]?$/

// "killPodWithSyncResult failed" err="...dial tcp 10.96.0.1:443: i/o timeout"   where somebody left out the beginning
const elided = /^ ?(?:\.\.\.|…)/

/** The result of a killed pod of which only the end of the error is left: what asks the network is its sandbox, not a container. */
export function readElidedKill(text: string): SyncResult | undefined {
  if (!elided.test(text) || text.includes('KillContainer')) return undefined
  return { operation: 'StopPodSandbox', error: text.replace(elided, '').trim(), podUid: '' }
}

// network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:..
const notReady = 'network is not ready'

/**
 * Reads the text that kubelet builds from the results of one pod sync (sync_result.go, all versions): which sandbox operation
 * failed in it. Undefined where none did (`StartContainer` with CrashLoopBackOff, image pulls, volumes ...).
 */
export function readSyncResult(text: string): SyncResult | undefined {
  const found = text.includes('PodSandbox') || text.includes('Network') ? part.exec(text) : null
  if (found !== null) {
    const [, verb, target = ''] = found
    return {
      operation: verb === 'KillPodSandbox' || verb === 'TeardownNetwork' ? 'StopPodSandbox' : 'RunPodSandbox',
      error: text.slice(found.index),
      podUid: verb === 'KillPodSandbox' && !target.includes('_') ? uidText(target) : '',
    }
  }
  const cut = text.includes('Pod') && !text.includes('Container') ? cutPart.exec(text.trimEnd()) : null
  if (cut !== null) {
    const operation = cut[1]?.startsWith('Kill') === true ? 'StopPodSandbox' : 'RunPodSandbox'
    return { operation, error: text.slice(cut.index), podUid: '' }
  }
  if (text.includes(notReady)) return { operation: 'NetworkReady', error: text, podUid: '' }
  return undefined
}

// A uid that was masked ("xxxxx") or cut is no uid; static pods have 32 hex digits without dashes.
const uidForm = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$|^[0-9a-f]{32}$/

const uidText = (text: string): string => (uidForm.test(text) ? text : '')
