import { HANG_CALLS, HANG_WINDOW_US, NO_RESULT_US } from './bounds.ts'
import type { JoinEvent } from './join-store.ts'

/** A call to the runtime that had no result within NO_RESULT_US. */
export interface Stall {
  /** The event that says that the call was made. */
  readonly event: JoinEvent
  /** 0 = no result was ever logged. */
  readonly answeredUs: number
}

/** Calls of one pod on one node that wait for their result. */
export interface Waits {
  /** Any event of the pod or sandbox, in order of time. */
  readonly see: (event: JoinEvent) => void
  /** Nothing more comes of the pod. */
  readonly end: () => void
}

/** Stalls of the whole case. */
export interface Stalls {
  /** Starts with the calls of another pod. */
  readonly newWaits: () => Waits
  /** Those that the source of their call outlived, by node, then time. Nodes none of whose calls has a result are left out: there results are not logged. */
  readonly list: () => Stall[]
}

/** At most so many calls of one pod wait at once, and so many stretches of time of all nodes are remembered. */
const MAX_WAITING = 64
const MAX_STRETCHES = 4096

const STARTED: ReadonlySet<string> = new Set(['containerd-run-started', 'containerd-stop-started'])

/** Failures that say that the call goes on, or that only the caller gave up. */
const GOES_ON: ReadonlySet<string> = new Set(['runtime-timeout', 'sandbox-name-conflict', 'runtime-unavailable'])

/**
 * Collects stalls in bounded memory: of every node and stretch of HANG_WINDOW_US the first HANG_CALLS of different pods. Only containerd's calls
 * count: it alone logs every result, failures too (CRI-O leaves those to kubelet).
 */
export function newStalls(): Stalls {
  const stretches = new Map<string, Stall[]>()
  const lastOf = new Map<number, number>()
  const answering = new Set<string>()
  const keep = (stall: Stall): void => {
    const key = `${stall.event.node} ${Math.floor(stall.event.timeUs / HANG_WINDOW_US)}`
    const kept = stretches.get(key) ?? []
    if (kept.length === 0 && stretches.size >= MAX_STRETCHES) return
    stretches.set(key, addFirst(kept, stall))
  }
  return {
    newWaits: () => newWaits(keep, (event) => answering.add(event.node), lastOf),
    list: () =>
      [...stretches.values()]
        .flat()
        .filter(({ event, answeredUs }) => {
          const outlived = answeredUs > 0 || (lastOf.get(event.source) ?? 0) - event.timeUs > NO_RESULT_US
          return outlived && answering.has(event.node)
        })
        .sort((a, b) => compare(a.event, b.event)),
  }
}

/** Names what the call is about: the pod, else the row id of the sandbox. */
export function subjectOf({ podNamespace, podName, sandbox }: JoinEvent): string {
  return podName === '' ? String(sandbox) : `${podNamespace}/${podName}`
}

function addFirst(kept: readonly Stall[], stall: Stall): Stall[] {
  const same = kept.find((other) => subjectOf(other.event) === subjectOf(stall.event))
  if (same && compare(same.event, stall.event) <= 0) return [...kept]
  return [...kept.filter((other) => other !== same), stall]
    .sort((a, b) => compare(a.event, b.event))
    .slice(0, HANG_CALLS)
}

function compare(a: JoinEvent, b: JoinEvent): number {
  if (a.node !== b.node) return a.node < b.node ? -1 : 1
  return a.timeUs - b.timeUs || a.source - b.source || a.line - b.line || a.ord - b.ord
}

function newWaits(
  keep: (stall: Stall) => void,
  answers: (event: JoinEvent) => void,
  lastOf: Map<number, number>,
): Waits {
  const waiting = new Map<string, JoinEvent>()
  const settle = (key: string, by: JoinEvent): void => {
    const call = waiting.get(key)
    if (!call) return
    waiting.delete(key)
    if (by.timeUs - call.timeUs > NO_RESULT_US) keep({ event: call, answeredUs: by.timeUs })
    else answers(call)
  }
  return {
    see(event) {
      if (event.timeUs === 0) return
      if (event.timeUs > (lastOf.get(event.source) ?? 0)) lastOf.set(event.source, event.timeUs)
      // The pod goes on: a sandbox that is stopped or removed is no longer being set up, one that is removed was stopped.
      for (const key of waiting.size === 0 ? [] : endedBy(event, waiting)) settle(key, event)
      if (!STARTED.has(event.kind) || waiting.has(keyOf(event))) return
      if (waiting.size < MAX_WAITING) waiting.set(keyOf(event), event)
    },
    end() {
      for (const event of waiting.values()) keep({ event, answeredUs: 0 })
      waiting.clear()
    },
  }
}

/** A run is known by the pod's uid and attempt number, a stop by its sandbox. A call that is repeated while it waits is the same call. */
function keyOf({ operation, sandbox, podUid, attempt }: JoinEvent): string {
  return operation === 'RunPodSandbox' ? `run ${podUid} ${attempt}` : `stop ${sandbox}`
}

function endedBy(event: JoinEvent, waiting: ReadonlyMap<string, JoinEvent>): string[] {
  if (event.outcome === 'failed' && GOES_ON.has(event.cause) && event.component !== 'containerd') return []
  if (event.cause === 'sandbox-name-conflict') return []
  if (event.operation === 'RunPodSandbox') return event.outcome === 'started' ? [] : runsEndedBy(event, waiting)
  if (event.operation === 'RemovePodSandbox' || event.operation === 'StopPodSandbox') {
    const runs = [...waiting.keys()].filter((key) => key.startsWith('run '))
    return event.outcome === 'started' ? runs : [...runs, `stop ${event.sandbox}`]
  }
  return []
}

/** kubelet names no attempt: its failure is that of every run the pod waits for. */
function runsEndedBy(event: JoinEvent, waiting: ReadonlyMap<string, JoinEvent>): string[] {
  return waiting.has(keyOf(event)) ? [keyOf(event)] : [...waiting.keys()].filter((key) => key.startsWith('run '))
}
