import { closeSync, fstatSync, openSync } from 'node:fs'
import type { ExportEntry } from '../../model/export-entry.ts'
import type { ByteSource } from '../byte-stream.ts'
import type { DocumentContext, DocumentReader } from '../document.ts'
import { EntrySieve } from '../entry-sieve.ts'
import { type JournalDamage, type JournalEntry, journalEntries } from '../journal/entries.ts'
import { JOURNAL_MAGIC, readHeader } from '../journal/header.ts'
import { fileAccess, memoryAccess, type RandomAccess } from '../journal/random-access.ts'
import { hold } from '../spool.ts'

const WANTED: ReadonlySet<string> = new Set([
  'MESSAGE',
  '_HOSTNAME',
  '_SYSTEMD_UNIT',
  'SYSLOG_IDENTIFIER',
  '_COMM',
  '_PID',
  'SYSLOG_PID',
  '_SOURCE_REALTIME_TIMESTAMP',
])
const BATCH = 1024

/** Binary journal files (`system.journal`, `*.journal~`), regular and compact, closed or not (systemd docs/JOURNAL_FILE_FORMAT.md). */
export const document: DocumentReader = {
  id: 'journal-file',
  title: 'systemd journal file',
  order: 10,
  accepts: (head) =>
    Buffer.from(head.buffer, head.byteOffset, Math.min(8, head.length)).toString('latin1') === JOURNAL_MAGIC,
  read: (input, context) => read(input, context),
}

async function* read(input: ByteSource, context: DocumentContext): AsyncIterable<readonly ExportEntry[]> {
  if (input.file === undefined) {
    yield* heldRecords(input.bytes, context)
    return
  }
  const fd = openSync(input.file, 'r')
  try {
    yield* records(fileAccess(fd, fstatSync(fd).size), context)
  } finally {
    closeSync(fd)
  }
}

/** A member of an archive: its objects refer to one another over any distance. A cut one gives what came (objects in it still stand). */
async function* heldRecords(
  bytes: AsyncIterable<Uint8Array>,
  context: DocumentContext,
): AsyncIterable<readonly ExportEntry[]> {
  const most = context.limits.heldJournalBytes
  const held = await hold(bytes, most, context.spool)
  if (held.kind === 'too-large') {
    context.problem(
      `larger than ${most >> 20} MiB inside an archive: only its beginning is read; --spool DIR reads all of it, and so does unpacking it`,
    )
    await held.rest.return?.()
    yield* records(memoryAccess(Buffer.concat(held.first)), context)
    return
  }
  if (held.problem !== '') context.problem(held.problem)
  if (held.kind === 'memory') {
    yield* records(memoryAccess(held.bytes), context)
    return
  }
  try {
    yield* records(fileAccess(held.copy.fd, held.copy.size), context)
  } finally {
    held.copy.close()
  }
}

async function* records(file: RandomAccess, context: DocumentContext): AsyncIterable<readonly ExportEntry[]> {
  const header = readHeader(file)
  if ('problem' in header) {
    context.problem(header.problem)
    return
  }
  const damage: JournalDamage = { items: 0, skippedBytes: 0 }
  const sieve = new EntrySieve(context)
  let batch: ExportEntry[] = []
  let line = 0
  for await (const entry of journalEntries(file, header, WANTED, damage)) {
    line++
    const message = entry.fields.get('MESSAGE')
    if (message === undefined || message.length === 0) continue
    const at = line
    const wanted = sieve.takeBytes(message, 0, message.length, timeOf(entry), () => toExport(entry, at))
    if (wanted === undefined) continue
    batch.push(wanted)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
  context.count('entries', line)
  if (damage.items > 0) context.count('fields that could not be read', damage.items)
  if (damage.skippedBytes > 0) context.problem(`${damage.skippedBytes} bytes between its objects are damaged`)
  if (header.unclean) context.count('journal files that were not cleanly closed')
}

/** When the message was written, else when the journal took it: microseconds. */
function timeOf(entry: JournalEntry): number {
  const digits = entry.fields.get('_SOURCE_REALTIME_TIMESTAMP')
  if (digits === undefined || digits.length === 0 || digits.length > 16) return entry.realtimeUs
  let us = 0
  for (const digit of digits) {
    if (digit < 48 || digit > 57) return entry.realtimeUs
    us = us * 10 + digit - 48
  }
  return us
}

function toExport(entry: JournalEntry, line: number): ExportEntry {
  const message = textOf(entry, 'MESSAGE')
  return {
    line,
    lineEnd: line,
    byteOffset: entry.offset,
    raw: message,
    transport: 'journal-file',
    stamp: { kind: 'epoch', us: timeOf(entry) },
    host: textOf(entry, '_HOSTNAME'),
    ident: textOf(entry, 'SYSLOG_IDENTIFIER') || textOf(entry, '_COMM') || textOf(entry, '_SYSTEMD_UNIT'),
    pid: textOf(entry, '_PID') || textOf(entry, 'SYSLOG_PID'),
    message,
  }
}

function textOf(entry: JournalEntry, name: string): string {
  const bytes = entry.fields.get(name)
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : ''
}
