import type { Place } from '../joins/join-store.ts'
import type { Operation } from '../model/vocabulary.ts'
import type { JoinWords } from './join-words.ts'
import type { Database, Statement } from './sqlite.ts'

/** Nodes are resolved by the same rules as in view `event` (views.ts). */
const SUCCESSES = `
  CREATE TEMP TABLE success (node_ref INTEGER, operation TEXT, time_us INTEGER, source_rank INTEGER, byte_offset INTEGER,
    ord INTEGER, source_id INTEGER, line INTEGER,
    PRIMARY KEY (node_ref, operation, time_us, source_rank, byte_offset, ord)) WITHOUT ROWID;
  CREATE TEMP TABLE source_rank (id INTEGER PRIMARY KEY, rank INTEGER NOT NULL);
  INSERT INTO source_rank SELECT id, row_number() OVER (ORDER BY path, key) FROM source;
  INSERT OR IGNORE INTO success
    SELECT CASE WHEN e.node_ref <> 0 THEN e.node_ref WHEN i.node_ref <> 0 THEN i.node_ref ELSE coalesce(v.node_ref, 0) END,
      g.operation, e.time_us, r.rank, e.byte_offset, e.ord, e.source_id, e.line
    FROM event_row e
    JOIN signature g ON g.id = e.signature_ref
    JOIN temp.source_rank r ON r.id = e.source_id
    LEFT JOIN sandbox_identity i ON i.sandbox_ref = e.sandbox_ref
    LEFT JOIN pod_identity u ON u.pod_ref = e.pod_ref
    LEFT JOIN pod_identity v ON v.pod_ref = CASE WHEN u.named_ref <> 0 THEN u.named_ref WHEN i.pod_ref <> 0 THEN i.pod_ref
      ELSE e.pod_ref END
    WHERE e.signature_ref IN (SELECT id FROM signature WHERE outcome = 'succeeded') AND e.time_us > 0;
  DROP TABLE temp.source_rank`

/** First success after and last success before a time; the successes are laid out once, at the first question. */
export interface SuccessFinder {
  readonly find: (node: string, operation: Operation, us: number, direction: 'after' | 'before') => Place | undefined
  readonly drop: () => void
}

export function successFinder(db: Database, words: JoinWords): SuccessFinder {
  let statements: { readonly after: Statement; readonly before: Statement } | undefined
  const prepare = (): { readonly after: Statement; readonly before: Statement } => {
    db.exec(SUCCESSES)
    const head = `SELECT t.time_us AS timeUs, s.path AS source, t.line AS line FROM temp.success t
      JOIN source s ON s.id = t.source_id WHERE t.node_ref = ? AND t.operation = ?`
    return {
      after: db.prepare(`${head} AND t.time_us > ? ORDER BY t.time_us, t.source_rank, t.byte_offset, t.ord LIMIT 1`),
      before: db.prepare(
        `${head} AND t.time_us < ? ORDER BY t.time_us DESC, t.source_rank DESC, t.byte_offset DESC, t.ord DESC LIMIT 1`,
      ),
    }
  }
  return {
    find(node, operation, us, direction) {
      statements ??= prepare()
      return statements[direction].get(words.node.ref(node), operation, us) as Place | undefined
    },
    drop: () => void db.exec('DROP TABLE IF EXISTS temp.success'),
  }
}
