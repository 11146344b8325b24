import { isoTime } from '../../base/time.ts'
import { shorten } from '../../base/visible-text.ts'
import type { CaseFile, EventRow } from '../../model/case-file.ts'
import type { PageDetail, PageRecord } from './data.ts'
import type { KindIndex } from './kinds.ts'
import { LIMITS } from './limits.ts'
import type { LanedMark } from './pack-marks.ts'

/**
 * Records of failures, as many as fit: the first of every kind, then the first of every lane, then the last of every lane, then the first
 * of every kind in every lane, then all others, each in the order of the lanes.
 */
export function readDetails(file: CaseFile, sorted: readonly LanedMark[], kinds: KindIndex): readonly PageDetail[] {
  const ids = wanted(sorted, kinds)
  const found = readRecords(file, ids, sorted)
  const details: PageDetail[] = []
  let characters = 0
  for (const id of ids) {
    if (characters >= LIMITS.detailCharacters) break
    const records = found.get(id) ?? []
    characters += records.reduce((sum, one) => sum + one.raw.length, 0)
    details.push({ id, records })
  }
  return details
}

/** Read node by node in order of time, as the records lie in the case: neighbours stand in the same compressed block. */
function readRecords(
  file: CaseFile,
  ids: readonly number[],
  sorted: readonly LanedMark[],
): ReadonlyMap<number, readonly PageRecord[]> {
  const marks = new Map(sorted.map(({ mark }) => [mark.id, mark]))
  const placed = ids.map((id) => ({ id, node: marks.get(id)?.node ?? '', ms: marks.get(id)?.ms ?? 0 }))
  placed.sort((a, b) => (a.node === b.node ? a.ms - b.ms || a.id - b.id : a.node < b.node ? -1 : 1))
  return new Map(
    placed.map(({ id }) => [id, [...file.events({ failureId: id, limit: LIMITS.recordsOfOne })].map(record)]),
  )
}

function wanted(sorted: readonly LanedMark[], kinds: KindIndex): readonly number[] {
  const ids = new Set<number>()
  const take = (key: (one: LanedMark, next: LanedMark | undefined) => string): void => {
    const seen = new Set<string>()
    sorted.forEach((one, i) => {
      const name = key(one, sorted[i + 1])
      if (name === '' || seen.has(name)) return
      seen.add(name)
      if (ids.size < LIMITS.details) ids.add(one.mark.id)
    })
  }
  take(({ mark }) => String(kinds.of(mark)))
  take(({ lane }) => String(lane))
  take(({ lane }, next) => (next?.lane === lane ? '' : String(lane)))
  take(({ lane, mark }) => `${lane} ${kinds.of(mark)}`)
  take(({ mark }) => String(mark.id))
  return [...ids]
}

function record(event: EventRow): PageRecord {
  return {
    time: isoTime(event.time_us) ?? '',
    source: event.source,
    line: event.line,
    component: event.component,
    operation: event.operation,
    outcome: event.outcome,
    raw: shorten(event.raw, LIMITS.rawLength),
  }
}
