import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlacedEvent } from '../../src/model/event.ts'
import { caseWriter, type Loaded } from '../../src/store/case-writer.ts'
import { type EventRows, storedEvents } from '../../src/store/event-rows.ts'
import { migrate } from '../../src/store/open.ts'
import { INTS, realOf } from '../../src/store/row-block.ts'
import { openSpill } from '../../src/store/spill.ts'
import { openDatabase } from '../../src/store/sqlite.ts'
import { event, sandboxId, second } from './build.ts'

const EVENTS: readonly PlacedEvent[] = [
  event({ line: 1, sandboxId: sandboxId('a'), podName: 'web-1', podNamespace: 'shop' }),
  event({ line: 2, sandboxId: sandboxId('b'), attempt: 3, node: 'node-2', lastUs: second(40) }),
  event({ line: 3, ord: 0, timeUs: 0, lastUs: 0, repeatN: 7, component: 'kubernetes-event' }),
  event({ line: 3, ord: 1, byteOffset: 2 ** 33, sandboxId: 'b7e9' }),
]

/** All numbers of every row: three reals, then whole numbers. */
function numbers(rows: EventRows): number[][] {
  const found: number[][] = []
  rows.each((block, row) => {
    const reals = [0, 1, 2].map((at) => realOf(block, row, at))
    found.push([...reals, ...block.int.slice(row * INTS + 6, (row + 1) * INTS)])
  })
  return found
}

/** What loads of these events leave, one after the other into one case, and the rows of its table after the last. */
function loaded(...loads: readonly (readonly PlacedEvent[])[]): { readonly last: Loaded; readonly stored: number[][] } {
  const db = openDatabase(':memory:')
  migrate(db)
  const spill = openSpill(db)
  const all = loads.map((events, nth) => {
    const writer = caseWriter(db, spill)
    writer.begin({ path: `${nth}.log`, key: String(nth) })
    writer.putBatch({ source: 0, events, facts: [] })
    return writer.end()
  })
  return { last: all.at(-1) as Loaded, stored: numbers(storedEvents(db, spill)) }
}

test('events that are kept while they are written are those that are read from the table', () => {
  const { last, stored } = loaded(EVENTS)
  assert.equal(stored.length, EVENTS.length)
  assert.deepEqual(last.events && numbers(last.events), stored)
})

test('they are read from the table where the case had events, or where one was ignored', () => {
  assert.equal(loaded(EVENTS, EVENTS.slice(0, 1)).last.events, undefined)
  assert.equal(loaded([...EVENTS, ...EVENTS]).last.events, undefined)
})
