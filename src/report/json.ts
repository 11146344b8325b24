import { isoTime } from '../base/time.ts'
import type { CaseFile, FactRow, FailureRow, IncidentRow, SandboxRow, SourceRow } from '../model/case-file.ts'
import type { CniConfig } from '../model/fact.ts'
import type { Evidence, Verdict } from '../model/verdict.ts'

/**
 * The JSON of `analyze --format json`, in pieces: a case may hold a million failures. Rows carry the column names of the case
 * file, times as ISO text without `_us`; absent texts and times are null.
 */
export function* jsonParts(file: CaseFile, verdict: Verdict): Generator<string> {
  const incidents = file.incidents()
  yield `{"verdict":${JSON.stringify(verdictJson(verdict))},\n"incidents":`
  yield* array(incidents, incidentJson)
  yield ',\n"sandboxes":'
  yield* array(file.sandboxes(), sandboxJson)
  yield ',\n"failures":'
  yield* array(file.failures(), failureJson)
  yield ',\n"facts":'
  yield* array(file.facts(), factJson)
  yield `,\n"nodes":${JSON.stringify(file.nodes())},\n"coverage":`
  yield* array(file.sources(), sourceJson)
  yield ',\n"cni_configs":'
  yield* array(file.cniConfigs(), configJson)
  yield '}\n'
}

function* array<T>(rows: Iterable<T>, of: (row: T) => unknown): Generator<string> {
  let part = '['
  let first = true
  for (const row of rows) {
    part += `${first ? '\n' : ',\n'}${JSON.stringify(of(row))}`
    first = false
    if (part.length > 65_536) {
      yield part
      part = ''
    }
  }
  yield `${part}]`
}

const orNull = (text: string): string | null => (text === '' ? null : text)
const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

/** The cited line as JSON. */
function evidenceJson(one: Evidence): unknown {
  return {
    source: one.source,
    line: one.line,
    time: isoTime(one.timeUs),
    node: orNull(one.node),
    text: one.text,
    says: one.says,
  }
}

/** The verdict as JSON: DESIGN 3.2 and the terms, mechanism and steps behind it. */
export function verdictJson(verdict: Verdict): Readonly<Record<string, unknown>> {
  return {
    cause: verdict.cause,
    title: verdict.title,
    confidence: verdict.confidence,
    evidence: verdict.evidence.map(evidenceJson),
    against: verdict.against.map(evidenceJson),
    ruled_out: verdict.ruledOut,
    mechanism: orNull(verdict.mechanism),
    terms: verdict.terms.map((term) => ({ ...term, evidence: term.evidence.map(evidenceJson) })),
    would_change: verdict.wouldChange,
    incident_id: verdict.incidentId === 0 ? null : verdict.incidentId,
    fix: verdict.fix,
  }
}

function incidentJson(row: IncidentRow): unknown {
  const trigger =
    row.trigger_kind === ''
      ? null
      : {
          time: isoTime(row.trigger_us),
          kind: row.trigger_kind,
          text: row.trigger_text,
          source: orNull(row.trigger_source),
          line: row.trigger_line === 0 ? null : row.trigger_line,
        }
  return {
    id: row.id,
    cause: row.cause,
    operation: row.operation,
    first: isoTime(row.first_us),
    last: isoTime(row.last_us),
    nodes: words(row.nodes),
    pods: row.pods,
    sandboxes: row.sandboxes,
    failures: row.failures,
    trigger,
    onset: row.onset_before === 1 ? 'before the logs begin' : isoTime(row.first_us),
    recovered: isoTime(row.recovered_us),
    consequence_of: row.consequence_of === 0 ? null : row.consequence_of,
  }
}

function sandboxJson(row: SandboxRow): unknown {
  return {
    id: row.id,
    sandbox_id: orNull(row.sandbox_id),
    node: orNull(row.node),
    pod_namespace: orNull(row.pod_namespace),
    pod_name: orNull(row.pod_name),
    pod_uid: orNull(row.pod_uid),
    attempt: row.attempt < 0 ? null : row.attempt,
    requested: isoTime(row.requested_us),
    ready: isoTime(row.ready_us),
    stop: isoTime(row.stop_us),
    network_down: isoTime(row.network_down_us),
    stopped: isoTime(row.stopped_us),
    removed: isoTime(row.removed_us),
    state: row.state,
    failed_runs: row.failed_runs,
    failed_stops: row.failed_stops,
    netns_left: row.netns_left,
    replaced_by: orNull(row.replaced_by),
  }
}

function failureJson(row: FailureRow): unknown {
  return {
    id: row.id,
    node: orNull(row.node),
    operation: row.operation,
    cause: row.cause,
    sandbox_id: orNull(row.sandbox_id),
    pod_namespace: orNull(row.pod_namespace),
    pod_name: orNull(row.pod_name),
    pod_uid: orNull(row.pod_uid),
    first: isoTime(row.first_us),
    last: isoTime(row.last_us),
    records: row.records,
    events_seen: row.events_seen,
    plugin: orNull(row.plugin),
    config_version: row.config_version,
    supported_versions: words(row.supported_versions),
    message: row.message,
    secondary: row.secondary,
    incident_id: row.incident_id === 0 ? null : row.incident_id,
    source: row.source,
    line: row.line,
  }
}

function factJson(row: FactRow): unknown {
  return {
    id: row.id,
    node: orNull(row.node),
    kind: row.kind,
    component: orNull(row.component),
    value: row.value,
    text: row.text,
    time: isoTime(row.time_us),
    source: row.source,
    line: row.line,
  }
}

function sourceJson(row: SourceRow): unknown {
  const { first_us, last_us, detail, year, ...rest } = row
  return {
    ...rest,
    year: year === 0 ? null : year,
    first: isoTime(first_us),
    last: isoTime(last_us),
    detail: parsed(detail),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return orNull(text)
  }
}

function configJson(config: CniConfig): unknown {
  return {
    node: orNull(config.node),
    path: config.path,
    name: orNull(config.name),
    cni_version: config.cniVersion ?? null,
    plugins: config.plugins,
    problem: orNull(config.problem),
    text: config.text,
  }
}
