import type { CaseFile, EventRow, FailureRow, IncidentRow } from '../model/case-file.ts'
import type { Cause, Operation } from '../model/vocabulary.ts'
import { spokenFor } from './mute-plugin.ts'
import { isStartUp } from './start-up.ts'

/** How much an operation's failures say about the cause of the whole: pods that cannot start or stop say most. */
const OPERATION_WEIGHT: Readonly<Record<Operation, number>> = {
  RunPodSandbox: 1,
  StopPodSandbox: 1,
  RemovePodSandbox: 0.9,
  NetworkReady: 0.8,
  other: 0.6,
  ListPodSandbox: 0.4,
  PodSandboxStatus: 0.4,
}

/** Causes that rather follow than lead, and the generic ones. */
const CAUSE_WEIGHT: Readonly<Partial<Record<Cause, number>>> = {
  unknown: 0.1,
  'sandbox-not-found': 0.3,
  'sandbox-name-conflict': 0.7,
  'runtime-timeout': 0.8,
  'runtime-unavailable': 0.7,
}

/** `unknown` wins over a named cause only with so many times its failures. */
const UNKNOWN_MAJORITY = 20

/** Answers to a status call that are told of every sandbox which is gone or has no network. */
const STATUS_BENIGN: ReadonlySet<Cause> = new Set<Cause>(['sandbox-not-found', 'network-info-missing', 'unknown'])

/**
 * Is this series of failures nothing that anyone suffered from (messages.md 6.1)? Status calls for a sandbox that is gone or has no network, a
 * network that comes up after a start, and clients run by hand that try one socket after another. A preflight check of kubeadm ends with it, so that one counts.
 */
export function isBenign(file: CaseFile, incident: IncidentRow): boolean {
  if (isStartUp(file, incident)) return true
  if (incident.operation === 'other')
    return (
      incident.cause === 'runtime-unavailable' &&
      writers(file, incident) === 'crictl' &&
      !firstEvents(file, incident).some((event) => event.raw.includes(PREFLIGHT))
    )
  if (incident.operation !== 'PodSandboxStatus') return false
  // What crictl answers was asked for by someone who looked for the sandbox.
  if (STATUS_BENIGN.has(incident.cause)) return !writers(file, incident).includes('crictl')
  if (incident.cause !== 'netns-missing' || writers(file, incident).includes('containerd')) return false
  return !firstEvents(file, incident).some((event) => event.raw.includes(NETNS_HELD))
}

// failed to get sandbox ip: check network namespace closed: remove netns: unlinkat /var/run/netns/cni-..: device or resource busy
const NETNS_HELD = 'check network namespace closed'

// [ERROR CRI]: container runtime is not running: output: time="..." level=fatal msg="validate service connection: ..."
const PREFLIGHT = '[ERROR CRI]'

/** Components that wrote the first records of an incident, sorted, with blanks between. */
function writers(file: CaseFile, incident: IncidentRow): string {
  const components = new Set(firstEvents(file, incident).map((event) => event.component))
  return [...components].sort().join(' ')
}

function firstEvents(file: CaseFile, incident: IncidentRow): EventRow[] {
  const failures = [...file.failures({ incidentId: incident.id, limit: 8 })]
  return failures.flatMap((failure) => [...file.events({ failureId: failure.id, limit: 4 })])
}

/**
 * The incident that explains the case, or undefined if nothing that matters failed. First those that are a consequence of nothing, by the
 * weight of all incidents of their cause; of equals the earlier. Where its failures say nothing, what the plugin's own log says.
 */
export function choose(file: CaseFile, all: readonly IncidentRow[]): IncidentRow | undefined {
  const serious = all.filter((incident) => !isBenign(file, incident))
  const firsts = serious.filter((incident) => !followsFrom(incident, serious))
  const candidates = firsts.length > 0 ? firsts : serious
  const cause = heaviest(inOrder(file, candidates))
  const own = candidates.filter((incident) => incident.cause === cause)
  const most = own.reduce<IncidentRow | undefined>(
    (best, incident) => (best && best.failures >= incident.failures ? best : incident),
    undefined,
  )
  return most && spokenFor(file, most, candidates)
}

/** A consequence of an incident that itself counts. */
function followsFrom(incident: IncidentRow, serious: readonly IncidentRow[]): boolean {
  return incident.consequence_of !== 0 && serious.some((first) => first.id === incident.consequence_of)
}

/** Incidents are in order of time; those without a time by the place of their first failure in the logs. */
function inOrder(file: CaseFile, incidents: readonly IncidentRow[]): readonly IncidentRow[] {
  if (incidents.length < 2 || incidents.some(({ first_us }) => first_us > 0)) return incidents
  const places = new Map(incidents.map((one) => [one, firstPlace(file, one)]))
  const placeOf = (one: IncidentRow): Place => places.get(one) ?? { source: '', line: 0 }
  return [...incidents].sort((a, b) => compare(placeOf(a), placeOf(b)))
}

type Place = Pick<FailureRow, 'source' | 'line'>

const compare = (a: Place, b: Place): number => (a.source === b.source ? a.line - b.line : a.source < b.source ? -1 : 1)

/** Failures without times are not in the order of their lines; the first of many stand among the first. */
function firstPlace(file: CaseFile, incident: IncidentRow): Place | undefined {
  let first: Place | undefined
  for (const failure of file.failures({ incidentId: incident.id, limit: MOST_PLACES }))
    if (first === undefined || compare(failure, first) < 0) first = failure
  return first
}

const MOST_PLACES = 64

function heaviest(candidates: readonly IncidentRow[]): Cause | undefined {
  const counts = new Map<Cause, number>()
  const weights = new Map<Cause, number>()
  for (const incident of candidates) {
    const scale = OPERATION_WEIGHT[incident.operation] * (CAUSE_WEIGHT[incident.cause] ?? 1)
    counts.set(incident.cause, (counts.get(incident.cause) ?? 0) + incident.failures)
    weights.set(incident.cause, (weights.get(incident.cause) ?? 0) + scale * Math.log2(1 + incident.failures))
  }
  const named = [...counts].reduce((sum, [cause, count]) => (cause === 'unknown' ? sum : sum + count), 0)
  if ((counts.get('unknown') ?? 0) > UNKNOWN_MAJORITY * named) return 'unknown'
  let best: Cause | undefined
  // Incidents are in order: of equals the first one met stays.
  for (const [cause, weight] of weights) if (best === undefined || weight > (weights.get(best) ?? 0)) best = cause
  return best
}
