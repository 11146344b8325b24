import { PostmortemError } from '../base/errors.ts'
import { type Analysis, causes } from '../index.ts'

const GENERAL = ['failures', 'unrecovered'] as const

/** `--fail-on` gathers conditions: `failures`, `unrecovered`, or the id of a cause; a list is split at commas. */
export function readConditions(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...text.split(',').map((condition) => condition.trim())]
}

/** Throws PostmortemError BAD_OPTION for a condition that could never hold. */
export async function assertConditions(conditions: readonly string[], rules?: string): Promise<void> {
  if (conditions.length === 0) return
  const possible: readonly string[] = [...GENERAL, 'unknown', ...(await causes(rules)).map(({ id }) => id)]
  const bad = conditions.find((condition) => !possible.includes(condition))
  if (bad === undefined) return
  throw new PostmortemError('BAD_OPTION', `--fail-on does not know "${bad}"`, {
    reason: `it takes ${GENERAL.join(', ')} or the id of a cause`,
    hint: 'run explain to list the causes',
  })
}

function holds(condition: string, { verdict, incidents }: Analysis): boolean {
  if (condition === 'failures') return incidents.length > 0
  if (condition === 'unrecovered') return incidents.some((incident) => incident.recovered_us === 0)
  return verdict.cause === condition
}

/** The first condition that holds; undefined if none does. */
export function firstHolding(conditions: readonly string[], analysis: Analysis): string | undefined {
  return conditions.find((condition) => holds(condition, analysis))
}
