import type { CaseFile, EventRow, FactRow, FailureRow } from '../../src/model/case-file.ts'
import type { CniConfig, FactKind } from '../../src/model/fact.ts'
import type { LogEvent } from '../joins/build.ts'
import { by, type FakeCase, type FakeFailure, join } from '../joins/fake-store.ts'

/** What an event of the fake says beyond what joins see. */
export interface Words {
  readonly plugin?: string
  readonly configVersion?: string | null
  readonly supportedVersions?: string
  readonly message?: string
}

export interface FakeInput extends FakeCase {
  readonly configs?: readonly CniConfig[]
  /** Words of event ids. */
  readonly words?: ReadonlyMap<number, Words>
  readonly nodes?: readonly string[]
}

/** Joins the events in memory and shows the result as a case file. */
export function fakeCaseFile(given: FakeInput): CaseFile {
  const joined = join(given)
  const failureOf = new Map(joined.failures.flatMap((row) => row.eventIds.map((id) => [id, row.id] as const)))
  const wordsOf = (id: number): Words => given.words?.get(id) ?? {}
  const rows = given.events
    .map((event) => eventRow(event, failureOf.get(event.id) ?? 0, wordsOf(event.id)))
    .sort(by((row) => [row.time_us, row.source, row.line, row.ord]))
  const byId = new Map(given.events.map((event) => [event.id, event]))
  const failures = joined.failures
    .map((row) => failureRow(row, byId.get(row.firstEventId), wordsOf(row.causeEventId)))
    .sort(by((row) => [row.first_us, row.id]))
  const facts = [...(given.facts ?? [])]
    .sort(by((fact) => [fact.timeUs, fact.node, fact.source, fact.line]))
    .map((fact, index): FactRow => {
      const { timeUs, ...rest } = fact
      return { ...rest, id: index + 1, time_us: timeUs }
    })
  const nodes = new Set([...given.events, ...(given.facts ?? []), ...(given.configs ?? [])].map((item) => item.node))
  for (const node of given.nodes ?? []) nodes.add(node)
  nodes.delete('')
  const limited = <T>(list: readonly T[], limit: number | undefined): readonly T[] =>
    list.slice(0, limit ?? list.length)
  return {
    meta: () => '',
    sources: () => [],
    nodes: () => [...nodes].sort(),
    incidents: () => joined.incidents,
    facts: (kind?: FactKind) => facts.filter((fact) => kind === undefined || fact.kind === kind),
    eachFact: () => facts,
    cniConfigs: () => given.configs ?? [],
    failures: (filter = {}) =>
      limited(
        failures.filter((row) => filter.incidentId === undefined || row.incident_id === filter.incidentId),
        filter.limit,
      ),
    sandboxes: (filter = {}) =>
      limited(
        joined.sandboxes.filter((row) => filter.state === undefined || row.state === filter.state),
        filter.limit,
      ),
    events: (filter) =>
      limited(
        rows.filter(
          (row) =>
            (filter.failureId === undefined || row.failure_id === filter.failureId) &&
            (filter.sandboxId === undefined || row.sandbox_id === filter.sandboxId) &&
            (filter.node === undefined || row.node === filter.node) &&
            (filter.operation === undefined || row.operation === filter.operation) &&
            (filter.outcome === undefined || row.outcome === filter.outcome) &&
            row.time_us >= (filter.fromUs ?? 0) &&
            row.time_us <= (filter.toUs ?? Number.MAX_SAFE_INTEGER),
        ),
        filter.limit,
      ),
    markBefore: () => undefined,
    query: (name) =>
      name === 'stuck-per-node'
        ? joined.sandboxes
            .filter((row) => row.state === 'stuck')
            .map(({ node, netns_left }) => ({ node, sandboxes: 1, attached: netns_left }))
        : [],
    queryHeads: () => [],
    sql: () => ({ columns: [], rows: [] }),
    close: () => undefined,
  }
}

function eventRow(event: LogEvent, failureId: number, words: Words): EventRow {
  return {
    id: event.id,
    source: `s${event.source}`,
    line: event.line,
    line_end: event.line,
    byte_offset: event.line * 100,
    ord: event.ord,
    time_us: event.timeUs,
    last_us: event.lastUs,
    repeat_n: event.repeatN,
    node: event.node,
    component: event.component,
    operation: event.operation,
    outcome: event.outcome,
    cause: event.cause,
    sandbox_id: event.sandboxId,
    pod_namespace: event.podNamespace,
    pod_name: event.podName,
    pod_uid: event.podUid,
    attempt: event.attempt,
    plugin: words.plugin ?? '',
    config_version: words.configVersion ?? null,
    supported_versions: words.supportedVersions ?? '',
    message: words.message ?? '',
    kind: event.kind,
    secondary: event.secondary ? 1 : 0,
    failure_id: failureId,
    raw: `${event.kind} ${event.sandboxId} ${event.cause}`,
  }
}

function failureRow(failure: FakeFailure, first: LogEvent | undefined, words: Words): FailureRow {
  const { firstEventId: _first, causeEventId: _cause, eventIds: _ids, ...row } = failure
  return {
    ...row,
    plugin: words.plugin ?? '',
    config_version: words.configVersion ?? null,
    supported_versions: words.supportedVersions ?? '',
    message: words.message ?? '',
    source: `s${first?.source ?? 0}`,
    line: first?.line ?? 0,
  }
}
