import type { CaseFile } from '../model/case-file.ts'

/** What events are asked for by. */
export type EventFilter = Parameters<CaseFile['events']>[0]

/** Parts of a filter that are conditions on an event. */
type Condition = Exclude<keyof EventFilter, 'limit' | 'raw'>

/** Pods of the name asked for, as events print them. */
const PODS = `SELECT u.pod_ref FROM pod_identity u JOIN pod p ON p.id = u.named_ref WHERE p.pod_name = ?`

/** Sandbox ids whose pod has the name asked for. */
const SANDBOXES = `SELECT i.sandbox_ref FROM sandbox_identity i JOIN pod p ON p.id = i.pod_ref WHERE p.pod_name = ?`

/** Conditions on the rows themselves, which the indexes serve, where those on the view would have to look up every row. */
const CONDITIONS: Readonly<Record<Condition, string>> = {
  failureId: `e.id IN (SELECT first_event_id FROM failure_row WHERE id = ?
    UNION ALL SELECT event_id FROM failure_event WHERE failure_id = ? AND further = 1)`,
  sandboxId: 'e.sandbox_ref = (SELECT id FROM sandbox_key WHERE sandbox_id = ?)',
  podName: `(e.pod_ref IN (${PODS}) OR (e.sandbox_ref IN (${SANDBOXES})
    AND NOT EXISTS (SELECT 1 FROM pod_identity u WHERE u.pod_ref = e.pod_ref AND u.named_ref <> 0)))`,
  fromUs: 'e.time_us >= ?',
  toUs: 'e.time_us <= ?',
  operation: 'e.signature_ref IN (SELECT id FROM signature WHERE operation = ?)',
  outcome: 'e.signature_ref IN (SELECT id FROM signature WHERE outcome = ?)',
  node: `(SELECT v.node FROM main.event v WHERE v.id = e.id) = ?`,
}

/** SQL that gives the row ids of the events asked for, in order of time, source, line; its caller adds a LIMIT, whose value is the last. */
export function selectEvents(filter: EventFilter): {
  readonly sql: string
  readonly values: readonly (string | number)[]
} {
  const wheres: string[] = []
  const values: (string | number)[] = []
  for (const [key, condition] of Object.entries(CONDITIONS)) {
    const value = filter[key as Condition]
    if (value === undefined) continue
    wheres.push(condition)
    for (let marks = condition.split('?').length - 1; marks > 0; marks -= 1) values.push(value)
  }
  const where = wheres.length === 0 ? '' : `WHERE ${wheres.join(' AND ')}`
  const sql = `SELECT e.id FROM event_row e LEFT JOIN source s ON s.id = e.source_id ${where}
    ORDER BY e.time_us, s.path, e.line, e.ord, e.id`
  return { sql, values: [...values, filter.limit ?? -1] }
}
