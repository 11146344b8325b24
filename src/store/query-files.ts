import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../base/package-root.ts'
import type { QueryHead } from '../model/case-file.ts'

type QueryParam = QueryHead['params'][number]

// -- param: since Int64 0 From this time on (microseconds, or ISO-8601)
const PARAM = /^(?<name>\w+) (?<type>\w+) (?<default>'[^']*'|\S+) (?<description>.*)$/

/**
 * Reads the head of a canned query: comment lines `-- key: value` before the statement. A String default stands in
 * quotes (`''` = empty). Throws on a head that lacks a part: the file is ours, or a user's own that has to be told.
 */
export function parseQuery(name: string, text: string): QueryHead {
  const values = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    // -- title: Failures by node
    const head = /^-- (?<key>title|description|param|columns): (?<value>.*)$/.exec(line)?.groups
    if (head === undefined) break
    values.set(head['key'] ?? '', [...(values.get(head['key'] ?? '') ?? []), (head['value'] ?? '').trim()])
  }
  const one = (key: string): string => {
    const value = values.get(key)?.join(' ')
    if (value === undefined || value === '') throw new Error(`query ${name}: its head has no "-- ${key}:"`)
    return value
  }
  const sql = text.slice(text.search(/^(?!--)/m)).trim()
  return {
    name,
    title: one('title'),
    description: one('description'),
    params: (values.get('param') ?? []).map((value) => parseParam(name, value)),
    columns: one('columns')
      .split(',')
      .map((column) => column.trim()),
    sql,
  }
}

function parseParam(query: string, text: string): QueryParam {
  const groups = PARAM.exec(text)?.groups
  if (groups === undefined)
    throw new Error(`query ${query}: "-- param: ${text}" is not "name Type default description"`)
  const { name = '', type = '', default: value = '', description = '' } = groups
  return { name, type, default: value.startsWith("'") ? value.slice(1, -1) : value, description }
}

let heads: readonly QueryHead[] | undefined

/** All canned queries of this package, sorted by name. Read once. */
export function queryHeads(): readonly QueryHead[] {
  if (heads === undefined) {
    const folder = join(packageRoot(), 'queries')
    heads = readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .map((file) => file.slice(0, -'.sql'.length))
      .sort()
      .map((name) => parseQuery(name, readFileSync(join(folder, `${name}.sql`), 'utf8')))
  }
  return heads
}
