import type { IncidentRow } from '../model/case-file.ts'
import type { Evidence, Verdict } from '../model/verdict.ts'
import { isLateTrigger } from './words.ts'

/** A cited line with its number in the evidence appendix. */
export interface Cited extends Evidence {
  readonly number: number
  /** `text` is not the record itself: look it up. */
  readonly lookUp: boolean
}

/** Evidence for, evidence against, trigger, first failure and recovery, each place once, numbered from 1. */
export function citedLines(
  verdict: Verdict,
  incident: IncidentRow | undefined,
  first: Evidence | undefined,
): readonly Cited[] {
  const stated = [...verdict.evidence, ...verdict.terms.flatMap((term) => term.evidence), ...verdict.against]
  const own = [
    ...(first === undefined ? [] : [first]),
    ...(incident !== undefined && incident.recovered_line > 0 ? [recoveryEvidence(incident)] : []),
  ]
  const all = [
    ...stated.map((one) => ({ ...one, lookUp: false })),
    ...(incident !== undefined && incident.trigger_line > 0 ? [{ ...triggerEvidence(incident), lookUp: false }] : []),
    ...own.map((one) => ({ ...one, lookUp: true })),
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
    says: isLateTrigger(incident)
      ? 'what changed as the failures began'
      : 'what changed shortly before the first failure',
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
