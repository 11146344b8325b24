import { collectGarbage } from '../base/outside-garbage.ts'
import { runJoins } from '../joins/index.ts'
import type { Loaded } from './case-writer.ts'
import { DROP_DERIVED_FACTS } from './derived-facts.ts'
import { findEventCopies } from './event-copies.ts'
import { type EventRows, storedEvents } from './event-rows.ts'
import { createTextIndexes, dropSandboxIndex, dropTextIndexes, foldDictionary } from './fold.ts'
import { joinAccess } from './join-access.ts'
import type { EventSpan } from './join-events.ts'
import { mergeNodeAliases } from './node-aliases.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'

/** Tables that the joins fill; they are emptied and filled again when something was added to a case. */
const DERIVED = [
  'sandbox_identity',
  'pod_identity',
  'event_copy',
  'failure_event',
  'failure_class',
  'failure_row',
  'failure_group',
  'failure_pod',
  'failure_minute',
  'pod_name',
  'sandbox_row',
  'incident',
  'evidence',
]

/**
 * Indexes for what is looked up again and again: the events of a sandbox or failure (but for its first, which failure_row has: most have no
 * other in a flood), the life of a sandbox that failed, the failures of an incident. Measured on a million events, everything else is
 * read in well under a second without one, and each costs 10 to 20 bytes an event; that of the lives 8 bytes a sandbox.
 */
const INDEXES: Readonly<Record<string, string>> = {
  event_sandbox: 'event_row (sandbox_ref)',
  failure_event_failure: 'failure_event (failure_id) WHERE further = 1',
  sandbox_of: 'sandbox_row (sandbox_ref)',
  failure_incident: 'failure_row (incident_id, first_us)',
}

/** Everything after the last source. */
export function finishCase(db: Database, loaded: Loaded, spill: Spill): void {
  // Every sorter may take as much as the page cache, and the joins have several open: 4 MB, the rest goes to disk. Temporary tables have
  // a cache of their own, of 16 MB where none is set. Measured on a million failures: as fast as with 16 MB each.
  db.exec('PRAGMA cache_size = -4096; PRAGMA temp.cache_size = -1024; BEGIN')
  const added = dropDerived(db)
  const events = foldAll(db, loaded) ?? storedEvents(db, spill)
  createTextIndexes(db)
  mergeNodeAliases(db, added)
  addNodeNames(db)
  // Rows are put while cursors are open, which is safe as join-access.ts says.
  db.unsafeMode(true)
  const span = join(db, events, spill)
  collectGarbage()
  db.unsafeMode(false)
  findEventCopies(db)
  dropSandboxIndex(db)
  for (const [name, on] of Object.entries(INDEXES)) db.exec(`CREATE INDEX ${name} ON ${on}`)
  db.exec(EVIDENCE)
  db.prepare(META).run(span)
  db.exec('COMMIT')
}

/** Folds the dictionaries; the events that the load kept, if they still are as they were written. */
function foldAll(db: Database, { toFold, events }: Loaded): EventRows | undefined {
  const isAny = toFold.map((table) => foldDictionary(db, table)).includes(true)
  return isAny ? undefined : events
}

function join(db: Database, events: EventRows, spill: Spill): EventSpan {
  const access = joinAccess(db, events, spill)
  runJoins(access)
  return access.end()
}

/** Makes a finished case ready for more. */
export function reopenCase(db: Database): void {
  dropTextIndexes(db)
  db.exec(`INSERT OR REPLACE INTO meta VALUES ('finished', '0')`)
}

/** True if the case was finished before. */
function dropDerived(db: Database): boolean {
  const wasFinished = db.prepare(`SELECT 1 FROM meta WHERE key = 'finished'`).get() !== undefined
  for (const name of Object.keys(INDEXES)) db.exec(`DROP INDEX IF EXISTS ${name}`)
  for (const table of DERIVED) db.exec(`DELETE FROM ${table}`)
  db.exec(DROP_DERIVED_FACTS)
  if (wasFinished) db.exec('UPDATE event_row SET sandbox_ref = printed_ref, printed_ref = 0 WHERE printed_ref <> 0')
  return wasFinished
}

/** Nodes that no event names, but a source, a fact or a configuration does: they are the nodes that were not hit. */
function addNodeNames(db: Database): void {
  db.exec(`
    INSERT INTO node (node) SELECT DISTINCT node FROM (SELECT node FROM source UNION ALL SELECT node FROM fact_row
      UNION ALL SELECT node FROM cni_config) WHERE node NOT IN (SELECT node FROM node) ORDER BY node;
  `)
}

/** Lines that an incident rests on: what came before it, its first and last failure, and what ended it. */
const EVIDENCE = `
INSERT INTO evidence SELECT i.id, 'trigger', '', i.trigger_us, i.trigger_source, i.trigger_line, i.trigger_text
  FROM incident i WHERE i.trigger_kind <> '';
INSERT INTO evidence SELECT i.id, 'first-failure', f.node, f.first_us, f.source, f.line, f.message FROM incident i
  JOIN failure f ON f.id = (SELECT x.id FROM failure_row x WHERE x.incident_id = i.id ORDER BY x.first_us, x.id LIMIT 1);
INSERT INTO evidence SELECT i.id, 'last-failure', f.node, f.last_us, f.source, f.line, f.message FROM incident i
  JOIN failure f ON f.id = (SELECT x.id FROM failure_row x WHERE x.incident_id = i.id
    ORDER BY x.first_us DESC, x.id DESC LIMIT 1);
INSERT INTO evidence SELECT i.id, 'recovered', '', i.recovered_us, i.recovered_source, i.recovered_line, ''
  FROM incident i WHERE i.recovered_source <> ''`

const META = `
INSERT OR REPLACE INTO meta
  SELECT 'events', CAST(CAST(@events AS INTEGER) AS TEXT)
  UNION ALL SELECT 'copies', CAST(count(*) AS TEXT) FROM event_copy
  UNION ALL SELECT 'failures', CAST(count(*) AS TEXT) FROM failure_row
  UNION ALL SELECT 'sandboxes', CAST(count(*) AS TEXT) FROM sandbox_row
  UNION ALL SELECT 'incidents', CAST(count(*) AS TEXT) FROM incident
  UNION ALL SELECT 'sources', CAST(count(*) AS TEXT) FROM source
  UNION ALL SELECT 'nodes', CAST(count(*) AS TEXT) FROM node WHERE node <> ''
  UNION ALL SELECT 'first_us', CAST(CAST(@firstUs AS INTEGER) AS TEXT)
  UNION ALL SELECT 'last_us', CAST(CAST(@lastUs AS INTEGER) AS TEXT)
  UNION ALL SELECT 'finished', '1'`
