import { runJoins } from '../../src/joins/index.ts'
import type {
  FailureAddition,
  FailureDraft,
  FailureHead,
  JoinEvent,
  JoinFact,
  JoinStore,
  Place,
  PodNode,
  SandboxIdentity,
  SourceSpan,
  UidIdentity,
} from '../../src/joins/join-store.ts'
import type { IncidentRow, SandboxRow } from '../../src/model/case-file.ts'
import type { FactKind } from '../../src/model/fact.ts'
import type { Operation } from '../../src/model/vocabulary.ts'
import type { LogEvent } from './build.ts'

/** A failure as the fake keeps it: the draft, what was added to it, and its incident. */
export type FakeFailure = Omit<FailureDraft, 'sandbox'> & {
  readonly sandbox_id: string
  readonly incident_id: number
  readonly eventIds: readonly number[]
}

export interface FakeCase {
  readonly events: readonly LogEvent[]
  readonly facts?: readonly JoinFact[]
  readonly spans?: readonly SourceSpan[]
}

export interface FakeResult {
  readonly events: readonly LogEvent[]
  readonly failures: readonly FakeFailure[]
  readonly sandboxes: readonly SandboxRow[]
  readonly incidents: readonly IncidentRow[]
  /** What the joins put, not what was given. */
  readonly facts: readonly JoinFact[]
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sort by a list of values, code units and numbers. */
export function by<T>(values: (item: T) => readonly (string | number)[]): (a: T, b: T) => number {
  return (a, b) => {
    const right = values(b)
    return (
      values(a)
        .map((value, index) => compare(value, right[index] ?? 0))
        .find((order) => order !== 0) ?? 0
    )
  }
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}

/** Items with the same values, in order of the first. */
function grouped<T>(items: readonly T[], values: (item: T) => readonly (string | number)[]): T[][] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = JSON.stringify(values(item))
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()]
}

/** An Event without log records stands for as many failures as it counts. */
function weigh(rows: readonly FakeFailure[]): number {
  return rows.reduce((sum, row) => sum + (row.records === 0 ? Math.max(1, row.events_seen) : 1), 0)
}

/** Runs the joins over events in memory. The order of the given events is the order within their source. */
export function join(given: FakeCase): FakeResult {
  const store = fakeStore(given)
  runJoins(store.store)
  return store.result()
}

/** A JoinStore over arrays. */
export function fakeStore(given: FakeCase): { readonly store: JoinStore; readonly result: () => FakeResult } {
  const identities = new Map<string, SandboxIdentity>()
  const uids = new Map<string, UidIdentity>()
  const nodes = new Map<string, PodNode>()
  const failures: FakeFailure[] = []
  const sandboxes: SandboxRow[] = []
  const incidents: IncidentRow[] = []
  const facts: JoinFact[] = []
  /** Sandbox ids by row id; none is row 0. */
  const ids = ['']
  const sandboxOf = (sandboxId: string): number => {
    if (!ids.includes(sandboxId)) ids.push(sandboxId)
    return ids.indexOf(sandboxId)
  }
  const textOf = (sandbox: number): string => ids[sandbox] ?? ''
  const resolve = (event: LogEvent): LogEvent => {
    const identity = identities.get(event.sandboxId)
    const named =
      event.podName === '' && identity
        ? { ...event, podNamespace: identity.podNamespace, podName: identity.podName }
        : event
    const uid = named.podUid || identity?.podUid || ''
    const pod = named.podName === '' ? uids.get(uid) : undefined
    const known = { ...named, podUid: uid, ...(pod ? { podNamespace: pod.podNamespace, podName: pod.podName } : {}) }
    const node = known.node || identity?.node || nodes.get(`${known.podNamespace}/${known.podName}`)?.node || ''
    return { ...known, node, sandboxId: identity?.sandboxId ?? event.sandboxId }
  }
  const number = ({ sandboxId, ...event }: LogEvent): JoinEvent => ({ ...event, sandbox: sandboxOf(sandboxId) })
  const isLoose = (event: LogEvent): boolean =>
    event.operation === 'NetworkReady' || (event.podName === '' && event.sandboxId === '')
  const heads = (): FailureHead[] =>
    failures.map((row) => ({
      id: row.id,
      node: row.node,
      operation: row.operation,
      cause: row.cause,
      firstUs: row.first_us,
      lastUs: row.last_us,
    }))
  const successes = (node: string, operation: Operation): (LogEvent & Place)[] =>
    given.events
      .map(resolve)
      .filter((event) => event.node === node && event.operation === operation && event.outcome === 'succeeded')
      .sort(by((event) => [event.timeUs, event.source, event.line]))
      .map((event) => ({ ...event, source: `s${event.source}` }) as unknown as LogEvent & Place)
  const change = (id: number, changed: Partial<FakeFailure>): void => {
    const at = failures.findIndex((row) => row.id === id)
    const row = failures[at]
    if (row) failures[at] = { ...row, ...changed }
  }
  const store: JoinStore = {
    sandboxPods: () =>
      distinct(
        given.events
          .filter((event) => event.sandboxId !== '')
          .map(({ sandboxId, podNamespace, podName, podUid, node }) => ({
            sandboxId,
            podNamespace,
            podName,
            podUid,
            node,
          })),
      ).sort(by((row) => [row.sandboxId, row.podNamespace, row.podName, row.podUid, row.node])),
    putSandboxIdentity: (row) => void identities.set(row.printed, row),
    uidPods: () =>
      distinct(
        given.events.map(({ podUid, podNamespace, podName, node }) => ({ podUid, podNamespace, podName, node })),
      ).sort(by((row) => [row.podUid, row.podNamespace, row.podName, row.node])),
    putUidIdentity: (row) => void uids.set(row.podUid, row),
    podNodes: () =>
      distinct(
        given.events
          .filter((event) => event.podName !== '' && event.node !== '')
          .map(({ podNamespace, podName, node }) => ({ podNamespace, podName, node })),
      ).sort(by((row) => [row.podNamespace, row.podName, row.node])),
    putPodNode: (row) => void nodes.set(`${row.podNamespace}/${row.podName}`, row),
    events: () =>
      given.events
        .map(resolve)
        .filter((event) => !isLoose(event))
        .sort(
          by((event) => [
            event.podNamespace,
            event.podName,
            event.podName === '' ? event.sandboxId : '',
            event.node,
            event.timeUs,
            event.source,
            event.line,
            event.ord,
          ]),
        )
        .map(number),
    looseEvents: () =>
      given.events
        .map(resolve)
        .filter(isLoose)
        .sort(by((event) => [event.node, event.timeUs, event.source, event.line, event.ord]))
        .map(number),
    putFailure: ({ sandbox, ...draft }, eventIds) =>
      void failures.push({ ...draft, sandbox_id: textOf(sandbox), incident_id: 0, eventIds }),
    addToFailure: (addition: FailureAddition) => {
      const row = failures.find((failure) => failure.id === addition.failureId)
      if (!row) throw new RangeError(`no failure ${addition.failureId}`)
      change(row.id, {
        records: row.records + addition.records,
        events_seen: row.events_seen + addition.eventsSeen,
        last_us: Math.max(row.last_us, addition.lastUs),
        eventIds: [...row.eventIds, ...addition.eventIds],
      })
    },
    putSandbox: ({ sandbox, replacedBy, ...row }) =>
      void sandboxes.push({ ...row, sandbox_id: textOf(sandbox), replaced_by: textOf(replacedBy) }),
    sandboxOf,
    sandboxId: textOf,
    failuresByNode: () =>
      heads()
        .filter((head) => head.operation !== 'NetworkReady')
        .sort(by((head) => [head.node, head.firstUs, head.id])),
    failureTimes: () => heads().sort(by((head) => [head.cause, head.firstUs])),
    assignIncidents: (spans) => {
      for (const { incident, cause, fromUs, toUs } of spans) {
        for (const row of failures) {
          if (row.cause === cause && row.first_us >= fromUs && row.first_us <= toUs)
            change(row.id, { incident_id: incident })
        }
      }
    },
    incidentSums: () =>
      grouped(failures, (row) => [row.incident_id, row.node, row.operation])
        .map((rows) => ({ rows, timed: rows.map((row) => row.first_us).filter((us) => us > 0) }))
        .sort(
          by(({ rows, timed }) => [
            rows[0]?.incident_id ?? 0,
            timed.length < rows.length ? 0 : Math.min(...timed),
            rows[0]?.node ?? '',
            rows[0]?.id ?? 0,
          ]),
        )
        .map(({ rows, timed }) => ({
          incident: rows[0]?.incident_id ?? 0,
          node: rows[0]?.node ?? '',
          operation: rows[0]?.operation ?? 'other',
          failures: weigh(rows),
          secondaries: weigh(rows.filter((row) => row.secondary === 1)),
          firstUs: timed.length === 0 ? 0 : Math.min(...timed),
          lastUs: Math.max(0, ...rows.filter((row) => row.first_us > 0).map((row) => row.last_us)),
        })),
    incidentCounts: () =>
      grouped(failures, (row) => [row.incident_id]).map((rows) => ({
        incident: rows[0]?.incident_id ?? 0,
        pods: distinct(rows.filter((row) => row.pod_name !== '').map((row) => `${row.pod_namespace}/${row.pod_name}`))
          .length,
        sandboxes: distinct(rows.filter((row) => row.sandbox_id !== '').map((row) => row.sandbox_id)).length,
      })),
    markSecondary: (incident) => {
      for (const row of failures) if (row.incident_id === incident) change(row.id, { secondary: 1 })
    },
    facts: (kinds: readonly FactKind[], fromUs: number, toUs: number) =>
      [...(given.facts ?? []), ...facts]
        .filter((fact) => kinds.includes(fact.kind) && fact.timeUs >= fromUs && fact.timeUs <= toUs)
        .sort(by((fact) => [fact.timeUs, fact.node, fact.source, fact.line])),
    firstSuccess: (node, operation, afterUs) => successes(node, operation).find((event) => event.timeUs > afterUs),
    lastSuccess: (node, operation, beforeUs) => successes(node, operation).findLast((event) => event.timeUs < beforeUs),
    spans: () => given.spans ?? [],
    putFact: (eventId, fact) => {
      const event = given.events.find((one) => one.id === eventId)
      if (!event) throw new RangeError(`no event ${eventId}`)
      facts.push({
        text: `event ${eventId}`,
        ...fact,
        timeUs: event.timeUs,
        source: `s${event.source}`,
        line: event.line,
      })
    },
    putIncident: (row) => void incidents.push(row),
  }
  return { store, result: () => ({ events: given.events, failures, sandboxes, incidents, facts }) }
}
