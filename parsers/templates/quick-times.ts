import type { LineWindow } from '../../src/model/line-window.ts'
import { findHead, isTextStart, StampReader, type Times, textStamp } from './head.ts'
import { createJournalTimesReader } from './journal-times.ts'
import { KnownHeads } from './known-heads.ts'

const OPEN = 123

/** Reads the stamps of a window's line with a frequent head, as `readRecords` would; undefined where only that can tell. */
export type ReadTimes = (window: LineWindow) => Times | undefined

export function createTimesReader(): ReadTimes {
  const reader = new StampReader()
  const heads = new KnownHeads()
  const readJournal = createJournalTimesReader()
  return (window) => {
    const { bytes } = window
    if (bytes?.buffer[bytes.startOf(0)] === OPEN) return readJournal(bytes)
    const known = bytes === undefined ? undefined : heads.timesOf(bytes.buffer, bytes.startOf(0), bytes.endOf(0))
    if (known !== undefined) return known
    const line = window.at(0)
    const times = line === undefined ? undefined : timesIn(line, reader)
    if (line !== undefined && times !== undefined && bytes !== undefined) heads.meet(line, times)
    return times
  }
}

function timesIn(line: string, reader: StampReader): Times | undefined {
  const head = findHead(line)
  if (head === undefined) return undefined
  const outerStamp = head.shape === 'bare' ? undefined : reader.head(line, head.shape)
  if (head.shape !== 'bare' && outerStamp === undefined) return undefined
  const stamp = isTextStart(line, head.textAt) ? textStamp(line, head.textAt) : outerStamp
  return stamp === undefined ? undefined : { stamp, outerStamp }
}
