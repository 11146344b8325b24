// What the SQL of queries/ must keep to, so that SQLite, PostgreSQL, DuckDB and ClickHouse read it alike (DESIGN 3.4).
import type { QueryHead } from '../../src/model/case-file.ts'

const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\//, 'no / on integers'],
  [/\b(?:strftime|julianday|unixepoch|datetime|date|time|now|current_timestamp)\s*\(/i, 'no date functions'],
  [/\b(?:group_concat|string_agg|json\w*|printf|format|iif|ifnull|total)\s*\(/i, 'no function of one engine'],
  [/->/, 'no JSON operators'],
  [/\bUNION\s+(?!ALL\b)/i, 'UNION ALL only'],
  [/\b(?:LIKE|ILIKE|GLOB|REGEXP|MATCH)\b/i, 'compare lower-cased text instead of patterns'],
  [/\bSUM\((?!CASE\b)[^()]*[=<>][^()]*\)/i, 'no SUM of a comparison'],
  [/\bSELECT\s+\*|\.\*/i, 'name the columns'],
  [/\bAVG\s*\(/i, 'no AVG: it divides'],
  [/"|`|\[/, 'no quoted names'],
  [/;/, 'one statement'],
]

/** The text with string literals emptied. */
const bare = (sql: string): string => sql.replace(/'[^']*'/g, "''").replace(/--.*$/gm, '')

/** All rules that the query breaks, in words. `columnsOf` gives the columns of a table or view of the case. */
export function brokenRules(query: QueryHead, columnsOf: (table: string) => readonly string[]): string[] {
  const sql = bare(query.sql)
  return [
    ...BANNED.filter(([pattern]) => pattern.test(sql)).map(([, rule]) => rule),
    ...tokenFaults(query),
    ...aliasFaults(sql, columnsOf),
    ...groupFaults(sql),
    ...(/\bORDER BY\b[^()]*$/i.test(sql) || isOneRow(sql) ? [] : ['the rows need an order']),
  ]
}

/** Counts over everything: the last SELECT begins with a count and has no GROUP BY. */
function isOneRow(sql: string): boolean {
  const last = sql.slice(sql.toUpperCase().lastIndexOf('SELECT'))
  return /^SELECT\s+COUNT\(/i.test(last) && !/\bGROUP BY\b/i.test(last)
}

function tokenFaults(query: QueryHead): string[] {
  const declared = query.params.map((param) => `${param.name}:${param.type}`)
  const used = [...new Set([...query.sql.matchAll(/\{(\w+:\w+)\}/g)].map((match) => match[1] ?? ''))]
  return [
    ...used.filter((token) => !declared.includes(token)).map((token) => `{${token}} is not declared`),
    ...declared.filter((token) => !used.includes(token)).map((token) => `parameter ${token} is not used`),
  ]
}

function aliasFaults(sql: string, columnsOf: (table: string) => readonly string[]): string[] {
  const tables = [...sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/gi)].map((match) => match[1] ?? '')
  const columns = new Set(tables.flatMap(columnsOf))
  const aliases = [...sql.matchAll(/\bAS\s+(\w+)(?!\s*\()/gi)].map((match) => match[1] ?? '')
  return aliases.filter((alias) => columns.has(alias)).map((alias) => `alias ${alias} is also a column`)
}

function groupFaults(sql: string): string[] {
  return [...sql.matchAll(/\bGROUP BY\b/gi)].flatMap((match) => {
    const keys = topLevel(groupListAfter(sql, match.index + match[0].length))
    return topLevel(selectListBefore(sql, match.index)).filter(
      (item) =>
        !/\b(?:COUNT|SUM|MIN|MAX)\s*\(/i.test(item) &&
        !keys.includes(item.replace(/\s+AS\s+\w+$/i, '')) &&
        !item.startsWith("''"),
    )
  })
}

/** The list after a GROUP BY, up to the next clause or the end of its bracket. */
function groupListAfter(sql: string, from: number): string {
  let depth = 0
  for (let at = from; at < sql.length; at += 1) {
    if (sql[at] === '(') depth += 1
    if (sql[at] === ')') depth -= 1
    if (depth < 0 || (depth === 0 && /^(?:ORDER BY|HAVING|LIMIT)\b/i.test(sql.slice(at, at + 9))))
      return sql.slice(from, at)
  }
  return sql.slice(from)
}

/** The list between the SELECT that a GROUP BY belongs to and its FROM. */
function selectListBefore(sql: string, groupAt: number): string {
  let depth = 0
  let from = groupAt
  for (let at = groupAt; at >= 0; at -= 1) {
    if (sql[at] === ')') depth += 1
    if (sql[at] === '(') depth -= 1
    if (depth < 0) return ''
    if (depth === 0 && /^FROM\b/i.test(sql.slice(at, at + 5))) from = at
    if (depth === 0 && /^SELECT\b/i.test(sql.slice(at, at + 7))) return sql.slice(at + 6, from)
  }
  return ''
}

/** Parts between the commas that stand in no bracket. */
function topLevel(list: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const char of list) {
    if (char === '(') depth += 1
    if (char === ')') depth -= 1
    if (char === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.replace(/\s+/g, ' ').trim()).filter(Boolean)
}
