import type { LogRecord } from '../../src/model/record.ts'

/** A piece of a message and where the rest of the message begins. */
export interface Piece {
  readonly text: string
  readonly end: number
}

/** First word of a message: up to a blank, colon, quote, bracket, comma or equals sign; at most 40 characters. */
export function firstWord(message: string): string {
  const limit = Math.min(message.length, 40)
  let at = 0
  while (at < limit && !isWordEnd(message.charCodeAt(at))) at++
  return message.slice(0, at)
}

// blank, tab, newline, ", (, comma, :, =, [, {
const wordEnds: ReadonlySet<number> = new Set([32, 9, 10, 34, 40, 44, 58, 61, 91, 123])
const isWordEnd = (code: number): boolean => wordEnds.has(code)

/**
 * The name at `from`: between quotes at any escaping depth (also typographic ones of copied texts), else up to the next
 * blank, comma or colon. A quote that is not closed takes the rest.
 */
export function nameAt(message: string, from: number): Piece {
  let start = from
  while (message[start] === '\\') start++
  if (!isQuote(message[start])) return bareNameAt(message, start)
  start++
  let end = start
  while (end < message.length && message[end] !== '\\' && !isQuote(message[end])) end++
  let next = end
  while (message[next] === '\\') next++
  return { text: message.slice(start, end), end: next + 1 }
}

const isQuote = (char: string | undefined): boolean => char === '"' || char === '“' || char === '”'

function bareNameAt(message: string, start: number): Piece {
  let end = start
  while (end < message.length && message[end] !== ' ' && message[end] !== ',' && message[end] !== ':') end++
  return { text: message.slice(start, end), end }
}

/** What follows the first `marker` in a text, trimmed; '' where the marker is absent. */
export function after(text: string, marker: string): string {
  const at = text.indexOf(marker)
  return at < 0 ? '' : text.slice(at + marker.length).trim()
}

/** Error of a failed operation: the record's own error field, else what follows `failed` and a colon or `error:` in the message. */
export function errorText(record: LogRecord, tail: string): string {
  if (record.error !== '') return record.error
  const colon = tail.indexOf(': ')
  return colon < 0 ? '' : tail.slice(colon + 2).trim()
}

/** Was it logged as an error? Decides where a cut line has lost its verb. */
export const isErrorLevel = (record: LogRecord): boolean =>
  record.level === 'error' || record.level === 'fatal' || record.level === 'panic'
