import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FailureDraft } from '../../src/joins/join-store.ts'
import { failureRows, INT, REAL } from '../../src/store/failure-rows.ts'
import { intOf, realOf } from '../../src/store/row-block.ts'
import { PAGE_ROWS } from '../../src/store/row-list.ts'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

const draft = (id: number): FailureDraft => ({
  id,
  node: 'n',
  operation: 'StopPodSandbox',
  cause: 'unknown',
  sandbox: id,
  pod_namespace: '',
  pod_name: '',
  pod_uid: '',
  first_us: id * 1000,
  last_us: id * 1000,
  records: 1,
  events_seen: 0,
  secondary: 0,
  firstEventId: id,
  causeEventId: id,
})

test('what is added to failures in any order is in their rows, whenever they are read', () => {
  const db = openDatabase(':memory:')
  const rows = failureRows(openSpill(db))
  const last = PAGE_ROWS + 2
  for (let id = 1; id <= last; id += 1) rows.put({ draft: draft(id), node: 1, pod: 2 })
  const totals = (): number[][] => {
    const found: number[][] = []
    rows.each((block, row) => {
      const [records, seen] = [intOf(block, row, INT.records), intOf(block, row, INT.eventsSeen)]
      const span = realOf(block, row, REAL.lastSpan)
      if (records + seen + span > 1) found.push([intOf(block, row, INT.id), records, seen, span])
    })
    return found
  }
  assert.deepEqual(totals(), [])
  rows.add({ failureId: last, records: 1, eventsSeen: 0, lastUs: last * 1000 + 5 })
  rows.add({ failureId: 3, records: 2, eventsSeen: 4, lastUs: 3007 })
  rows.add({ failureId: last, records: 1, eventsSeen: 1, lastUs: last * 1000 + 9 })
  const expected = [
    [3, 3, 4, 7],
    [last, 3, 1, 9],
  ]
  assert.deepEqual(totals(), expected)
  assert.deepEqual(totals(), expected)
  db.close()
})
