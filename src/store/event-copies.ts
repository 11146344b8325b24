import type { Database } from './sqlite.ts'

/** What two events must share to be the same record read again in a second source: place in time, node, wording, pod, sandbox and message. */
const IDENTITY = 'time_us, last_span, repeat_n, node_ref, signature_ref, sandbox_ref, pod_ref, attempt, message_ref'

/** Each from an end of the index of sources. */
const ANY_SECOND_SOURCE = `SELECT 1 WHERE (SELECT MIN(source_id) FROM event_row) <> (SELECT MAX(source_id) FROM event_row)`

const FIND = `
CREATE TEMP TABLE twin AS SELECT ${IDENTITY} FROM event_row WHERE time_us <> 0
  GROUP BY ${IDENTITY} HAVING MIN(source_id) <> MAX(source_id);
CREATE UNIQUE INDEX temp.twin_identity ON twin (${IDENTITY});
CREATE TEMP TABLE source_order (id INTEGER PRIMARY KEY, place INTEGER NOT NULL);
INSERT INTO source_order SELECT id, row_number() OVER (ORDER BY path, key) FROM source;
CREATE TEMP TABLE twin_event AS
  SELECT t.rowid AS twin_ref, e.id AS id, e.source_id AS source_id, o.place AS place,
    row_number() OVER (PARTITION BY t.rowid, e.source_id ORDER BY e.byte_offset, e.ord) AS nth,
    MIN(o.place) OVER (PARTITION BY t.rowid) AS first_place
  FROM event_row e CROSS JOIN twin t USING (${IDENTITY}) JOIN source_order o ON o.id = e.source_id;
CREATE INDEX temp.twin_event_nth ON twin_event (twin_ref, nth, place);
INSERT INTO event_copy SELECT c.id, o.id FROM twin_event c
  JOIN twin_event o ON o.twin_ref = c.twin_ref AND o.nth = c.nth AND o.place = c.first_place WHERE c.place <> c.first_place;
DROP TABLE temp.twin_event;
DROP TABLE temp.source_order;
DROP TABLE temp.twin`

/** One fact a pair of sources, on the first copy: its component is the source that is repeated, its value the number of copies. */
const TELL = `
INSERT OR IGNORE INTO fact_row
  SELECT NULL, c.source_id, c.byte_offset, c.line, n.node, 'log-copy', s.path, CAST(x.copies AS TEXT),
    x.copies || CASE x.copies WHEN 1 THEN ' event repeats ' ELSE ' events repeat ' END || s.path, c.time_us
  FROM (SELECT MIN(y.event_id) AS first_id, a.source_id AS of_source, COUNT(*) AS copies FROM event_copy y
      JOIN event_row b ON b.id = y.event_id JOIN event_row a ON a.id = y.original_id
      GROUP BY b.source_id, a.source_id) x
    JOIN event_row c ON c.id = x.first_id JOIN source s ON s.id = x.of_source JOIN node n ON n.id = c.node_ref
  ORDER BY x.first_id, s.path`

/**
 * Finds events that are copies (the same log in a rotated and an unrotated file, in the journal and in a text export) and tells which
 * sources repeat which. The original is in the source that is first by path; where one source has several alike (stamps of whole
 * seconds), the n-th there is the original of the n-th elsewhere. Events without a time are never copies.
 */
export function findEventCopies(db: Database): void {
  if (db.prepare(ANY_SECOND_SOURCE).get() === undefined) return
  db.exec(`${FIND}; ${TELL}`)
}
