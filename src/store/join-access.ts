import type { JoinFact, JoinStore, SourceSpan } from '../joins/join-store.ts'
import type { IncidentRow } from '../model/case-file.ts'
import { derivedFacts } from './derived-facts.ts'
import type { EventRows } from './event-rows.ts'
import { failureStore } from './failure-store.ts'
import { type EventSpan, type JoinEvents, joinEvents } from './join-events.ts'
import { identityStore } from './join-identities.ts'
import { joinWords } from './join-words.ts'
import { type OpenCursors, openCursors } from './open-cursors.ts'
import { sandboxWriter } from './sandbox-writer.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'
import { successFinder } from './success-finder.ts'
import { type TextRanks, textRanks } from './text-ranks.ts'

const INCIDENT_COLUMNS: readonly (keyof IncidentRow)[] = [
  'id',
  'cause',
  'first_us',
  'last_us',
  'nodes',
  'pods',
  'sandboxes',
  'failures',
  'operation',
  'trigger_kind',
  'trigger_us',
  'trigger_text',
  'trigger_source',
  'trigger_line',
  'onset_before',
  'recovered_us',
  'recovered_source',
  'recovered_line',
  'consequence_of',
]

const SPANS = 'SELECT path, node, first_us AS firstUs, last_us AS lastUs FROM source ORDER BY path, key'

/** The joins' view of a loaded case. */
export interface JoinAccess extends JoinStore {
  /** Writes what waits, drops temporary tables and tells what was seen of the events. */
  readonly end: () => EventSpan
}

/**
 * The case must have no derived rows yet and its indexes by text (fold.ts). The caller has switched the connection to unsafe
 * mode: rows are put while cursors are open. No cursor reads a table that is written at that time, except through a sorter,
 * which has read all of it before it gives the first row.
 */
export function joinAccess(db: Database, events: EventRows, spill: Spill): JoinAccess {
  const words = joinWords(db)
  const open = openCursors(db)
  const identities = identityStore(db, events, words, open)
  let resolved: { readonly ranks: TextRanks; readonly events: JoinEvents } | undefined
  const settled = (): { readonly ranks: TextRanks; readonly events: JoinEvents } => {
    if (resolved === undefined) {
      identities.settle()
      const ranks = textRanks(db)
      resolved = { ranks, events: joinEvents(db, events, { words, ranks, spill }) }
    }
    return resolved
  }
  const failures = failureStore(db, words, () => settled().ranks, spill)
  const sandboxes = sandboxWriter(db, words)
  const successes = successFinder(db, words)
  const putIncident = db.prepare(`INSERT INTO incident (${INCIDENT_COLUMNS.join(', ')})
    VALUES (${INCIDENT_COLUMNS.map((name) => `@${name}`).join(', ')})`)
  return {
    ...identities,
    ...failures,
    events: () => settled().events.named(),
    looseEvents: () => settled().events.loose(),
    putSandbox: sandboxes.put,
    facts: (kinds, fromUs, toUs) => factsOf(open, kinds, fromUs, toUs),
    firstSuccess: (node, operation, afterUs) => successes.find(node, operation, afterUs, 'after'),
    lastSuccess: (node, operation, beforeUs) => successes.find(node, operation, beforeUs, 'before'),
    putFact: derivedFacts(db),
    spans: () => open.objects<SourceSpan>(SPANS),
    putIncident: (row) => putIncident.run(row),
    end() {
      // Nothing was read, nothing was settled.
      const { span } = settled().events
      open.closeAll()
      sandboxes.flush()
      failures.write()
      successes.drop()
      return span
    },
  }
}

function factsOf(open: OpenCursors, kinds: readonly string[], fromUs: number, toUs: number): Iterable<JoinFact> {
  const marks = kinds.map(() => '?').join(', ')
  const sql = `SELECT f.node, f.kind, f.component, f.value, f.text, f.time_us AS timeUs, s.path AS source, f.line
    FROM fact_row f JOIN source s ON s.id = f.source_id WHERE f.kind IN (${marks}) AND f.time_us BETWEEN ? AND ?
    ORDER BY f.time_us, f.node, s.path, f.line, f.id`
  return open.objects(sql, ...kinds, fromUs, toUs)
}
