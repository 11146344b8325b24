import type { SandboxState } from '../model/case-file.ts'
import type { Cause } from '../model/vocabulary.ts'
import type { Attempt } from './attempt.ts'
import type { JoinEvent, SandboxDraft } from './join-store.ts'

/** What is known of one sandbox so far. Of every step the first time counts: for the end of a step the last one would be a repeat. */
interface Life {
  readonly sandbox: number
  node: string
  pod: JoinEvent
  podUid: string
  attempt: number
  /** 0 = not seen. */
  requestedUs: number
  readyUs: number
  stopUs: number
  networkDownUs: number
  stoppedUs: number
  removedUs: number
  wasReady: boolean
  runFailed: boolean
  state: SandboxState
  failedRuns: number
  failedStops: number
  netnsLeft: boolean
}

/** A run that was asked for and has neither a sandbox id nor a failure yet. */
interface Request {
  readonly us: number
  readonly attempt: number
}

/** Causes of a failed stop that say nothing of the network tear-down, or that the namespace itself is gone. */
const NOT_NETWORK: ReadonlySet<Cause> = new Set<Cause>([
  'netns-missing',
  'unknown',
  'runtime-timeout',
  'runtime-unavailable',
  'oci-runtime-failed',
  'sandbox-not-found',
  'sandbox-name-conflict',
  'sandbox-image-failed',
  'resource-exhausted',
])

/** At most so many requests wait for their result. */
const MAX_REQUESTS = 64

/**
 * Lives of the sandboxes of one pod on one node (or of one sandbox whose pod is not known), as a state machine over its events in order:
 * unknown → (ready) running → (stop failed) stuck → (stop succeeded) gone; a failed run → never-ready.
 */
export interface Lives {
  /** Any event of the pod or sandbox, in order of time. */
  readonly see: (event: JoinEvent) => void
  /** A joined failure: counts it. */
  readonly count: (attempt: Attempt) => void
  /** True if a run of this sandbox is known to have failed. */
  readonly hasFailedRun: (sandbox: number) => boolean
  /** Rows in order of first mention, linked to the sandbox that replaced them. */
  readonly rows: (firstId: number) => SandboxDraft[]
}

/** Starts with no sandbox seen. */
export function newLives(): Lives {
  const lives = new Map<number, Life>()
  const requests: Request[] = []
  const lifeOf = (event: JoinEvent): Life => {
    let life = lives.get(event.sandbox)
    if (life === undefined) {
      life = newLife(event)
      lives.set(event.sandbox, life)
    }
    describe(life, event)
    return life
  }
  return {
    see: (event) => {
      if (event.operation === 'RunPodSandbox' && event.outcome === 'started') ask(requests, event)
      const named = event.sandbox !== 0 && event.cause !== 'sandbox-name-conflict'
      if (named) step(lifeOf(event), event, requests)
      else if (isRunFailure(event)) requests.shift()
    },
    count: (attempt) => {
      const life = lives.get(attempt.sandbox)
      if (!life) return
      if (attempt.operation === 'RunPodSandbox') life.failedRuns += 1
      if (attempt.operation === 'StopPodSandbox') life.failedStops += 1
    },
    hasFailedRun: (sandbox) => lives.get(sandbox)?.runFailed === true,
    rows: (firstId) => toRows([...lives.values()], firstId),
  }
}

/** The runtime's own line about a run that failed before its sandbox id was told. */
function isRunFailure(event: JoinEvent): boolean {
  return (
    event.operation === 'RunPodSandbox' &&
    event.outcome === 'failed' &&
    event.component !== 'kubelet' &&
    event.component !== 'kubernetes-event'
  )
}

function newLife(event: JoinEvent): Life {
  return {
    sandbox: event.sandbox,
    node: event.node,
    pod: event,
    podUid: event.podUid,
    attempt: event.attempt,
    requestedUs: 0,
    readyUs: 0,
    stopUs: 0,
    networkDownUs: 0,
    stoppedUs: 0,
    removedUs: 0,
    wasReady: false,
    runFailed: false,
    state: 'unknown',
    failedRuns: 0,
    failedStops: 0,
    netnsLeft: false,
  }
}

function describe(life: Life, event: JoinEvent): void {
  if (life.podUid === '') life.podUid = event.podUid
  if (event.attempt >= 0) life.attempt = event.attempt
}

function ask(requests: Request[], event: JoinEvent): void {
  requests.push({ us: event.timeUs, attempt: event.attempt })
  if (requests.length > MAX_REQUESTS) requests.shift()
}

/** The request that a result answers: the oldest of the same attempt number, else the oldest. */
function answer(requests: Request[], attempt: number): number {
  if (requests.length === 0) return 0
  const index =
    attempt < 0
      ? 0
      : Math.max(
          0,
          requests.findIndex((request) => request.attempt === attempt),
        )
  return requests.splice(index, 1)[0]?.us ?? 0
}

function step(life: Life, event: JoinEvent, requests: Request[]): void {
  if (event.outcome === 'failed') fail(life, event, requests)
  else if (event.outcome === 'succeeded') succeed(life, event, requests)
  else if (event.operation === 'StopPodSandbox') life.stopUs ||= event.timeUs
}

function succeed(life: Life, event: JoinEvent, requests: Request[]): void {
  switch (event.operation) {
    case 'RunPodSandbox':
      if (life.requestedUs === 0) life.requestedUs = answer(requests, event.attempt)
      life.readyUs ||= event.timeUs
      life.wasReady = true
      if (life.state === 'unknown' || life.state === 'never-ready') life.state = 'running'
      break
    case 'StopPodSandbox':
      life.stoppedUs ||= event.timeUs
      end(life)
      break
    case 'RemovePodSandbox':
      life.removedUs ||= event.timeUs
      end(life)
      break
    case 'other':
      if (event.kind !== 'containerd-teardown-succeeded') break
      life.networkDownUs ||= event.timeUs
      life.netnsLeft = false
      break
    default:
  }
}

function end(life: Life): void {
  life.state = life.runFailed && !life.wasReady ? 'never-ready' : 'gone'
  life.netnsLeft = false
}

function fail(life: Life, event: JoinEvent, requests: Request[]): void {
  const cause = event.cause === '' ? 'unknown' : event.cause
  if (event.operation === 'RunPodSandbox') {
    if (!life.runFailed && life.requestedUs === 0) life.requestedUs = answer(requests, event.attempt)
    life.runFailed = true
    if (life.state === 'unknown') life.state = 'never-ready'
  } else if (event.operation === 'StopPodSandbox') {
    life.stopUs ||= event.timeUs
    if (cause === 'sandbox-not-found') end(life)
    else failStop(life, cause)
  } else if (event.operation === 'other' && event.secondary) {
    // containerd: Failed to destroy network for sandbox "b7e9..."
    if (!NOT_NETWORK.has(cause)) life.netnsLeft = true
  }
}

/** An echo of the last failure may come after the success that ended it only if clocks differ: a stop that succeeded stays so. */
function failStop(life: Life, cause: Cause): void {
  if (life.state === 'gone') return
  life.state = 'stuck'
  life.netnsLeft = !NOT_NETWORK.has(cause) || (life.netnsLeft && cause === 'unknown')
}

/** `lives`: in order of first mention. Read from the end, so that what may replace a sandbox is known: its next neighbour mostly does. */
function toRows(lives: readonly Life[], firstId: number): SandboxDraft[] {
  const rows: SandboxDraft[] = []
  /** Sandboxes behind that a run was made for, the next one last. */
  const made: Life[] = []
  for (let index = lives.length - 1; index >= 0; index -= 1) {
    const life = lives[index]
    if (life === undefined) continue
    const next = life.pod.podName === '' ? undefined : made.findLast((other) => sameUid(life, other))
    rows.push(toRow(life, firstId + index, next?.sandbox ?? 0))
    if (life.wasReady || life.runFailed) made.push(life)
  }
  return rows.reverse()
}

function toRow(life: Life, id: number, replacedBy: number): SandboxDraft {
  return {
    id,
    sandbox: life.sandbox,
    node: life.node,
    pod_namespace: life.pod.podNamespace,
    pod_name: life.pod.podName,
    pod_uid: life.podUid,
    attempt: Math.max(0, life.attempt),
    requested_us: life.requestedUs,
    ready_us: life.readyUs,
    stop_us: life.stopUs,
    network_down_us: life.networkDownUs,
    stopped_us: life.stoppedUs,
    removed_us: life.removedUs,
    state: life.state,
    failed_runs: life.failedRuns,
    failed_stops: life.failedStops,
    netns_left: life.netnsLeft ? 1 : 0,
    replacedBy,
  }
}

function sameUid(a: Life, b: Life): boolean {
  return a.podUid === '' || b.podUid === '' || a.podUid === b.podUid
}
