import type { RandomAccess } from './random-access.ts'

/** First bytes of every journal file (systemd src/libsystemd/sd-journal/journal-def.h). */
export const JOURNAL_MAGIC = 'LPKSHHRH'

const INCOMPATIBLE_KNOWN = 1 | 2 | 4 | 8 | 16
const COMPACT = 16

/** What a reader needs of the file header. Times are microseconds since the epoch UTC. */
export interface JournalHeader {
  /** Entries and data items are 32 bit wide (systemd 252). */
  readonly compact: boolean
  /** The file was open for writing when it was copied, or its writer crashed. */
  readonly unclean: boolean
  /** 32 hex digits */
  readonly machineId: string
  /** 32 hex digits; (seqnumId, seqnum) identifies an entry in any copy. */
  readonly seqnumId: string
  /** Byte at which objects start. */
  readonly headerSize: number
  /** Entries the writer promised: an upper bound in files that were not closed. */
  readonly entries: number
}

/** An unreadable header, in words; the caller names the file. */
export interface HeaderProblem {
  readonly problem: string
}

export const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')

/** Unsigned 64-bit little-endian as a number; journal offsets, times and counts stay below 2^53 in any real file. */
export function u64(view: DataView, offset: number): number {
  return view.getUint32(offset, true) + view.getUint32(offset + 4, true) * 4294967296
}

/** The same from bytes. */
export function u64At(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 4294967296
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Reads the header (journal-def.h struct Header; sizes 208 to 272 occur). */
export function readHeader(file: RandomAccess): JournalHeader | HeaderProblem {
  const bytes = file.read(0, 272)
  if (bytes.length < 208) return { problem: `shorter than a journal header (${bytes.length} bytes)` }
  if (Buffer.from(bytes.buffer, bytes.byteOffset, 8).toString('latin1') !== JOURNAL_MAGIC) {
    return { problem: 'does not begin with LPKSHHRH' }
  }
  const view = viewOf(bytes)
  const flags = view.getUint32(12, true)
  const unknown = flags & ~INCOMPATIBLE_KNOWN
  if (unknown !== 0)
    return { problem: `written by a newer systemd (unknown incompatible flags 0x${(unknown >>> 0).toString(16)})` }
  const headerSize = u64(view, 88)
  if (headerSize < 208 || headerSize > file.size) return { problem: `impossible header size ${headerSize}` }
  return {
    compact: (flags & COMPACT) !== 0,
    unclean: bytes[16] === 1,
    machineId: hex(bytes.subarray(40, 56)),
    seqnumId: hex(bytes.subarray(72, 88)),
    headerSize,
    entries: u64(view, 152),
  }
}
