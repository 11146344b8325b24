import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { FailureDraft } from '../../src/joins/join-store.ts'
import { incidentFinder, incidentTotals } from '../../src/store/failure-incidents.ts'
import { failureRows } from '../../src/store/failure-rows.ts'
import { writeFailures } from '../../src/store/failure-tables.ts'
import { putPodNames } from '../../src/store/pod-names.ts'
import { queryHeads } from '../../src/store/query-files.ts'
import { bindings, toSqlite } from '../../src/store/query-params.ts'
import { STEPS } from '../../src/store/schema.ts'
import { openSpill } from '../../src/store/spill.ts'
import { type Database, openDatabase } from '../../src/store/sqlite.ts'

const MINUTE = 60_000_000
const BEGIN = 1_650_931_200_000_000
/** Three pods of two namespaces, one of them with two uids; one that is known by its uid alone. */
const PODS = `INSERT INTO pod VALUES (1, 'shop', 'web', ''), (2, 'shop', 'web', 'uid-2'), (3, 'shop', 'cart', ''), (4, 'dns', 'dns', ''),
  (5, '', '', 'uid-5')`

const OPERATIONS = ['RunPodSandbox', 'StopPodSandbox', 'NetworkReady'] as const
const CAUSES = ['unknown', 'runtime-timeout'] as const

const db = openDatabase(':memory:')
for (const step of STEPS) db.exec(step)
db.exec(`INSERT INTO node VALUES (1, 'n1'), (2, 'n2'); ${PODS}`)
for (let id = 1; id <= 6; id += 1) db.prepare('INSERT INTO sandbox_key VALUES (?, ?)').run(id, `sandbox-${id}`)
const pods = putPodNames(db)
const spill = openSpill(db)
after(() => db.close())

interface Given {
  readonly operation: (typeof OPERATIONS)[number]
  readonly cause: (typeof CAUSES)[number]
  readonly node: number
  readonly pod: number
  readonly sandbox: number
  /** Minutes; 0 = no time. */
  readonly at: number
  readonly secondary: number
}

const given: fc.Arbitrary<Given> = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  cause: fc.constantFrom(...CAUSES),
  node: fc.integer({ min: 1, max: 2 }),
  pod: fc.integer({ min: 0, max: 5 }),
  sandbox: fc.integer({ min: 0, max: 6 }),
  at: fc.integer({ min: 0, max: 9 }),
  secondary: fc.integer({ min: 0, max: 1 }),
})

function draft({ operation, cause, sandbox, at, secondary }: Given, id: number): FailureDraft {
  const first_us = at === 0 ? 0 : BEGIN + at * 40_000_000
  const last_us = at === 0 ? 0 : first_us + at
  const place = { firstEventId: id, causeEventId: id, node: '', pod_namespace: '', pod_name: '', pod_uid: '' }
  return {
    id,
    operation,
    cause,
    sandbox,
    first_us,
    last_us,
    records: 1 + (id % 3),
    events_seen: id % 2,
    secondary,
    ...place,
  }
}

/** Writes the failures: those of a cause are one incident up to its third minute and another from there on. */
function write(list: readonly Given[]): void {
  for (const table of ['failure_class', 'failure_row', 'failure_group', 'failure_pod', 'failure_minute'])
    db.exec(`DELETE FROM ${table}`)
  const failures = failureRows(spill)
  for (const [index, one] of list.entries())
    failures.put({ draft: draft(one, index + 1), node: one.node, pod: one.pod })
  const spans = CAUSES.flatMap((cause, index) => [
    { cause, fromUs: 0, toUs: BEGIN + 3 * MINUTE - 1, incident: index * 2 + 1 },
    { cause, fromUs: BEGIN + 3 * MINUTE, toUs: BEGIN + 99 * MINUTE, incident: index * 2 + 2 },
  ])
  const incidentOf = incidentFinder(failures, spans)
  const { scattered } = incidentTotals(failures, { incidentOf, nodeRanks: new Int32Array(3), pods })
  writeFailures(db, failures, { incidentOf, pods, scattered, secondary: new Set([2]) })
}

const IN = '(@incident = 0 OR incident_id = @incident)'
const FOLD = `CASE WHEN operation = 'RunPodSandbox' AND pod_name <> '' THEN 0 ELSE sandbox_ref END`
const SPAN = 'coalesce(min(nullif(first_us, 0)), 0) AS from_us, coalesce(max(last_us), 0) AS until_us'
const SANDBOXES = 'count(DISTINCT nullif(sandbox_ref, 0)) AS sandboxes'

/** The same from the failures one by one. */
const PLAIN: Readonly<Record<string, string>> = {
  'incident-totals': `SELECT count(*) AS failures, count(*) - (SELECT count(*) FROM (SELECT DISTINCT node_ref, operation, pod_ref, ${FOLD}
    FROM failure WHERE ${IN})) AS retries, coalesce(sum(records), 0) AS record_sum, coalesce(sum(events_seen), 0) AS events_sum,
    ${SANDBOXES}, count(DISTINCT nullif(pod_ref, 0)) AS pods, count(DISTINCT nullif(pod_namespace, '')) AS namespaces,
    count(DISTINCT nullif(node_ref, 0)) AS nodes, ${SPAN} FROM failure WHERE ${IN}`,
  'incident-nodes': `SELECT node, count(*) AS failures, ${SANDBOXES}, count(DISTINCT nullif(pod_ref, 0)) AS pods, ${SPAN}
    FROM failure WHERE ${IN} GROUP BY node ORDER BY failures DESC, node`,
  'incident-namespaces': `SELECT pod_namespace, count(DISTINCT nullif(pod_name, '')) AS pods, ${SANDBOXES}, count(*) AS failures
    FROM failure WHERE ${IN} GROUP BY pod_namespace ORDER BY failures DESC, pod_namespace`,
  'incident-minutes': `SELECT first_us - first_us % ${MINUTE} AS minute_us, count(*) AS failures, count(DISTINCT node) AS nodes
    FROM failure WHERE first_us > 0 AND ${IN} GROUP BY 1 ORDER BY 1`,
  'incident-retries': `SELECT node, operation, cause, pod_namespace, pod_name,
    CASE WHEN operation = 'RunPodSandbox' AND pod_name <> '' THEN '' ELSE sandbox_id END AS fold_id,
    count(*) AS failures, ${SANDBOXES}, ${SPAN}, min(id) AS failure_id
    FROM failure WHERE ${IN} GROUP BY node_ref, class_ref, pod_ref, ${FOLD} ORDER BY failures DESC, from_us, min(id)`,
}

function rows(database: Database, name: string, incident: number): unknown[] {
  const head = queryHeads().find((one) => one.name === name)
  assert.ok(head)
  return database
    .prepare(toSqlite(head.sql))
    .all(bindings(head, { incident, ...(name.endsWith('retries') ? { limit: 999 } : {}) }))
}

test('property: what is added up by pod and minute comes to what the failures come to', () => {
  const ordered = fc.array(given, { maxLength: 40 }).map((list) =>
    // As the joins give them, and in any order.
    [...list].sort((a, b) => a.node - b.node || a.pod - b.pod || a.sandbox - b.sandbox),
  )
  const owned = ordered.map((list) =>
    list.map((one) => ({ ...one, pod: (one.sandbox % 5) + 1, node: (one.sandbox % 2) + 1 })),
  )
  const sorted = owned.map((list) => list.sort((a, b) => a.pod - b.pod || a.sandbox - b.sandbox))
  fc.assert(
    fc.property(fc.oneof(ordered, sorted, fc.array(given, { maxLength: 40 })), (list) => {
      write(list)
      for (const incident of [0, 1, 2, 3, 4]) {
        for (const [name, sql] of Object.entries(PLAIN))
          assert.deepEqual(rows(db, name, incident), db.prepare(sql).all({ incident }), `${name} of ${incident}`)
      }
    }),
    { numRuns: 100 },
  )
})

test('the sandboxes of a pod are added up in one row, but for those of two pods', () => {
  const stop = { operation: 'StopPodSandbox', cause: 'unknown', node: 1, at: 1, secondary: 0 } as const
  write([
    { ...stop, pod: 1, sandbox: 1 },
    { ...stop, pod: 1, sandbox: 2 },
    { ...stop, pod: 2, sandbox: 2 },
    { ...stop, pod: 1, sandbox: 3 },
    { ...stop, pod: 4, sandbox: 3 },
  ])
  const sums = db.prepare(
    'SELECT pod_name, sandbox_id, failure_n, sandbox_n, case_sandbox_n FROM pod_sum ORDER BY 1, 2',
  )
  assert.deepEqual(sums.raw().all(), [
    ['dns', 'sandbox-3', 1, 0, 0],
    ['web', '', 3, 2, 2],
    ['web', 'sandbox-3', 1, 0, 0],
  ])
})
