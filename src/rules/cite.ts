import type { CaseFile, EventRow, FactRow, FailureRow } from '../model/case-file.ts'
import type { CniConfig } from '../model/fact.ts'
import type { Evidence } from '../model/verdict.ts'

/** Longest text of a cited line: longer ones are cut, the place tells where the rest is. */
const MAX_TEXT = 2000

/** Cites the record of an event. */
export function citeEvent(event: EventRow, says: string): Evidence {
  const text = cut(event.raw === '' ? event.message : event.raw)
  return { source: event.source, line: event.line, text, says, node: event.node, timeUs: event.time_us }
}

/** Cites a version or state fact. */
export function citeFact(fact: FactRow, says: string): Evidence {
  return { source: fact.source, line: fact.line, text: cut(fact.text), says, node: fact.node, timeUs: fact.time_us }
}

/** Cites a CNI configuration file: the line that the statement rests on, else its first. */
export function citeConfig(config: CniConfig, key: string, says: string): Evidence {
  const lines = config.text.split('\n')
  const at = Math.max(
    0,
    lines.findIndex((line) => key !== '' && line.includes(key)),
  )
  return { source: config.path, line: at + 1, text: cut(lines[at] ?? ''), says, node: config.node, timeUs: 0 }
}

/** Cites a failure by the record that names its cause, else by its first record. */
export function citeFailure(file: CaseFile, failure: FailureRow, says: string): Evidence {
  const event = decisiveEvent(file, failure)
  if (event) return citeEvent(event, says)
  return {
    source: failure.source,
    line: failure.line,
    text: cut(failure.message),
    says,
    node: failure.node,
    timeUs: failure.first_us,
  }
}

function decisiveEvent(file: CaseFile, failure: FailureRow): EventRow | undefined {
  let first: EventRow | undefined
  for (const event of file.events({ failureId: failure.id, limit: 64 })) {
    first ??= event
    if (event.cause === failure.cause && event.secondary === 0) return event
  }
  return first
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}
