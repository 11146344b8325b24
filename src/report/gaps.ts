import { sourceSpan } from '../base/source-span.ts'
import type { ReportInput } from './input.ts'
import { utc } from './time-text.ts'

export interface Gap {
  readonly node: string
  /** `before 2022-05-04 00:10:00 UTC`, `after ...`. */
  readonly words: string
}

/** Logs that end this much earlier (or begin this much later) than the incident leave a gap worth naming. */
const SLACK_US = 60_000_000

/** Nodes whose logs begin after the incident began or end before it ended. */
export function gapsOf(input: ReportInput): readonly Gap[] {
  const { fromUs, untilUs } = input.scope.totals
  if (fromUs === 0) return []
  return input.nodes.flatMap((node): readonly Gap[] => {
    const { fromUs: first, toUs: last } = sourceSpan(input.sources.filter((source) => source.node === node))
    if (first === 0) return []
    return [
      ...(first > fromUs + SLACK_US ? [{ node, words: `before ${utc(first)}` }] : []),
      ...(last < untilUs - SLACK_US ? [{ node, words: `after ${utc(last)}` }] : []),
    ]
  })
}
