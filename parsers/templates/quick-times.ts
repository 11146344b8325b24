import type { CalendarStamp, Stamp } from '../../src/model/stamp.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { findHead, isTextStart, klogStamp, StampReader } from './head.ts'

/** Stamps of a line: its own, and that of its transport. */
export interface Times {
  readonly stamp: Stamp
  readonly outerStamp: Stamp | undefined
}

/** Reads the stamps of lines with a frequent head, as `readRecords` would; undefined where only that can tell. */
export type ReadTimes = (line: string) => Times | undefined

export function createTimesReader(): ReadTimes {
  const reader = new StampReader()
  return (line) => {
    const head = findHead(line)
    if (head === undefined) return undefined
    const outerStamp = head.shape === 'bare' ? undefined : reader.head(line, head.shape)
    if (head.shape !== 'bare' && outerStamp === undefined) return undefined
    const stamp = isTextStart(line, head.textAt) ? textStamp(line, head.textAt) : outerStamp
    return stamp === undefined ? undefined : { stamp, outerStamp }
  }
}

/** Time of a klog or logrus text that begins at `at`. */
function textStamp(line: string, at: number): CalendarStamp | undefined {
  if (line.charCodeAt(at) !== 116) return klogStamp(line, at + 1)
  // time="2022-04-26T00:43:24.518120000Z"
  return readIsoStamp(line, at + 'time="'.length)?.value
}
