import type { LineWindow } from '../../src/model/line-window.ts'
import type { CalendarStamp } from '../../src/model/stamp.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { findHead, isTextStart, klogStamp, StampReader, type Times } from './head.ts'
import { KnownHeads } from './known-heads.ts'

/** Reads the stamps of a window's line with a frequent head, as `readRecords` would; undefined where only that can tell. */
export type ReadTimes = (window: LineWindow) => Times | undefined

export function createTimesReader(): ReadTimes {
  const reader = new StampReader()
  const heads = new KnownHeads()
  return (window) => {
    const { bytes } = window
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

/** Time of a klog or logrus text that begins at `at`. */
function textStamp(line: string, at: number): CalendarStamp | undefined {
  if (line.charCodeAt(at) !== 116) return klogStamp(line, at + 1)
  // time="2022-04-26T00:43:24.518120000Z"
  return readIsoStamp(line, at + 'time="'.length)?.value
}
