import { PostmortemError } from '../base/errors.ts'
import { parseIsoTime } from '../base/time.ts'
import type { QueryHead } from '../model/case-file.ts'

/** `{name:Type}` in the text of a canned query. */
const TOKEN = /\{(?<name>\w+):(?<type>\w+)\}/g

/** The query with its `{name:Type}` tokens as named parameters of SQLite; values are bound, never pasted. */
export function toSqlite(sql: string): string {
  return sql.replace(TOKEN, (_, name: string) => `@${name}`)
}

/**
 * Values to bind: those given, else the defaults of the head. Int64 also takes an ISO-8601 time, which becomes microseconds.
 * Throws PostmortemError BAD_PARAMETER for a name the query does not have and for a value that is not of its type.
 */
export function bindings(
  query: QueryHead,
  given: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | bigint>> {
  const names = query.params.map((param) => param.name)
  const stranger = Object.keys(given).find((name) => !names.includes(name))
  if (stranger !== undefined) {
    throw new PostmortemError('BAD_PARAMETER', `query ${query.name} has no parameter ${stranger}`, {
      hint: names.length === 0 ? 'it takes no parameters' : `it takes: ${names.join(', ')}`,
    })
  }
  const bound = query.params.map((param) => {
    const value = Object.hasOwn(given, param.name) ? given[param.name] : undefined
    return [param.name, toType(query.name, param, value ?? param.default)] as const
  })
  return Object.fromEntries(bound)
}

function toType(query: string, param: QueryHead['params'][number], value: string | number): string | bigint {
  if (param.type === 'String') return String(value)
  const integer = toInteger(value)
  if (integer === undefined) {
    throw new PostmortemError('BAD_PARAMETER', `parameter ${param.name} of query ${query} cannot be "${value}"`, {
      reason: `it is of type ${param.type}: ${param.description}`,
      hint: 'give an integer, or for a time an ISO-8601 text such as 2022-04-26T00:43:24Z',
    })
  }
  return integer
}

const INT64_MAX = 2n ** 63n - 1n

function toInteger(value: string | number): bigint | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined
  if (/^-?\d{1,19}$/.test(value)) {
    const integer = BigInt(value)
    return integer <= INT64_MAX && integer >= -INT64_MAX ? integer : undefined
  }
  const us = parseIsoTime(value)
  return us === undefined ? undefined : BigInt(us)
}
