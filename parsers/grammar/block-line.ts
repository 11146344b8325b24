import type { CalendarStamp } from '../../src/model/stamp.ts'
import { readWeekdayTime } from './weekday-time.ts'

/** A line of `journalctl -o verbose` or `-o export`: the head of an entry, a field, or a further line of a field's value. */
export type BlockLine =
  | { readonly kind: 'head'; readonly stamp: CalendarStamp }
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | { readonly kind: 'more'; readonly value: string }

//     MESSAGE=E0621 14:36:14 ...   (verbose: four blanks)      MESSAGE=...   __CURSOR=s=...   (export)
const FIELD = /^(?: {4})?(_{0,2}[A-Z][A-Z0-9_]{1,63})=/

// Thu 2018-06-21 14:36:14.470781 EDT [s=0f34;i=8b77;b=94ba;m=467e;t=bb39;x=60f0]
const HEAD_TAIL = /^ \[s=[0-9a-f]{1,32};/

/** Fields of which at least one is in every entry: a lone `PATH=/usr/bin` of a shell is no journal field. */
const KNOWN =
  /^_{0,2}(?:CURSOR|REALTIME_TIMESTAMP|MONOTONIC_TIMESTAMP|SEQNUM|SEQNUM_ID|MESSAGE|MESSAGE_ID|PRIORITY|TRANSPORT|STREAM_ID|BOOT_ID|MACHINE_ID|HOSTNAME|COMM|EXE|CMDLINE|CAP_EFFECTIVE|PID|TID|UID|GID|RUNTIME_SCOPE|SELINUX_CONTEXT|SYSTEMD_[A-Z_]+|SYSLOG_[A-Z_]+|SOURCE_[A-Z_]+|CODE_[A-Z]+|INVOCATION_ID|LINE_BREAK|UNIT|JOB_[A-Z]+|AUDIT_[A-Z]+|KERNEL_[A-Z]+|UDEV_[A-Z]+)$/

/** Reads one line; undefined if it is of no journal entry. */
export function readBlockLine(line: string): BlockLine | undefined {
  const first = line.charCodeAt(0)
  if (first === 32 || first === 95 || (first >= 65 && first <= 90))
    return readHead(line) ?? readField(line) ?? readMore(line)
  return undefined
}

function readHead(line: string): BlockLine | undefined {
  const time = readWeekdayTime(line)
  return time !== undefined && HEAD_TAIL.test(line.slice(time.end)) ? { kind: 'head', stamp: time.value } : undefined
}

/** Column of the `=` behind the longest name. */
const MAX_NAME = 72

function readField(line: string): BlockLine | undefined {
  const equals = line.indexOf('=')
  if (equals < 3 || equals > MAX_NAME) return undefined
  const field = FIELD.exec(line)
  const name = field?.[1]
  if (field === null || name === undefined || !KNOWN.test(name)) return undefined
  return { kind: 'field', name, value: line.slice(field[0].length) }
}

/** In verbose a further line is indented by four blanks and the length of `MESSAGE=` at least. */
function readMore(line: string): BlockLine | undefined {
  return line.startsWith('            ') && !line.startsWith('             ')
    ? { kind: 'more', value: line.slice(12) }
    : undefined
}
