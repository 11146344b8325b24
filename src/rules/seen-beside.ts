import type { CaseFile, FactRow } from '../model/case-file.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { Term, Verdict } from '../model/verdict.ts'
import type { Cause } from '../model/vocabulary.ts'
import { citeFact } from './cite.ts'

/** A cause that only lines beside the sandboxes name: a hint, far from proof. */
const HINT = 0.25

const MAX_CITED = 5

/** What lines beside the sandboxes (containers, pause image) name, where they all name one and the same cause. */
export interface SeenBeside {
  readonly cause: Cause
  readonly definition: CauseDefinition
  readonly facts: readonly FactRow[]
}

/** Reads facts of kind `cause-seen`; undefined where there is none or they disagree. */
export function seenBeside(file: CaseFile, catalogue: readonly CauseDefinition[]): SeenBeside | undefined {
  const facts = file.facts('cause-seen')
  const [first] = facts
  if (!first || facts.some((fact) => fact.value !== first.value)) return undefined
  const definition = catalogue.find(({ id }) => id === first.value)
  return definition && { cause: definition.id, definition, facts }
}

/** The term that such lines are. */
export function besideTerm({ definition, facts }: SeenBeside): Term {
  return {
    name: 'seen-beside',
    weight: HINT,
    says: `lines beside the sandboxes name it: ${definition.title}`,
    evidence: facts
      .slice(0, MAX_CITED)
      .map((fact) => citeFact(fact, 'it is about no sandbox, but what it names hits sandboxes as well')),
  }
}

/** The verdict where no sandbox operation failed, but lines beside them name a cause. */
export function besideVerdict(seen: SeenBeside): Verdict {
  const term = besideTerm(seen)
  const { definition } = seen
  const nodes = [...new Set(seen.facts.map(({ node }) => node))].filter((node) => node !== '').sort()
  const where = nodes.length === 0 ? '' : ` on ${nodes.length === 1 ? nodes[0] : `${nodes.length} nodes`}`
  return {
    cause: seen.cause,
    causeTitle: definition.title,
    title: `No sandbox operation failed in these logs, but other lines${where} say: ${definition.title}`,
    confidence: HINT,
    terms: [term],
    evidence: term.evidence,
    against: [],
    ruledOut: [],
    mechanism: definition.why,
    wouldChange: ['the logs of containerd or CRI-O and of kubelet with the failed sandbox operations'],
    incidentId: 0,
    fix: definition.steps.map(({ text, commands, check }) => ({ text, commands, check })),
  }
}
