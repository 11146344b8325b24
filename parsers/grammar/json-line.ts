/** Longest line that is parsed as one JSON object. */
const MAX_LINE = 4 * 1024 * 1024

/** A JSON object, its values not yet looked at. */
export type JsonObject = Readonly<Record<string, unknown>>

const utf8 = new TextDecoder()

interface Parsed {
  readonly text: string
  readonly object: JsonObject | undefined
}

/** The lines that were parsed last: those that look at a line and the ones beside it one after the other all want their objects. */
const parsed: Parsed[] = Array.from({ length: 4 }, () => ({ text: '', object: undefined }))
/** Of longer lines one is kept. */
const SHORT_LINE = 16_384
let oldest = 1

/** Parses a line that is one JSON object; undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
  if (text.charCodeAt(0) !== 123 || text.length > MAX_LINE) return undefined
  for (const known of parsed) if (known.text === text) return known.object
  const object = parse(text)
  const slot = text.length > SHORT_LINE ? 0 : oldest
  if (slot > 0) oldest = oldest === parsed.length - 1 ? 1 : oldest + 1
  parsed[slot] = { text, object }
  return object
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** True for a JSON object (no array, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * A value as text: strings, numbers; byte arrays of `journalctl -o json` (text that is not printable UTF-8) decoded; of a
 * field with several values the first. undefined for null and objects.
 */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!Array.isArray(value) || value.length === 0) return undefined
  const items: readonly unknown[] = value
  return textOfBytes(items) ?? textOf(items[0])
}

/** Text of its bytes; undefined where one of the values is none. */
export function textOfBytes(values: readonly unknown[]): string | undefined {
  const bytes = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (typeof value !== 'number' || value !== (value & 0xff)) return undefined
    bytes[i] = value
  }
  return utf8.decode(bytes)
}

/** Value at a dotted path; a key that itself holds the dots is tried first. */
export function at(record: JsonObject, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path]
  let value: unknown = record
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}
