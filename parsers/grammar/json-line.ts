/** Longest line that is parsed as one JSON object. */
const MAX_LINE = 4 * 1024 * 1024

/** A JSON object, its values not yet looked at. */
export type JsonObject = Readonly<Record<string, unknown>>

const utf8 = new TextDecoder()

/** The last line that was parsed: those that look at a line one after the other all want its object. */
let last: { readonly text: string; readonly object: JsonObject | undefined } = { text: '', object: undefined }

/** Parses a line that is one JSON object; undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
  if (text.charCodeAt(0) !== 123 || text.length > MAX_LINE) return undefined
  if (text !== last.text) last = { text, object: parse(text) }
  return last.object
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
  return isBytes(items) ? utf8.decode(Uint8Array.from(items)) : textOf(items[0])
}

/** True for the bytes of a text. */
export function isBytes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isByte)
}

function isByte(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255
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
