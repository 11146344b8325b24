import type { CaseFile, IncidentRow } from '../model/case-file.ts'
import type { RuledOut } from '../model/verdict.ts'
import type { Cause } from '../model/vocabulary.ts'
import { isBenign } from './choose.ts'

/** Every other cause that the case shows, and why it is not the answer: one line each, in order of time. */
export function ruledOut(
  file: CaseFile,
  chosen: IncidentRow,
  cause: Cause,
  all: readonly IncidentRow[],
): readonly RuledOut[] {
  const out = new Map<Cause, string>()
  for (const incident of all) {
    if (incident.cause === cause || incident.cause === 'unknown' || out.has(incident.cause)) continue
    out.set(incident.cause, why(file, incident, chosen, all))
  }
  return [...out].map(([id, text]) => ({ cause: id, why: text }))
}

function why(file: CaseFile, incident: IncidentRow, chosen: IncidentRow, all: readonly IncidentRow[]): string {
  const first = all.find((row) => row.id === incident.consequence_of)
  if (first) return `${counted(incident)} that follow from ${first.cause}`
  if (isBenign(file, incident)) return `${counted(incident)} of ${incident.operation} that hurt no pod`
  const there = chosen.nodes === '' || incident.nodes === '' || sharesNode(incident, chosen)
  if (!there) return `${counted(incident)} on other nodes (${incident.nodes})`
  const order =
    incident.first_us !== 0 && chosen.first_us !== 0 && incident.first_us > chosen.first_us ? ', which began later' : ''
  return `${counted(incident)}${order}, against ${chosen.failures}`
}

function counted(incident: IncidentRow): string {
  return incident.failures === 1 ? '1 failure' : `${incident.failures} failures`
}

function sharesNode(a: IncidentRow, b: IncidentRow): boolean {
  const nodes = new Set(a.nodes.split(' '))
  return b.nodes.split(' ').some((node) => nodes.has(node))
}
