import type { CaseFile, IncidentRow } from '../model/case-file.ts'
import type { Evidence } from '../model/verdict.ts'
import { citeEvent } from './cite.ts'

/** Cites the line that set an incident off. */
export function citeTrigger(incident: IncidentRow, says: string): Evidence {
  return {
    source: incident.trigger_source,
    line: incident.trigger_line,
    text: incident.trigger_text,
    says,
    node: '',
    timeUs: incident.trigger_us,
  }
}

/** Cites the success that ended an incident; undefined while it has none. */
export function citeRecovery(file: CaseFile, incident: IncidentRow, says: string): Evidence | undefined {
  const { recovered_us: us, recovered_source: source, recovered_line: line } = incident
  if (us === 0) return undefined
  for (const event of file.events({ fromUs: us, toUs: us, outcome: 'succeeded' })) {
    if (event.source === source && event.line === line) return citeEvent(event, says)
  }
  return { source, line, text: '', says, node: '', timeUs: us }
}
