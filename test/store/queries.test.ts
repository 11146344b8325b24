import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { QueryHead, QueryRow } from '../../src/model/case-file.ts'
import { toSqlite } from '../../src/store/query-params.ts'
import { STEPS } from '../../src/store/schema.ts'
import { openDatabase } from '../../src/store/sqlite.ts'
import { sandboxId, second } from './build.ts'
import { brokenRules } from './dialect.ts'
import { incident } from './incident.ts'

const GOLDEN = 'test/golden/queries'

/** Parameters for queries that say nothing with their defaults. */
const PARAMS: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  'around-time': { at: second(60), seconds: 5 },
  'failure-records': { failure: 2 },
  'pod-life': { pod: 'cart-1' },
  'sandbox-by-prefix': { prefix: 'aaaa' },
  'sandbox-life': { sandbox: sandboxId('a') },
}

const store = incident()
const file = store.caseFile()
const schema = openDatabase(':memory:')
for (const step of STEPS) schema.exec(step)
after(() => {
  store.close()
  schema.close()
})

const columnsOf = (table: string): string[] =>
  schema.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]

/** What the golden file of a query should hold. */
function golden(head: QueryHead, rows: readonly QueryRow[]): string {
  const params = Object.entries(PARAMS[head.name] ?? {}).map(([name, value]) => ` ${name}=${value}`)
  const cells = rows.map((row) => head.columns.map((column) => String(row[column]).replaceAll('|', '\\|')))
  const table = [head.columns, head.columns.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`)
  return [`# ${head.title}`, '', `\`${head.name}${params.join('')}\`: ${head.description}`, '', ...table, ''].join('\n')
}

/** Columns of the last ORDER BY that the query gives out. */
function orderColumns(head: QueryHead): readonly string[] {
  const order = head.sql.slice(head.sql.toUpperCase().lastIndexOf('ORDER BY') + 8).replace(/LIMIT[\s\S]*$/i, '')
  return order.split(',').map((part) =>
    part
      .trim()
      .replace(/ DESC$/i, '')
      .replace(/^\w+\./, ''),
  )
}

for (const head of file.queryHeads()) {
  test(`query ${head.name}: keeps to the common dialect`, () => {
    assert.deepEqual(brokenRules(head, columnsOf), [])
  })

  test(`query ${head.name}: only reads, and gives the columns of its head`, () => {
    const statement = schema.prepare(toSqlite(head.sql))
    assert.equal(statement.readonly, true)
    assert.deepEqual(
      statement.columns().map((column) => column.name),
      head.columns,
    )
  })

  test(`query ${head.name}: its rows over the small case are as approved, in an order that is theirs alone`, () => {
    const rows = file.query(head.name, PARAMS[head.name] ?? {})
    const path = `${GOLDEN}/${head.name}.md`
    const text = golden(head, rows)
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(GOLDEN, { recursive: true })
      writeFileSync(path, text)
    }
    assert.equal(existsSync(path) ? readFileSync(path, 'utf8') : '', text)
    const order = orderColumns(head)
    if (!order.every((column) => head.columns.includes(column))) return
    const keys = rows.map((row) => JSON.stringify(order.map((column) => row[column])))
    assert.equal(new Set(keys).size, keys.length, 'rows that the ORDER BY does not tell apart')
  })
}

test('every approved output belongs to a query', () => {
  const names = file.queryHeads().map((head) => head.name)
  const strangers = readdirSync(GOLDEN).filter((name) => !names.includes(name.replace(/\.md$/, '')))
  assert.deepEqual(strangers, [])
})

test('the dialect rules see what they are for', () => {
  const rules = (sql: string): string[] =>
    brokenRules({ name: 'x', title: '', description: '', params: [], columns: [], sql }, columnsOf)
  assert.deepEqual(rules('SELECT id FROM failure ORDER BY id'), [])
  assert.deepEqual(rules('SELECT first_us / 2 AS half FROM failure ORDER BY half'), ['no / on integers'])
  assert.deepEqual(rules('SELECT node FROM failure UNION SELECT node FROM fact ORDER BY node'), ['UNION ALL only'])
  assert.deepEqual(rules('SELECT SUM(records > 1) AS many FROM failure ORDER BY many'), ['no SUM of a comparison'])
  assert.deepEqual(rules('SELECT node, cause, COUNT(*) AS n FROM failure GROUP BY node ORDER BY node'), ['cause'])
  assert.deepEqual(rules('SELECT MAX(line) AS node FROM failure ORDER BY node'), ['alias node is also a column'])
  assert.deepEqual(rules('SELECT id FROM failure WHERE id = {id:Int64}'), [
    '{id:Int64} is not declared',
    'the rows need an order',
  ])
})
