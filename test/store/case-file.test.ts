import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PostmortemError } from '../../src/base/errors.ts'
import { sandboxId, second } from './build.ts'
import { CONFIGS, incident, SOURCES } from './incident.ts'

const store = incident()
const file = store.caseFile()
after(() => file.close())

const lines = (filter: Parameters<typeof file.events>[0]): number[] => [...file.events(filter)].map((row) => row.line)

test('the failures come in order of time, with cause, message and place of their records', () => {
  const rows = [...file.failures()]
  assert.deepEqual(
    rows.map((row) => row.line),
    [10, 12, 14, 16, 5],
  )
  const [first] = rows
  assert.equal(first?.source, 'bundle/node-1/containerd.log')
  assert.equal(first?.pod_name, 'web-1')
  assert.equal(first?.config_version, '')
  assert.equal(first?.message, 'invalid version "": the version is empty')
  assert.equal(rows.at(-1)?.config_version, null)
})

test('failures can be asked for by incident, and limited', () => {
  assert.deepEqual(
    [...file.failures({ incidentId: 2 })].map((row) => row.cause),
    ['ipam-exhausted'],
  )
  assert.equal([...file.failures({ limit: 2 })].length, 2)
})

test('sandboxes can be asked for by state', () => {
  assert.deepEqual(
    [...file.sandboxes({ state: 'stuck' })].map((row) => row.sandbox_id),
    [sandboxId('a')],
  )
  assert.equal([...file.sandboxes()].length, 5)
  assert.equal([...file.sandboxes({ limit: 1 })].length, 1)
})

test('events come with their raw text, in order of time', () => {
  const rows = [...file.events({})]
  const expected = SOURCES.flatMap((source) => source.events ?? []).toSorted((a, b) => a.timeUs - b.timeUs)
  assert.deepEqual(
    rows.map((row) => row.raw),
    expected.map((one) => one.raw),
  )
  assert.deepEqual(
    rows.map((row) => row.time_us),
    expected.map((one) => one.timeUs),
  )
})

test('events without raw text are the same rows otherwise', () => {
  const bare = [...file.events({ raw: false })]
  assert.deepEqual(
    bare,
    [...file.events({})].map((row) => ({ ...row, raw: '' })),
  )
})

test('SQL sees the raw text too', () => {
  assert.deepEqual(file.sql('SELECT raw FROM event WHERE line = 10').rows, [{ raw: 'raw line 10' }])
})

test('events can be asked for by failure, sandbox, pod, time, operation, outcome and node', () => {
  assert.deepEqual(lines({ failureId: 2 }), [12, 13])
  assert.deepEqual(lines({ sandboxId: sandboxId('b') }), [4, 12, 13, 16, 20])
  assert.deepEqual(lines({ podName: 'cart-1' }), [4, 12, 13, 16, 20])
  assert.deepEqual(lines({ fromUs: second(61), toUs: second(72) }), [12, 13, 14])
  assert.deepEqual(lines({ operation: 'RunPodSandbox', outcome: 'failed' }), [5])
  assert.deepEqual(lines({ node: 'node-3' }), [2])
  assert.deepEqual(lines({ limit: 1 }), [3])
  assert.deepEqual(lines({ sandboxId: 'nothing' }), [])
})

test('a sandbox id that was cut off counts as the whole one, and its line takes pod and node from it', () => {
  const row = [...file.events({ failureId: 3 })][0]
  assert.equal(row?.sandbox_id, sandboxId('b'))
  assert.equal(row?.pod_name, 'cart-1')
})

test('two cursors can be read side by side', () => {
  const pairs: number[] = []
  for (const failure of file.failures({ limit: 2 })) {
    for (const event of file.events({ failureId: failure.id })) pairs.push(event.line)
  }
  assert.deepEqual(pairs, [10, 11, 12, 13])
})

test('sources, nodes, facts and configurations come as they were put', () => {
  assert.deepEqual(
    file.sources().map((row) => row.path),
    SOURCES.map((source) => source.summary.path),
  )
  assert.deepEqual(JSON.parse(file.sources()[0]?.detail ?? ''), {
    notUnderstood: ['7: StopPodSandbox or so', '9: cni: what is this'],
    counts: { cut: 1 },
  })
  assert.deepEqual(file.nodes(), ['node-1', 'node-2', 'node-3'])
  assert.deepEqual(
    file.facts('runtime-start').map((row) => row.value),
    ['1.6.2'],
  )
  assert.equal(file.facts().length, 4)
  assert.deepEqual(file.cniConfigs(), CONFIGS)
})

test('meta tells the numbers of the case, and is empty for what it does not know', () => {
  assert.equal(file.meta('failures'), '5')
  assert.equal(file.meta('finished'), '1')
  assert.equal(file.meta('first_us'), String(second(5)))
  assert.equal(file.meta('nothing'), '')
})

test('incidents rest on places that the case can show', () => {
  assert.deepEqual(
    file.incidents().map((row) => row.cause),
    ['cni-config-version-missing', 'ipam-exhausted'],
  )
  const roles = file.sql('SELECT role, line FROM evidence WHERE incident_id = 1 ORDER BY time_us, role').rows
  assert.deepEqual(roles, [
    { role: 'trigger', line: 1 },
    { role: 'first-failure', line: 10 },
    { role: 'last-failure', line: 16 },
    { role: 'recovered', line: 20 },
  ])
})

test('the views with readable times print ISO-8601 UTC with six decimals', () => {
  assert.deepEqual(file.sql('SELECT first, last FROM failure_time ORDER BY first LIMIT 1').rows, [
    { first: '2022-04-26T00:44:00.000000Z', last: '2022-04-26T00:44:00.002000Z' },
  ])
  assert.deepEqual(file.sql("SELECT stopped FROM sandbox_time WHERE state = 'stuck'").rows, [{ stopped: '' }])
})

test('a query that does not exist is refused by name', () => {
  assert.throws(
    () => file.query('no-such-query'),
    (error) => error instanceof PostmortemError && error.code === 'UNKNOWN_QUERY',
  )
})

test('a second view of the same case works as the first', () => {
  assert.equal([...store.caseFile().events({ limit: 1 })][0]?.raw, 'raw line 3')
})
