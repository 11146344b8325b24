import type { ExportEntry } from '../../model/export-entry.ts'
import type { ByteSource } from '../byte-stream.ts'
import type { DocumentContext, DocumentReader } from '../document.ts'
import { EntrySieve } from '../entry-sieve.ts'
import { type ExportField, ExportFields } from '../journal/export-fields.ts'

const WANTED: ReadonlySet<string> = new Set([
  'MESSAGE',
  '_HOSTNAME',
  '_SYSTEMD_UNIT',
  'SYSLOG_IDENTIFIER',
  '_COMM',
  '_PID',
  'SYSLOG_PID',
  '_SOURCE_REALTIME_TIMESTAMP',
  '__REALTIME_TIMESTAMP',
])

const UNDERSCORE = 95

/** `journalctl -o export`, whose fields may hold bytes of any kind. */
export const document: DocumentReader = {
  id: 'journal-export',
  title: 'journal export format',
  order: 20,
  accepts: (head) =>
    head[0] === UNDERSCORE && /^(?:__CURSOR=s=|__SEQNUM=\d|__REALTIME_TIMESTAMP=\d)/.test(textOf(head.subarray(0, 64))),
  read: (input, context) => read(input, context),
}

async function* read(input: ByteSource, context: DocumentContext): AsyncIterable<readonly ExportEntry[]> {
  const sieve = new EntrySieve(context)
  let entries: ExportEntry[] = []
  let fields = new Map<string, ExportField>()
  let records = 0
  const parser = new ExportFields({
    field: (field) => {
      if (WANTED.has(field.name) && !fields.has(field.name)) fields.set(field.name, field)
    },
    end: () => {
      if (fields.size > 0) records++
      const message = fields.get('MESSAGE')?.value
      const own = fields
      if (message !== undefined && message.length > 0) {
        const wanted = sieve.takeBytes(message, 0, message.length, timeOf(fields), () => toEntry(own))
        if (wanted) entries.push(wanted)
      }
      fields = new Map()
    },
    other: () => context.count('lines that are no field'),
  })
  let failure: unknown
  try {
    for await (const chunk of input.bytes) {
      parser.push(chunk)
      if (entries.length > 0) yield entries
      entries = []
    }
  } catch (error) {
    failure = error
  }
  parser.finish()
  if (entries.length > 0) yield entries
  context.count('entries', records)
  if (failure !== undefined) throw failure
}

/** Microseconds; 0 = none is given. */
function timeOf(fields: ReadonlyMap<string, ExportField>): number {
  const digits = textOf(
    (fields.get('_SOURCE_REALTIME_TIMESTAMP') ?? fields.get('__REALTIME_TIMESTAMP'))?.value ?? new Uint8Array(0),
  )
  return /^\d{1,16}$/.test(digits) ? Number(digits) : 0
}

/** undefined for an entry without a message. */
function toEntry(fields: ReadonlyMap<string, ExportField>): ExportEntry | undefined {
  const value = (name: string): string => textOf(fields.get(name)?.value ?? new Uint8Array(0))
  const field = fields.get('MESSAGE')
  const message = value('MESSAGE')
  if (field === undefined || message === '') return undefined
  const us = timeOf(fields)
  return {
    line: field.line,
    lineEnd: field.lineEnd,
    byteOffset: field.byteOffset,
    raw: message,
    transport: 'journald-export',
    stamp: us === 0 ? undefined : { kind: 'epoch', us },
    host: value('_HOSTNAME'),
    ident: value('SYSLOG_IDENTIFIER') || value('_SYSTEMD_UNIT') || value('_COMM'),
    pid: value('_PID') || value('SYSLOG_PID'),
    message,
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
