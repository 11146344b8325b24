import type { PageMarks } from './data.ts'
import type { KindIndex } from './kinds.ts'
import type { LaneIndex } from './lanes.ts'
import type { Mark, Marks } from './marks.ts'
import { packDeltas, packNumbers } from './numbers.ts'
import type { TextIndex } from './text-index.ts'

/** A mark with the place of its lane before sorting. */
export interface LanedMark {
  readonly mark: Mark
  readonly lane: number
}

/** Puts every mark in a lane. */
export function layMarks(
  marks: readonly Mark[],
  lanes: LaneIndex,
  nodeIndex: (node: string) => number,
): readonly LanedMark[] {
  return marks.map((mark) => ({ mark, lane: lanes.of(nodeIndex(mark.node), mark.pod, mark.sandbox, mark.n) }))
}

/** Marks in the order of the page: by lane, then time. */
export function sortMarks(laid: readonly LanedMark[], order: readonly number[]): readonly LanedMark[] {
  return laid
    .map(({ mark, lane }) => ({ mark, lane: order[lane] ?? 0 }))
    .sort((a, b) => a.lane - b.lane || a.mark.ms - b.mark.ms || a.mark.id - b.mark.id)
}

/** Sorted marks as columns. */
export function packMarks(
  sorted: readonly LanedMark[],
  stepMs: Marks['stepMs'],
  fromMs: number,
  kinds: KindIndex,
  sources: TextIndex,
): PageMarks {
  const times = sorted.map(({ mark, lane }, i) => {
    const before = sorted[i - 1]
    return before !== undefined && before.lane === lane ? mark.ms - before.mark.ms : mark.ms - fromMs
  })
  const places = stepMs === 0
  return {
    count: sorted.length,
    stepMs,
    lane: packDeltas(sorted.map((one) => one.lane)),
    time: packNumbers(times),
    kind: packNumbers(sorted.map((one) => kinds.of(one.mark))),
    n: places ? '' : packNumbers(sorted.map((one) => one.mark.n)),
    id: packDeltas(sorted.map((one) => one.mark.id)),
    source: places ? packNumbers(sorted.map((one) => sources.of(one.mark.source))) : '',
    line: places ? packDeltas(sorted.map((one) => one.mark.line)) : '',
  }
}
