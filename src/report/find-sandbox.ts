import { PostmortemError } from '../base/errors.ts'
import type { CaseFile, QueryRow } from '../model/case-file.ts'
import { podOf } from './words.ts'

/** Candidates that an error about an ambiguous prefix names. */
const NAMED = 5

/**
 * The pod sandbox whose id begins with `prefix` (row of query sandbox-by-prefix). Throws SANDBOX_NOT_FOUND and SANDBOX_AMBIGUOUS.
 */
export function findSandbox(file: CaseFile, prefix: string): QueryRow {
  const wanted = prefix.trim().toLowerCase()
  const rows = wanted === '' ? [] : file.query('sandbox-by-prefix', { prefix: wanted })
  const ids = [...new Set(rows.map((row) => String(row['sandbox_id'])))]
  const first = rows[0]
  if (first === undefined) {
    throw new PostmortemError('SANDBOX_NOT_FOUND', `no pod sandbox whose id begins with "${wanted}"`, {
      reason: 'no record of this case names one',
      hint: 'cni-postmortem query failures-per-sandbox lists those that failed',
    })
  }
  const exact = rows.find((row) => row['sandbox_id'] === wanted)
  if (exact !== undefined) return exact
  if (ids.length === 1) return first
  const some = rows
    .slice(0, NAMED)
    .map(
      (row) =>
        `${String(row['sandbox_id']).slice(0, wanted.length + 6)} (${podOf({ pod_namespace: String(row['pod_namespace']), pod_name: String(row['pod_name']) }) || 'pod not known'})`,
    )
  throw new PostmortemError('SANDBOX_AMBIGUOUS', `more than one pod sandbox has an id that begins with "${wanted}"`, {
    reason: `${some.join(', ')}${ids.length > NAMED ? ', ...' : ''}`,
    hint: 'give more digits of the id',
  })
}
