import type { LineBytes } from '../../src/model/line-window.ts'
import type { EpochStamp } from '../../src/model/stamp.ts'
import { startsPayload } from '../assembly/read-payload.ts'
import { unescaped } from './escaped-text.ts'
import { isTextStart, type Times, textStamp } from './head.ts'
import { JournalLine } from './journal-line.ts'

/** Characters of a message that hold the time of its logger and the zone. */
const TIME_REACH = 64
/** Behind the head of a line another record may stand. */
const HEAD_END = ']: '

// {"__REALTIME_TIMESTAMP":"1650933804518165","MESSAGE":"time=\"2022-04-26T00:43:24.518120000Z\" level=info ..."}
/** Reads the stamps of a line of `journalctl -o json`, as `readRecords` would; undefined where only that can tell. */
export function createJournalTimesReader(): (bytes: LineBytes) => Times | undefined {
  const journal = new JournalLine()
  return (bytes) => {
    const { buffer } = bytes
    if (!journal.read(bytes.objects, buffer, bytes.startOf(0), bytes.endOf(0))) return undefined
    const escaped = buffer.latin1Slice(journal.messageFrom, journal.messageTo)
    if (escaped.includes(HEAD_END)) return undefined
    const outerStamp: EpochStamp = { kind: 'epoch', us: journal.timeUs }
    if (isTimeless(escaped)) return { stamp: outerStamp, outerStamp }
    const text = beginning(escaped.slice(0, TIME_REACH))
    const stamp = isTextStart(text, 0) ? textStamp(text, 0) : undefined
    return stamp === undefined ? undefined : { stamp, outerStamp }
  }
}

// 00:43:24   1650933804   2022-04-26   3m21s   \n1650933804, but not mount2390158359: behind a letter that ends no escape digits are a name's
const TIME_MARK = /\d:\d\d|(?<!\d|(?<!\\)[A-Za-z])\d{9}|\d-\d\d|\b\d+[smhd]/

/** A message that begins with a word and holds nothing that a logger, another transport or an event could have its time in. */
function isTimeless(escaped: string): boolean {
  const code = escaped.charCodeAt(0) | 32
  return code >= 97 && code <= 122 && !TIME_MARK.test(escaped) && !startsPayload(escaped)
}

/** The text of a JSON string's beginning, which may have been cut within an escape. */
const beginning = (escaped: string): string => unescaped(escaped) ?? unescaped(escaped.slice(0, -1)) ?? ''
