import { HAS_BRACKET, HAS_ESCAPE, MEMBER_NUMBERS } from '../../src/base/flat-object.ts'
import type { MemberFinder } from '../../src/model/flat-object.ts'

/** Fields of a journal's record that are taken from it. */
const MESSAGE = 0
const HOST = 1
const IDENT = 2
const UNIT = 3
const COMMAND = 4
const RECEIVED = 5
const SENT = 6
const NAMES = [
  'MESSAGE',
  '_HOSTNAME',
  'SYSLOG_IDENTIFIER',
  '_SYSTEMD_UNIT',
  '_COMM',
  '__REALTIME_TIMESTAMP',
  '_SOURCE_REALTIME_TIMESTAMP',
].map((name) => Buffer.from(name))

/** As in journal-object.ts. */
const LONGEST_NAME = 64
/** Field with a name of that length; -1 = none. */
const BY_LENGTH: Int8Array = Int8Array.from({ length: LONGEST_NAME + 1 }, (_, length) =>
  NAMES.findIndex((name) => name.length === length),
)

/** Microseconds. Numbers with a larger first digit are not exact in a double. */
const TIME_DIGITS = 16
const SMALLEST_FIRST = 49
const LARGEST_FIRST = 56

// {"__CURSOR":"s=...","__REALTIME_TIMESTAMP":"1650933804518165","_HOSTNAME":"node-7","SYSLOG_IDENTIFIER":"kubelet","MESSAGE":"E0426 ..."}
/**
 * Finds in the bytes of a line of `journalctl -o json` what `peelJournalObject` takes from its object, without parsing it. One object, used
 * again for each line. `]: ` stands in no line that it reads but in the message.
 */
export class JournalLine {
  /** Time of the record, microseconds since 1970. */
  timeUs = 0
  private readonly starts: Int32Array = new Int32Array(NAMES.length)
  private readonly ends: Int32Array = new Int32Array(NAMES.length)
  private program = IDENT

  /** The message between its quotes, as it stands. */
  get messageFrom(): number {
    return this.starts[MESSAGE] ?? 0
  }
  get messageTo(): number {
    return this.ends[MESSAGE] ?? 0
  }
  /** Empty where the record names no host, no program. */
  get hostFrom(): number {
    return this.starts[HOST] ?? 0
  }
  get hostTo(): number {
    return this.ends[HOST] ?? 0
  }
  get identFrom(): number {
    return this.starts[this.program] ?? 0
  }
  get identTo(): number {
    return this.ends[this.program] ?? 0
  }

  /** False where line [start, end) is no such object, or anything in it is unusual: it has to be parsed then. */
  read(finder: MemberFinder, bytes: Uint8Array, start: number, end: number): boolean {
    const { members } = finder
    const last = finder.findMembers(start, end) * MEMBER_NUMBERS
    this.starts.fill(0)
    this.ends.fill(0)
    for (let at = 0; at < last; at += MEMBER_NUMBERS) if (!this.take(bytes, members, at)) return false
    return last > 0 && this.settle(bytes)
  }

  /** Keeps the value of a field that is wanted; false where it has one already, or one that has to be looked at. */
  private take(bytes: Uint8Array, members: Int32Array, at: number): boolean {
    const name = members[at] ?? 0
    const nameEnd = members[at + 1] ?? 0
    const has = members[at + 4] ?? 0
    if (nameEnd - name > LONGEST_NAME) return false
    const field = fieldOf(bytes, name, nameEnd)
    if (field !== MESSAGE && (has & HAS_BRACKET) !== 0) return false
    if (field < 0) return true
    if (this.starts[field] !== 0 || (field !== MESSAGE && (has & HAS_ESCAPE) !== 0)) return false
    this.starts[field] = members[at + 2] ?? 0
    this.ends[field] = members[at + 3] ?? 0
    return true
  }

  private isEmpty(field: number): boolean {
    return this.starts[field] === this.ends[field]
  }

  private settle(bytes: Uint8Array): boolean {
    this.program = !this.isEmpty(IDENT) ? IDENT : this.isEmpty(UNIT) ? COMMAND : UNIT
    const time = this.isEmpty(SENT) ? RECEIVED : SENT
    this.timeUs = timeOf(bytes, this.starts[time] ?? 0, this.ends[time] ?? 0)
    return this.timeUs > 0 && !this.isEmpty(MESSAGE)
  }
}

/** Field of that name; -1 = one that nobody asks for. */
function fieldOf(bytes: Uint8Array, from: number, to: number): number {
  const field = BY_LENGTH[to - from] ?? -1
  const name = NAMES[field]
  if (name === undefined) return -1
  for (let i = 0; i < name.length; i++) if (bytes[from + i] !== name[i]) return -1
  return field
}

/** 0 where the text is no time. */
function timeOf(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from] ?? 0
  if (to - from !== TIME_DIGITS || first < SMALLEST_FIRST || first > LARGEST_FIRST) return 0
  let us = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) return 0
    us = us * 10 + digit
  }
  return us
}
