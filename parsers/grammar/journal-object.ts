import type { Peeled } from '../../src/model/record.ts'
import { type JsonObject, textOfBytes } from './json-line.ts'

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

/** Records whose message is bytes: those that look at a line one after the other all want its text. */
const ofBytes = new WeakMap<JsonObject, { readonly peeled: Peeled | undefined }>()

/**
 * Takes the outer layer off an object of `journalctl -o json` in which every value is a string (or, of the message, its bytes): what `peelObject` of json-record.ts makes of it, without
 * the names that other log stores use. undefined wherever that is not certain: fields with several values, other names,
 * objects in objects.
 */
export function peelJournalObject(record: JsonObject): Peeled | undefined {
  const { MESSAGE } = record
  if (!Array.isArray(MESSAGE)) return peel(record, MESSAGE)
  const known = ofBytes.get(record)
  if (known !== undefined) return known.peeled
  // Of a message that is not printable UTF-8 the journal gives the bytes.
  const peeled = peel(record, textOfBytes(MESSAGE))
  ofBytes.set(record, { peeled })
  return peeled
}

function peel(record: JsonObject, message: unknown): Peeled | undefined {
  if (typeof message !== 'string' || !isJournals(record)) return undefined
  const fields = record as Readonly<Record<string, string | undefined>>
  const time = fields._SOURCE_REALTIME_TIMESTAMP || (fields.__REALTIME_TIMESTAMP ?? '')
  if (message === '' || message.charCodeAt(0) === BRACE || !(time === '' || MICROSECONDS.test(time))) return undefined
  return {
    transport: 'json-line',
    text: message.endsWith('\n') ? message.slice(0, -1) : message,
    stamp: time === '' ? undefined : { kind: 'epoch', us: Number(time) },
    host: fields._HOSTNAME ?? '',
    ident: fields.SYSLOG_IDENTIFIER || fields._SYSTEMD_UNIT || (fields._COMM ?? ''),
    pid: fields._PID || (fields.SYSLOG_PID ?? ''),
    cut: false,
  }
}

/** Every value but the message is a text, with a name that journald gives. */
function isJournals(record: JsonObject): boolean {
  for (const name in record) {
    if (typeof record[name] !== 'string' && name !== 'MESSAGE') return false
    if (!(known.get(name) ?? learn(name))) return false
  }
  return true
}

function learn(name: string): boolean {
  const isOne = JOURNAL_NAME.test(name)
  if (known.size < MOST_NAMES) known.set(name, isOne)
  return isOne
}
