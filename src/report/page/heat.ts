import type { CaseFile } from '../../model/case-file.ts'
import type { PageHeat } from './data.ts'
import { LIMITS } from './limits.ts'
import { stepFor } from './marks.ts'
import { packDeltas, packNumbers } from './numbers.ts'

/** Failures of every node per minute; over a longer step where there would be too many fields. `fields` = how many minutes would give. */
export function readHeat(file: CaseFile, fields: number, nodeIndex: (node: string) => number): PageHeat {
  const seconds = fields <= LIMITS.heat ? 60 : stepFor((60 * fields) / LIMITS.heat)
  const step = seconds * 1_000_000
  const rows = file.query('failure-heat', { step })
  return {
    stepMs: seconds * 1000,
    count: rows.length,
    step: packDeltas(rows.map((row) => Math.round(Number(row['step_us']) / step))),
    node: packNumbers(rows.map((row) => nodeIndex(String(row['node'])))),
    n: packNumbers(rows.map((row) => Number(row['failures']))),
  }
}
