import type { CauseDefinition } from '../model/cause.ts'

/** The causes that verdicts speak of. */
export const catalogue: readonly CauseDefinition[] = []
