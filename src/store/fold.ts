import { DICTIONARY_KEYS, type DictionaryTable } from './dictionaries.ts'
import type { Database } from './sqlite.ts'

/** Columns that point into a dictionary table while a case is loaded. */
const REFERENCES: Readonly<Record<DictionaryTable, string>> = {
  node: 'node_ref',
  sandbox_key: 'sandbox_ref',
  pod: 'pod_ref',
  message: 'message_ref',
  signature: 'signature_ref',
}

/** Dictionaries in which rows are looked up by their text after the load, beside sandbox_key. */
const UNIQUE: readonly DictionaryTable[] = ['node', 'pod']

/**
 * Merges rows of a dictionary that hold the same text (the load keeps its dictionaries short and may write a text twice):
 * the first row stays, events are pointed at it, the others go. False = no text stood twice.
 */
export function foldDictionary(db: Database, table: DictionaryTable): boolean {
  const keys = DICTIONARY_KEYS[table].join(', ')
  const reference = REFERENCES[table]
  db.exec(`
    CREATE TEMP TABLE fold AS SELECT id, first FROM
      (SELECT id, min(id) OVER (PARTITION BY ${keys}) AS first FROM main.${table}) WHERE id <> first`)
  const isAny = db.prepare('SELECT 1 FROM temp.fold LIMIT 1').get() !== undefined
  if (isAny)
    db.exec(`
    CREATE UNIQUE INDEX temp.fold_id ON fold (id);
    UPDATE main.event_row SET ${reference} = (SELECT first FROM temp.fold WHERE fold.id = ${reference})
      WHERE ${reference} IN (SELECT id FROM temp.fold);
    DELETE FROM main.${table} WHERE id IN (SELECT id FROM temp.fold)`)
  db.exec('DROP TABLE temp.fold')
  return isAny
}

/** Sandbox ids are looked up by their text only where the joins have to tell them apart: they make this index at need. */
export function createSandboxIndex(db: Database): void {
  db.exec('CREATE UNIQUE INDEX IF NOT EXISTS sandbox_key_text ON sandbox_key (sandbox_id)')
}

/** The pages of the largest index by text become those of the indexes that stay: 12 bytes an event in a flood. */
export function dropSandboxIndex(db: Database): void {
  db.exec('DROP INDEX IF EXISTS sandbox_key_text')
}

/** Drops the indexes by text, which a load would violate and pay for. */
export function dropTextIndexes(db: Database): void {
  dropSandboxIndex(db)
  for (const table of UNIQUE) db.exec(`DROP INDEX IF EXISTS ${table}_text`)
}

/** Indexes by text: names are resolved to rows through them from here on. */
export function createTextIndexes(db: Database): void {
  for (const table of UNIQUE) {
    db.exec(`CREATE UNIQUE INDEX IF NOT EXISTS ${table}_text ON ${table} (${DICTIONARY_KEYS[table].join(', ')})`)
  }
}
