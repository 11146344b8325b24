import type { Batch, Sink } from '../model/batch.ts'
import type { PlacedEvent } from '../model/event.ts'
import type { CniConfig, PlacedFact } from '../model/fact.ts'
import type { SourceSummary } from '../model/source.ts'
import { type DictionaryTable, dictionaries } from './dictionaries.ts'
import { type EventRows, keptEvents } from './event-rows.ts'
import { eventWriter } from './event-writer.ts'
import { rawBlockWriter } from './raw-blocks.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'

/** Rows after which a finished source ends the transaction. */
const ROWS_PER_TRANSACTION = 50_000

/** What a load leaves to the joins. */
export interface Loaded {
  /** Dictionaries in which one text may stand twice. */
  readonly toFold: readonly DictionaryTable[]
  /** All events of the case; undefined = they have to be read from their table. */
  readonly events: EventRows | undefined
}

/** The sink of one load into an open case. */
export interface CaseWriter extends Sink {
  readonly putHash: (source: number, sha256: string) => void
  /** Writes what waits and ends the transaction. */
  readonly end: () => Loaded
}

/**
 * A source of this load. `knownTo`: events up to this byte offset may be in the case already; -1 = none is. `isNew`: the case holds
 * nothing of it.
 */
interface OpenSource {
  readonly id: number
  readonly knownTo: number
  readonly isNew: boolean
}

/** `generation`: keys that a dictionary keeps in memory, for tests. */
export function caseWriter(db: Database, spill: Spill, generation?: number): CaseWriter {
  const words = dictionaries(db, generation)
  const insertBlock = db.prepare('INSERT INTO raw_block VALUES (?, ?, ?, ?)')
  const nextBlock = (db.prepare('SELECT coalesce(max(id), 0) + 1 AS next FROM raw_block').get() as { next: number })
    .next
  const raws = rawBlockWriter(nextBlock, (id, codec, bytes, data) => insertBlock.run(id, codec, bytes, data))
  const isEmpty = db.prepare('SELECT 1 FROM event_row LIMIT 1').get() === undefined
  const events = eventWriter(db, words, raws, isEmpty ? keptEvents(spill) : undefined)
  const isKnown = db.prepare('SELECT 1 FROM event_row WHERE source_id = ? AND byte_offset = ? AND ord = ?')
  const putFact = factWriter(db)
  const insertConfig = db.prepare('INSERT OR IGNORE INTO cni_config VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)')
  // Events of an earlier source with the same key must be in the table before it is asked for them.
  const openSource = sourceOpener(db, events.flush)
  const closeSource = sourceCloser(db)
  const setHash = db.prepare('UPDATE source SET sha256 = ? WHERE id = ?')
  const sources: OpenSource[] = []
  let rows = 0

  const sourceAt = (index: number): OpenSource => {
    const source = sources[index]
    if (source === undefined) throw new RangeError(`source ${index} was not begun (${sources.length} were)`)
    return source
  }
  const isRepeat = (source: OpenSource, event: PlacedEvent): boolean =>
    event.byteOffset <= source.knownTo && isKnown.get(source.id, event.byteOffset, event.ord) !== undefined

  db.exec('BEGIN')
  return {
    begin(source) {
      sources.push(openSource(source.path, source.key))
    },
    putBatch(batch: Batch) {
      const source = sourceAt(batch.source)
      for (const event of batch.events) if (!isRepeat(source, event)) events.put(source.id, event)
      for (const fact of batch.facts) putFact(source.id, fact)
      rows += batch.events.length
    },
    putConfig(config: CniConfig) {
      const { node, path, name, cniVersion, plugins, problem, text } = config
      insertConfig.run(node, path, name, cniVersion ?? null, plugins.join(' '), problem, text)
    },
    markDone(index, summary) {
      closeSource(sourceAt(index), summary)
      if (rows < ROWS_PER_TRANSACTION) return
      events.flush()
      raws.flush()
      db.exec('COMMIT; BEGIN')
      rows = 0
    },
    putHash: (index, sha256) => void setHash.run(sha256, sourceAt(index).id),
    end() {
      events.flush()
      raws.flush()
      db.exec('COMMIT')
      return { toFold: words.toFold(), events: events.kept() }
    },
  }
}

/** Makes the source row of a key, or finds it; `flush` is called before the events of one that is found are asked for. */
function sourceOpener(db: Database, flush: () => void): (path: string, key: string) => OpenSource {
  const insert = db.prepare('INSERT OR IGNORE INTO source (key, path) VALUES (?, ?)')
  const find = db.prepare('SELECT id FROM source WHERE key = ?')
  const last = db.prepare('SELECT coalesce(max(byte_offset), -1) AS known FROM event_row WHERE source_id = ?')
  return (path, key) => {
    const made = insert.run(key, path)
    if (made.changes === 1) return { id: Number(made.lastInsertRowid), knownTo: -1, isNew: true }
    flush()
    const { id } = find.get(key) as { id: number }
    return { id, knownTo: (last.get(id) as { known: number }).known, isNew: false }
  }
}

function sourceCloser(db: Database): (source: OpenSource, summary: SourceSummary) => void {
  const update =
    db.prepare(`UPDATE source SET node = ?, component = ?, transport = ?, payload = ?, bytes = ?, lines = ?,
    candidates = ?, understood = ?, first_us = ?, last_us = ?, year = ?, year_from = ?, zone_from = ?, sha256 = ?, problem = ?, detail = ?,
    done = 1 WHERE id = ?`)
  const clear = db.prepare('DELETE FROM not_understood WHERE source_id = ?')
  const clearCounts = db.prepare('DELETE FROM source_count WHERE source_id = ?')
  const insert = db.prepare('INSERT INTO not_understood VALUES (?, ?, ?, ?)')
  const insertCount = db.prepare('INSERT INTO source_count VALUES (?, ?, ?)')
  return ({ id, isNew }, s) => {
    const detail = JSON.stringify({ notUnderstood: s.notUnderstood, counts: s.counts })
    update.run(
      s.node,
      s.component,
      s.transport,
      s.payload,
      s.bytes,
      s.lines,
      s.candidates,
      s.understood,
      s.firstUs,
      s.lastUs,
      s.year,
      s.yearFrom,
      s.zoneFrom,
      s.sha256,
      s.problem,
      detail,
      id,
    )
    if (!isNew) {
      clear.run(id)
      clearCounts.run(id)
    }
    s.notUnderstood.forEach((place, index) => {
      // 17: Apr 26 00:43:24 node-7 containerd[812]: level=error msg="StopPodSandbox for
      const colon = place.indexOf(':')
      insert.run(id, index + 1, Number.parseInt(place, 10) || 0, place.slice(colon + 1).trimStart())
    })
    for (const [name, n] of Object.entries(s.counts)) insertCount.run(id, name, n)
  }
}

function factWriter(db: Database): (sourceId: number, fact: PlacedFact) => void {
  const insert = db.prepare('INSERT OR IGNORE INTO fact_row VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  return (sourceId, f) => {
    insert.run(sourceId, f.byteOffset, f.line, f.node, f.kind, f.component, f.value, f.text, f.timeUs)
  }
}
