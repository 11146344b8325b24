import { createHash } from 'node:crypto'
import { rawBlockWriter } from '../raw-blocks.ts'
import type { Database } from '../sqlite.ts'
import { collectNames } from './collect-names.ts'
import { columnsOf, isRedacted, tablesOf, WHOLE } from './columns.ts'
import { rawTexts } from './raw-texts.ts'
import { type Redactor, redactor } from './redactor.ts'

/**
 * Fills the empty case `to` with the rows of `from`, names replaced. `isWording`: words of the programs' own messages. The key of the made-up
 * names comes from the case's own content: the same case gives the same bytes, and the copy alone tells nobody the key.
 */
export function copyRedacted(from: Database, to: Database, isWording: (word: string) => boolean): void {
  const { names, key } = collectNames(from)
  const make = redactor(key, names, isWording)
  define(to, make, key)
  to.exec('BEGIN')
  for (const table of tablesOf(from)) {
    to.exec(`DELETE FROM ${table}`)
    if (table === 'raw_block') copyBlocks(from, to, make)
    else copyTable(from, to, table)
  }
  const indexes = from.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`)
  for (const sql of indexes.pluck().all() as string[]) to.exec(sql)
  to.exec('COMMIT')
}

function define(to: Database, make: Redactor, key: string): void {
  const define1 = (name: string, use: (text: string) => string): void => {
    to.function(name, { deterministic: true }, (text) => (typeof text === 'string' ? use(text) : text))
  }
  define1('redact_text', make.text)
  define1('redact_name', make.name)
  define1('redact_id', make.id)
  define1('redact_nodes', (nodes) => nodes.split(' ').map(make.name).sort().join(' '))
  define1('redact_key', (text) =>
    text === '' ? '' : createHash('sha256').update(`${key}\n${text}`).digest('hex').slice(0, text.length),
  )
}

function copyTable(from: Database, to: Database, table: string): void {
  const columns = columnsOf(from, table)
  const names = columns.map(({ name }) => name)
  const values = columns.map((column) => {
    if (table === 'meta' && column.name === 'value')
      return `CASE key WHEN 'own_causes' THEN redact_text(value) ELSE value END`
    return isRedacted(table, column)
      ? `${WHOLE[`${table}.${column.name}`] ?? 'redact_text'}(${column.name})`
      : column.name
  })
  const given = names.map((name) => `? AS ${name}`).join(', ')
  const put = to.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM (SELECT ${given})`,
  )
  for (const row of from
    .prepare(`SELECT ${names.join(', ')} FROM ${table}`)
    .raw()
    .iterate())
    put.run(...(row as unknown[]))
}

/** Made-up texts are as long as the true ones and take their places. Latin-1 keeps bytes that are no valid UTF-8; names are ASCII. */
function copyBlocks(from: Database, to: Database, make: Redactor): void {
  const insert = to.prepare('INSERT INTO raw_block VALUES (?, ?, ?, ?)')
  let block: number | undefined
  let texts: Buffer = Buffer.alloc(0)
  const write = (): void => {
    if (block === undefined) return
    const one = rawBlockWriter(block, (id, codec, bytes, data) => insert.run(id, codec, bytes, data))
    one.putUtf8({ utf8: texts, from: 0, to: texts.length })
    one.flush()
  }
  const sizeOf = from.prepare('SELECT bytes FROM raw_block WHERE id = ?').pluck()
  for (const place of rawTexts(from)) {
    if (place.block !== block) {
      write()
      block = place.block
      texts = Buffer.alloc(Number(sizeOf.get(block)))
    }
    texts.write(make.text(place.text.toString('latin1')), place.offset, 'latin1')
  }
  write()
}
