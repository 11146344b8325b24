import { type KnownTime, MINUTES_EAST } from '../model/source.ts'
import type { Database } from './sqlite.ts'

interface Row {
  readonly node: string
  readonly us: number
  readonly offset: number | null
}

/**
 * What the sources of a case tell of time, by node, in the order in which they were read: the first absolute time, and the zone that records
 * prove. Times whose year was taken from a file's own time are no proof.
 */
export function knownTimes(db: Database): readonly KnownTime[] {
  const rows = db
    .prepare(`SELECT s.node AS node, CASE WHEN s.year_from IN ('file time', 'member time') THEN 0 ELSE s.first_us END AS us, c.n AS offset
    FROM source s LEFT JOIN source_count c ON c.source_id = s.id AND c.name = ? WHERE s.done = 1 ORDER BY s.id`)
    .all(MINUTES_EAST) as Row[]
  const byNode = new Map<string, KnownTime>()
  for (const { node, us, offset } of rows) {
    const known = byNode.get(node)
    const offsetMin = known?.offsetMin ?? offset ?? undefined
    byNode.set(node, { node, absoluteUs: known?.absoluteUs || us, offsetMin })
  }
  return [...byNode.values()].filter(({ absoluteUs, offsetMin }) => absoluteUs !== 0 || offsetMin !== undefined)
}
