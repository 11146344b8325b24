import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { CaseFile } from '../../src/model/case-file.ts'
import type { PlacedEvent } from '../../src/model/event.ts'
import { openCaseFile, openStore, type Store } from '../../src/store/index.ts'
import { openDatabase } from '../../src/store/sqlite.ts'
import { built, event, fill, sandboxId, second, summary } from './build.ts'
import { incident, SOURCES } from './incident.ts'

const folder = mkdtempSync(join(tmpdir(), 'case-store-'))
after(() => rmSync(folder, { recursive: true }))
const at = (name: string): string => join(folder, name)

/** All that a case says, row ids apart. */
function contents(file: CaseFile): unknown {
  const strip = ({ id: _, failure_id: __, ...row }: Record<string, unknown>): unknown => row
  return {
    events: [...file.events({})].map((row) => strip({ ...row })),
    failures: [...file.failures()].map((row) => strip({ ...row })),
    sandboxes: [...file.sandboxes()].map((row) => strip({ ...row })),
    incidents: file.incidents(),
    facts: file.facts().map((row) => strip({ ...row })),
    nodes: file.nodes(),
  }
}

function contentsOf(store: Store): unknown {
  const all = contents(store.caseFile())
  store.close()
  return all
}

test('a case that was just written holds less of the file for its report than one that is opened for questions', () => {
  const path = at('held.db')
  const store = openStore(path)
  fill(store, SOURCES)
  store.finish()
  const held = (file: CaseFile): unknown => file.sql('SELECT cache_size FROM pragma_cache_size').rows
  assert.deepEqual(held(store.caseFile()), [{ cache_size: -16_384 }])
  store.close()
  const file = openCaseFile(path)
  assert.deepEqual(held(file), [{ cache_size: -65_536 }])
  file.close()
})

test('what an aborted run left under the working name is no part of the next case, and goes with it', () => {
  const path = at('again.db')
  const left = [`${path}.part`, `${path}.part-journal`]
  for (const name of left) writeFileSync(name, 'left over')
  const store = openStore(path)
  fill(store, SOURCES)
  assert.equal(existsSync(`${path}.part-journal`), false)
  writeFileSync(`${path}.part-journal`, 'a journal that SQLite left')
  store.close()
  for (const name of left) assert.equal(existsSync(name), false)
})

test('a case is written beside its name and takes it when it is finished', () => {
  const path = at('fresh.db')
  const store = openStore(path)
  fill(store, SOURCES)
  assert.equal(existsSync(path), false)
  assert.equal(existsSync(`${path}.part`), true)
  store.finish()
  assert.equal(existsSync(path), true)
  assert.equal(existsSync(`${path}.part`), false)
  assert.equal([...store.caseFile().failures()].length, 5)
  store.close()
})

test('a case that is not finished leaves nothing behind', () => {
  const path = at('broken.db')
  const store = openStore(path)
  fill(store, SOURCES)
  assert.throws(() => store.caseFile(), /not finished/)
  store.close()
  assert.equal(existsSync(path), false)
  assert.equal(existsSync(`${path}.part`), false)
})

test('the same input gives the same bytes', () => {
  for (const name of ['one.db', 'two.db']) incident(at(name)).close()
  assert.ok(readFileSync(at('one.db')).equals(readFileSync(at('two.db'))))
})

test('a finished case replaces an older one of its name', () => {
  const path = at('again.db')
  incident(path).close()
  const store = openStore(path)
  store.finish()
  store.close()
  const file = openCaseFile(path)
  assert.equal([...file.events({})].length, 0)
  file.close()
})

test('adding the same evidence again changes nothing', () => {
  const path = at('repeat.db')
  incident(path).close()
  const before = contents(openCaseFile(path))
  incident(path, { append: true }).close()
  const file = openCaseFile(path)
  assert.deepEqual(contents(file), before)
  assert.equal(file.sql('SELECT count(*) AS n FROM raw_block').rows[0]?.['n'], 1)
  file.close()
})

test('evidence added later gives the same case as all of it at once', () => {
  const path = at('parts.db')
  for (const source of [...SOURCES].toReversed()) {
    const store = openStore(path, { append: true })
    fill(store, [source])
    store.finish()
    store.close()
  }
  const whole = built(SOURCES)
  assert.deepEqual(contents(openCaseFile(path)), contentsOf(whole))
})

test('a log that has grown gives only its new events', () => {
  const path = at('grown.db')
  const source = SOURCES[0]
  assert.ok(source !== undefined)
  const events = source.events ?? []
  for (const until of [4, events.length]) {
    const store = openStore(path, { append: true })
    fill(store, [{ ...source, events: events.slice(0, until) }])
    store.finish()
    store.close()
  }
  assert.deepEqual(contents(openCaseFile(path)), contentsOf(built([source])))
})

test('a source that comes twice in one load is stored once', () => {
  const [source] = SOURCES
  assert.ok(source !== undefined)
  assert.deepEqual(contentsOf(built([source, source])), contentsOf(built([source])))
})

test('dictionaries that forget give the same case as those that do not', () => {
  assert.deepEqual(contentsOf(built(SOURCES, { generation: 1 })), contentsOf(built(SOURCES)))
  const store = built(SOURCES, { generation: 1 })
  const doubles = store.caseFile().sql('SELECT sandbox_id, count(*) AS n FROM sandbox_key GROUP BY 1 HAVING n > 1').rows
  assert.deepEqual(doubles, [])
  store.close()
})

test('more events than one statement holds are all stored, and those of one record share its text', () => {
  const events: PlacedEvent[] = Array.from({ length: 205 }, (_, index) => {
    const record = Math.floor(index / 2)
    return event({
      line: record + 1,
      ord: index % 2,
      sandboxId: sandboxId('a'),
      timeUs: second(index),
      raw: `record ${record}`,
    })
  })
  const store = built([{ key: 'k', events, summary: summary({}) }])
  const rows = [...store.caseFile().events({})]
  assert.deepEqual(
    rows.map((row) => row.raw),
    events.map((one) => one.raw),
  )
  const places = store.caseFile().sql('SELECT count(DISTINCT raw_offset) AS n FROM event_row').rows
  assert.deepEqual(places, [{ n: 103 }])
  store.close()
})

test('an event without raw text has none', () => {
  const store = built([{ key: 'k', events: [event({ raw: '' })], summary: summary({}) }])
  assert.equal([...store.caseFile().events({})][0]?.raw, '')
  store.close()
})

test('rows of many sources end a transaction on the way', () => {
  const events = Array.from({ length: 50_001 }, (_, index) => event({ line: index + 1, outcome: 'succeeded', raw: '' }))
  const store = openStore(':memory:')
  store.begin({ path: 'a', key: 'a' })
  store.putBatch({ source: 0, events, facts: [] })
  store.markDone(0, summary({ path: 'a' }))
  store.begin({ path: 'b', key: 'b' })
  store.markDone(1, summary({ path: 'b' }))
  store.finish()
  assert.equal(store.caseFile().meta('events'), '50001')
  store.close()
})

test('a batch for a source that was not begun is a mistake of the caller', () => {
  const store = openStore(':memory:')
  assert.throws(() => store.putBatch({ source: 0, events: [], facts: [] }), RangeError)
  store.close()
})

test('nothing is written to a case that is finished', () => {
  const store = openStore(':memory:')
  store.finish()
  assert.throws(() => store.begin({ path: 'a', key: 'a' }), /is finished/)
  store.close()
})

test('an empty case can be finished and read', () => {
  const store = openStore(':memory:')
  store.finish()
  const file = store.caseFile()
  assert.deepEqual(file.incidents(), [])
  for (const head of file.queryHeads()) assert.ok(file.query(head.name).length <= 1, head.name)
  store.close()
})

test('another SQLite client sees events without raw text', () => {
  const path = at('other.db')
  incident(path).close()
  const db = openDatabase(path, { readonly: true })
  const row = db.prepare('SELECT source, line, message FROM event WHERE failure_id = 2 ORDER BY line LIMIT 1').get()
  assert.deepEqual(row, {
    source: 'bundle/node-1/containerd.log',
    line: 12,
    message: 'invalid version "": the version is empty',
  })
  assert.throws(() => db.prepare('SELECT raw FROM event'), /no such column: raw/)
  db.close()
})

test('a pod that lines name by uid alone, and a node that they leave out, are filled in from other lines', () => {
  const uid = '99999999-0000-4000-8000-000000000009'
  const pod = { podNamespace: 'shop', podName: 'web-9', podUid: uid }
  const store = built([
    {
      key: 'k',
      events: [
        event({
          line: 1,
          timeUs: second(1),
          ...pod,
          sandboxId: sandboxId('9'),
          outcome: 'succeeded',
          operation: 'RunPodSandbox',
        }),
        event({ line: 2, timeUs: second(2), podUid: uid, node: '' }),
        event({ line: 3, timeUs: second(3), sandboxId: sandboxId('9'), node: '' }),
      ],
      summary: summary({}),
    },
  ])
  const rows = store.caseFile().sql('SELECT pod_name, node FROM event ORDER BY line').rows
  assert.deepEqual(
    rows,
    Array.from({ length: 3 }, () => ({ pod_name: 'web-9', node: 'node-1' })),
  )
  assert.deepEqual(
    [...store.caseFile().events({ podName: 'web-9' })].map((row) => row.line),
    [1, 2, 3],
  )
  store.close()
})

test('groups of failures come to what the failures come to', () => {
  const path = at('groups.db')
  incident(path).close()
  const db = openDatabase(path, { readonly: true })
  const all = (sql: string): unknown[] => db.prepare(sql).all()
  const keys = 'incident_id, node_ref, class_ref, pod_ref, sandbox_ref, secondary'
  const groups = all(`SELECT ${keys}, sum(failure_n) AS n, sum(record_n) AS records, sum(event_n) AS events,
    min(first_us) AS first, max(last_us) AS last, min(first_id) AS id FROM failure_sum GROUP BY ${keys} ORDER BY ${keys}`)
  const rows = all(`SELECT ${keys}, count(*) AS n, sum(records) AS records, sum(events_seen) AS events,
    min(first_us) AS first, max(last_us) AS last, min(id) AS id FROM failure GROUP BY ${keys} ORDER BY ${keys}`)
  assert.ok(groups.length > 1)
  assert.deepEqual(groups, rows)
  db.close()
})
