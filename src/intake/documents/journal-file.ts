import { closeSync, fstatSync, openSync } from 'node:fs'
import type { ExportEntry } from '../../model/export-entry.ts'
import type { ByteSource } from '../byte-stream.ts'
import type { DocumentContext, DocumentReader } from '../document.ts'
import { EntrySieve } from '../entry-sieve.ts'
import { EntryWalk, type JournalDamage } from '../journal/entries.ts'
import { JOURNAL_MAGIC, type JournalHeader, readHeader } from '../journal/header.ts'
import { fileAccess, memoryAccess, type RandomAccess } from '../journal/random-access.ts'
import { hold } from '../spool.ts'

/** Fields that are wanted, and their indexes. */
const MESSAGE = 0
const WRITTEN = 1
const HOST = 2
const IDENT = 3
const COMM = 4
const UNIT = 5
const PID = 6
const SYSLOG_PID = 7
const WANTED = [
  'MESSAGE',
  '_SOURCE_REALTIME_TIMESTAMP',
  '_HOSTNAME',
  'SYSLOG_IDENTIFIER',
  '_COMM',
  '_SYSTEMD_UNIT',
  '_PID',
  'SYSLOG_PID',
]
const BATCH = 1024
/** Values that entries share, decoded. */
const MOST_TEXTS = 4096

/** Binary journal files (`system.journal`, `*.journal~`), regular and compact, closed or not (systemd docs/JOURNAL_FILE_FORMAT.md). */
export const document: DocumentReader = {
  id: 'journal-file',
  title: 'systemd journal file',
  order: 10,
  accepts: (head) =>
    head[0] === JOURNAL_MAGIC.charCodeAt(0) &&
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
  const walk = new EntryWalk(file, header, WANTED, damage)
  const exporter = new Exporter(walk)
  let batch: ExportEntry[] = []
  let line = 0
  for (;;) {
    const more = walk.next()
    if (!(typeof more === 'boolean' ? more : await more)) break
    line++
    const us = timeOf(walk)
    const message = walk.value(MESSAGE)
    if (message === undefined || message.length === 0) continue
    const wanted = sieve.takeBytes(message, 0, message.length, us, () => exporter.entry(line, us))
    if (wanted === undefined) continue
    batch.push(wanted)
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
  context.count('entries', line)
  tell(header, damage, context)
}

function tell(header: JournalHeader, damage: JournalDamage, context: DocumentContext): void {
  if (damage.items > 0) context.count('fields that could not be read', damage.items)
  if (damage.skippedBytes > 0) context.problem(`${damage.skippedBytes} bytes between its objects are damaged`)
  if (header.unclean) context.count('journal files that were not cleanly closed')
}

/** When the message was written, else when the journal took it: microseconds. */
function timeOf(walk: EntryWalk): number {
  const digits = walk.value(WRITTEN)
  if (digits === undefined || digits.length === 0 || digits.length > 16) return walk.realtimeUs
  let us = 0
  for (const digit of digits) {
    if (digit < 48 || digit > 57) return walk.realtimeUs
    us = us * 10 + digit - 48
  }
  return us
}

/** Makes records of entries. */
class Exporter {
  private readonly walk: EntryWalk
  private readonly texts = new Map<number, string>()

  constructor(walk: EntryWalk) {
    this.walk = walk
  }

  entry(line: number, us: number): ExportEntry {
    const { walk } = this
    const message = textOf(walk.value(MESSAGE))
    return {
      line,
      lineEnd: line,
      byteOffset: walk.offset,
      raw: message,
      transport: 'journal-file',
      stamp: { kind: 'epoch', us },
      host: this.shared(HOST),
      ident: this.shared(IDENT) || this.shared(COMM) || this.shared(UNIT),
      pid: this.shared(PID) || this.shared(SYSLOG_PID),
      message,
    }
  }

  private shared(field: number): string {
    const offset = this.walk.offsetOf(field)
    const known = this.texts.get(offset)
    if (known !== undefined) return known
    const text = textOf(this.walk.value(field))
    if (this.texts.size >= MOST_TEXTS) this.texts.clear()
    this.texts.set(offset, text)
    return text
  }
}

function textOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
}
