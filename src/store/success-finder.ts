import type { Place } from '../joins/join-store.ts'
import type { Operation } from '../model/vocabulary.ts'
import { RESOLVED } from './join-cursors.ts'
import type { JoinWords } from './join-words.ts'
import type { Database, Statement } from './sqlite.ts'

/** First success after and last success before a time; the successes are laid out once, at the first question. */
export function successFinder(
  db: Database,
  words: JoinWords,
): (node: string, operation: Operation, us: number, direction: 'after' | 'before') => Place | undefined {
  let statements: { readonly after: Statement; readonly before: Statement } | undefined
  const prepare = (): { readonly after: Statement; readonly before: Statement } => {
    db.exec(`
      CREATE TEMP TABLE success (node_ref INTEGER, operation TEXT, time_us INTEGER, source_rank INTEGER, byte_offset INTEGER,
        ord INTEGER, source_id INTEGER, line INTEGER,
        PRIMARY KEY (node_ref, operation, time_us, source_rank, byte_offset, ord)) WITHOUT ROWID;
      INSERT OR IGNORE INTO success SELECT nr.id, g.operation, e.time_us, sr.rank, e.byte_offset, e.ord, e.source_id, e.line
        ${RESOLVED} JOIN signature g ON g.id = e.signature_ref WHERE g.outcome = 'succeeded' AND e.time_us > 0;
    `)
    const head = `SELECT t.time_us AS timeUs, s.path AS source, t.line AS line FROM temp.success t
      JOIN source s ON s.id = t.source_id WHERE t.node_ref = ? AND t.operation = ?`
    return {
      after: db.prepare(`${head} AND t.time_us > ? ORDER BY t.time_us, t.source_rank, t.byte_offset, t.ord LIMIT 1`),
      before: db.prepare(
        `${head} AND t.time_us < ? ORDER BY t.time_us DESC, t.source_rank DESC, t.byte_offset DESC, t.ord DESC LIMIT 1`,
      ),
    }
  }
  return (node, operation, us, direction) => {
    statements ??= prepare()
    return statements[direction].get(words.node.ref(node), operation, us) as Place | undefined
  }
}
