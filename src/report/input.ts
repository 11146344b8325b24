import type { CaseFile, FactRow, FailureRow, IncidentRow, SourceRow } from '../model/case-file.ts'
import type { LineContext } from '../model/line-context.ts'
import type { Evidence, Verdict } from '../model/verdict.ts'
import { type Cited, citedLines } from './cited.ts'
import { type Retry, readScope, type Scope } from './scope.ts'

/** An incident that follows from another, with the place of its first failure ('' and 0 where unknown). */
export interface Consequence extends IncidentRow {
  readonly source: string
  readonly line: number
}

/** What every section is built from. */
export interface ReportInput {
  readonly file: CaseFile
  readonly verdict: Verdict
  /** Incident the verdict explains; undefined if nothing failed or no incident was formed. */
  readonly incident: IncidentRow | undefined
  readonly incidents: readonly IncidentRow[]
  /** Incidents inferred to follow from `incident`, with the place of their first failure. */
  readonly consequences: readonly Consequence[]
  readonly scope: Scope
  readonly sources: readonly SourceRow[]
  readonly nodes: readonly string[]
  /** Facts that are few enough to look at one by one (LIMIT_FACTS of each kind), by time. */
  readonly facts: readonly FactRow[]
  /** The first failure that has a time; undefined if none has. */
  readonly first: Evidence | undefined
  readonly cited: readonly Cited[]
  readonly command: string
  readonly version: string
  readonly context: LineContext | undefined
}

export interface InputOptions {
  readonly command?: string
  readonly version?: string
  readonly context?: LineContext
}

/** Gathers what the sections need: counts from canned queries, facts, the list of cited lines. */
export function readInput(file: CaseFile, verdict: Verdict, options: InputOptions): ReportInput {
  const incidents = file.incidents()
  const incident = incidents.find((one) => one.id === verdict.incidentId)
  const scope = readScope(file, incident?.id ?? 0)
  const facts = file.facts()
  const first = firstFailure(file, verdict, incident, scope)
  return {
    file,
    verdict,
    incident,
    incidents,
    consequences: consequencesOf(file, incident, incidents),
    scope,
    sources: file.sources(),
    nodes: file.nodes().filter((name) => name !== ''),
    facts,
    first,
    cited: citedLines(verdict, incident, first),
    command: options.command ?? 'cni-postmortem analyze EVIDENCE --case incident.db',
    version: options.version ?? '',
    context: options.context,
  }
}

function consequencesOf(
  file: CaseFile,
  incident: IncidentRow | undefined,
  incidents: readonly IncidentRow[],
): readonly Consequence[] {
  if (incident === undefined) return []
  return incidents
    .filter((one) => one.consequence_of === incident.id)
    .map((one) => {
      const [first] = file.failures({ incidentId: one.id, limit: 1 })
      return { ...one, source: first?.source ?? '', line: first?.line ?? 0 }
    })
}

/** The earliest failure of the incident (0 = of the case). */
function firstFailure(
  file: CaseFile,
  verdict: Verdict,
  incident: IncidentRow | undefined,
  scope: Scope,
): Evidence | undefined {
  const says = 'first failure of this incident'
  const [row] = file.failures({ ...(incident === undefined ? {} : { incidentId: incident.id }), limit: 1 })
  if (row !== undefined && row.first_us > 0) {
    const { source, line } = citedRecord(file, verdict, row) ?? row
    return { source, line, text: row.message, says, node: row.node, timeUs: row.first_us }
  }
  // failures without a time come first: look for the earliest among those that are shown
  const retry = scope.retries
    .filter((one) => one.fromUs > 0 && one.line > 0)
    .reduce<Retry | undefined>((best, one) => (best !== undefined && best.fromUs <= one.fromUs ? best : one), undefined)
  if (retry === undefined) return undefined
  return { source: retry.source, line: retry.line, text: retry.message, says, node: retry.node, timeUs: retry.fromUs }
}

/** The record of a failure that the verdict cites: the same failure is not cited by two of its records. */
function citedRecord(file: CaseFile, verdict: Verdict, failure: FailureRow): Evidence | undefined {
  const records = Array.from(file.events({ failureId: failure.id, limit: 20, raw: false }))
  return verdict.evidence.find((one) => records.some((row) => row.source === one.source && row.line === one.line))
}
