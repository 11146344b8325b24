import { createHash } from 'node:crypto'
import type { Database } from '../sqlite.ts'
import { columnsOf, isRedacted, tablesOf, WHOLE } from './columns.ts'
import { namePlaces } from './find-names.ts'
import { isWellKnown } from './known-words.ts'
import { rawTexts } from './raw-texts.ts'
import { isHexId } from './redactor.ts'

/** What is a name in the case, and a key that its content determines. */
export function collectNames(from: Database): { readonly names: ReadonlySet<string>; readonly key: string } {
  const names = new Set<string>()
  const hash = createHash('sha256')
  const add = (name: string): void => {
    if (name.length > 1 && !isWellKnown(name)) names.add(name)
  }
  const read = (text: string): void => {
    hash.update(`${text}\n`)
    for (const [at, end] of namePlaces(text)) add(text.slice(at, end))
  }
  for (const [table, column] of textColumns(from)) {
    const whole = WHOLE[`${table}.${column}`]
    for (const value of from.prepare(`SELECT ${column} FROM ${table}`).pluck().iterate()) {
      const text = String(value)
      read(text)
      if (whole === 'redact_name' || (whole === 'redact_id' && !isHexId(text))) add(text)
      if (column === 'path') folders(text).forEach(add)
    }
  }
  for (const { text } of rawTexts(from)) read(text.toString('latin1'))
  return { names, key: hash.digest('hex') }
}

function textColumns(db: Database): readonly (readonly [string, string])[] {
  return tablesOf(db).flatMap((table) =>
    columnsOf(db, table)
      .filter((column) => isRedacted(table, column))
      .map(({ name }) => [table, name] as const),
  )
}

/** Names of folders and archives on a path: whoever collected the logs chose them. `acme_2022.tar.gz!/node-7/etc/cni/net.d/x.conf` */
function folders(path: string): readonly string[] {
  return path
    .split(/!?\//)
    .slice(0, -1)
    .filter((part) => !part.endsWith('.d'))
    .flatMap((part) => part.replace(/\.(?:tar|tgz|zip|gz|xz|zst|bz2|lz4)(?:\.[a-z0-9]{2,4})?$/, '').split('_'))
}
