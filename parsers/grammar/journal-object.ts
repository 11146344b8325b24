import type { Peeled } from '../../src/model/record.ts'
import { isBytes, type JsonObject, textOf } from './json-line.ts'

/** Names of fields that are remembered. */
const MOST_NAMES = 2048

/** Whether a name is one that only journald gives. */
const known = new Map<string, boolean>()

// _SYSTEMD_UNIT
const JOURNAL_NAME = /^[A-Z0-9_]{1,64}$/

/** A message that is an object may be a collector's record again. */
const BRACE = 123

// 1650933804518165
const MICROSECONDS = /^[1-9]\d{15}$/

/**
 * Takes the outer layer off an object of `journalctl -o json` in which every value is a string (or, of the message, its bytes): what `peelObject` of json-record.ts makes of it, without
 * the names that other log stores use. undefined wherever that is not certain: fields with several values, other names,
 * objects in objects.
 */
export function peelJournalObject(record: JsonObject): Peeled | undefined {
  if (!isJournals(record)) return undefined
  const fields = record as Readonly<Record<string, string | undefined>>
  const MESSAGE = textOf(record.MESSAGE) ?? ''
  const time = fields._SOURCE_REALTIME_TIMESTAMP || (fields.__REALTIME_TIMESTAMP ?? '')
  if (MESSAGE === '' || MESSAGE.charCodeAt(0) === BRACE || !(time === '' || MICROSECONDS.test(time))) return undefined
  return {
    transport: 'json-line',
    text: MESSAGE.endsWith('\n') ? MESSAGE.slice(0, -1) : MESSAGE,
    stamp: time === '' ? undefined : { kind: 'epoch', us: Number(time) },
    host: fields._HOSTNAME ?? '',
    ident: fields.SYSLOG_IDENTIFIER || fields._SYSTEMD_UNIT || (fields._COMM ?? ''),
    pid: fields._PID || (fields.SYSLOG_PID ?? ''),
    cut: false,
  }
}

function isJournals(record: JsonObject): boolean {
  for (const name in record) {
    if (!isText(name, record[name]) || !(known.get(name) ?? learn(name))) return false
  }
  return true
}

/** Of a message that is not printable UTF-8 the journal gives the bytes. */
function isText(name: string, value: unknown): boolean {
  return typeof value === 'string' || (name === 'MESSAGE' && isBytes(value))
}

function learn(name: string): boolean {
  const isOne = JOURNAL_NAME.test(name)
  if (known.size < MOST_NAMES) known.set(name, isOne)
  return isOne
}
