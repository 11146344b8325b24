import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FailureDraft } from '../../src/joins/join-store.ts'
import { stretches } from '../../src/joins/rhythm.ts'
import type { Cause } from '../../src/model/vocabulary.ts'
import { failureRows } from '../../src/store/failure-rows.ts'
import { failureTimes } from '../../src/store/failure-times.ts'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'

const CAUSES: readonly Cause[] = ['unknown', 'cni-config-missing', 'runtime-timeout']
const MINUTE = 60_000_000

/** Begins `atUs` after some day, or has no time where that is 0. */
type Given = readonly [cause: Cause, atUs: number, span: number]

function draft([cause, atUs, span]: Given, id: number): FailureDraft {
  const first_us = atUs === 0 ? 0 : 1_650_931_200_000_000 + atUs
  return {
    id,
    node: 'n',
    operation: 'RunPodSandbox',
    cause,
    sandbox: 0,
    pod_namespace: '',
    pod_name: '',
    pod_uid: '',
    first_us,
    last_us: first_us === 0 ? 0 : first_us + span,
    records: 1,
    events_seen: 0,
    secondary: 0,
    firstEventId: id,
    causeEventId: id,
  }
}

test('property: failures that begin within one second as one row are cut into the same stretches', () => {
  const db = openDatabase(':memory:')
  const spill = openSpill(db)
  const near = fc.integer({ min: 0, max: 4_000_000 })
  const given = fc.tuple(
    fc.constantFrom(...CAUSES),
    fc.oneof(
      fc.constant(0),
      near,
      fc.tuple(fc.nat(90), near).map(([minutes, us]) => minutes * 7 * MINUTE + us),
    ),
    fc.oneof(fc.constant(0), near),
  )
  fc.assert(
    fc.property(fc.array(given, { maxLength: 60 }), (list) => {
      const rows = failureRows(spill)
      const drafts = list.map((one, index) => draft(one, index + 1))
      for (const one of drafts) rows.put({ draft: one, node: 1, pod: 0 })
      const each = drafts
        .map(({ cause, first_us, last_us }) => ({ cause, firstUs: first_us, lastUs: last_us }))
        .sort((a, b) => (a.cause === b.cause ? a.firstUs - b.firstUs : a.cause < b.cause ? -1 : 1))
      assert.deepEqual(stretches(failureTimes(rows)), stretches(each))
    }),
  )
  db.close()
})
