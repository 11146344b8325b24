import type { CaseFile, FactRow, IncidentRow, SourceRow } from '../model/case-file.ts'
import type { Evidence, Verdict } from '../model/verdict.ts'
import { readScope, type Scope } from './scope.ts'

/** Lines before and after a cited line, as they stand in the source; undefined where the source is not at hand. */
export type LineContext = (source: string, line: number) => { readonly before: readonly string[]; readonly after: readonly string[] } | undefined

/** A cited line with its number in the evidence appendix. */
export interface Cited extends Evidence {
  readonly number: number
}

/** What every section is built from. */
export interface ReportInput {
  readonly file: CaseFile
  readonly verdict: Verdict
  /** Incident the verdict explains; undefined if nothing failed or no incident was formed. */
  readonly incident: IncidentRow | undefined
  readonly incidents: readonly IncidentRow[]
  readonly scope: Scope
  readonly sources: readonly SourceRow[]
  readonly nodes: readonly string[]
  /** Facts that are few enough to look at one by one (LIMIT_FACTS of each kind), by time. */
  readonly facts: readonly FactRow[]
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
  return {
    file,
    verdict,
    incident,
    incidents,
    scope,
    sources: file.sources(),
    nodes: file.nodes().filter((name) => name !== ''),
    facts,
    cited: citedLines(verdict, incident, scope),
    command: options.command ?? 'cni-postmortem analyze EVIDENCE --case incident.db',
    version: options.version ?? '',
    context: options.context,
  }
}

/** Evidence for, evidence against, trigger, first failure and recovery, each place once, numbered from 1. */
function citedLines(verdict: Verdict, incident: IncidentRow | undefined, scope: Scope): readonly Cited[] {
  const first = scope.retries.filter((retry) => retry.fromUs > 0 && retry.line > 0).sort((a, b) => a.fromUs - b.fromUs)[0]
  const all: readonly Evidence[] = [
    ...verdict.evidence,
    ...verdict.terms.flatMap((term) => term.evidence),
    ...verdict.against,
    ...(incident !== undefined && incident.trigger_line > 0 ? [triggerEvidence(incident)] : []),
    ...(first === undefined
      ? []
      : [{ source: first.source, line: first.line, text: first.message, says: 'first failure of this incident', node: first.node, timeUs: first.fromUs }]),
    ...(incident !== undefined && incident.recovered_line > 0 ? [recoveryEvidence(incident)] : []),
  ]
  const seen = new Set<string>()
  const out: Cited[] = []
  for (const one of all) {
    const key = `${one.source}:${one.line}`
    if (one.source === '' || seen.has(key)) continue
    seen.add(key)
    out.push({ ...one, number: out.length + 1 })
  }
  return out
}

function triggerEvidence(incident: IncidentRow): Evidence {
  return {
    source: incident.trigger_source,
    line: incident.trigger_line,
    text: incident.trigger_text,
    says: 'what changed shortly before the first failure',
    node: '',
    timeUs: incident.trigger_us,
  }
}

function recoveryEvidence(incident: IncidentRow): Evidence {
  return {
    source: incident.recovered_source,
    line: incident.recovered_line,
    text: '',
    says: 'first success of the failing operation after the last failure, on the node that came back last',
    node: '',
    timeUs: incident.recovered_us,
  }
}
