import { citeFact } from '../cite.ts'
import type { TermRule } from '../term-rule.ts'

const SECONDS = 1_000_000

/** Pods that were deleted just before their sandbox failed: a race that ends by itself, not an incident. */
export const term: TermRule = {
  name: 'deletion-race',
  find: (grounds) => {
    const runs = grounds.failures.filter((failure) => failure.operation === 'RunPodSandbox' && failure.pod_name !== '')
    if (runs.length === 0 || runs.length < grounds.failures.length / 2) return undefined
    const deletions = grounds.file.facts('pod-deleted')
    const raced = runs.flatMap((run) => {
      const pod = `${run.pod_namespace}/${run.pod_name}`
      const fact = deletions.find((row) => row.value === pod && Math.abs(row.time_us - run.first_us) <= 10 * SECONDS)
      return fact ? [fact] : []
    })
    if (raced.length < runs.length / 2) return undefined
    return {
      weight: -0.2,
      says: `${raced.length} of ${runs.length} pods whose start failed were being deleted at that moment`,
      evidence: raced.slice(0, 3).map((fact) => citeFact(fact, `pod ${fact.value} deleted`)),
    }
  },
}
