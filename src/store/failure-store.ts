import { collectGarbage } from '../base/outside-garbage.ts'
import type { FailureDraft, JoinStore } from '../joins/join-store.ts'
import { type IncidentOf, type IncidentTotals, incidentFinder, incidentTotals } from './failure-incidents.ts'
import { failureLinks } from './failure-links.ts'
import { failureRows } from './failure-rows.ts'
import { writeFailures } from './failure-tables.ts'
import { failuresByNode, failureTimes } from './failure-times.ts'
import type { JoinWords } from './join-words.ts'
import { podFinder } from './pod-finder.ts'
import { type PodNames, putPodNames } from './pod-names.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'
import type { TextRanks } from './text-ranks.ts'

/** What the joins put and ask of failures. */
export type FailureAccess = Pick<
  JoinStore,
  | 'putFailure'
  | 'addToFailure'
  | 'failuresByNode'
  | 'failureTimes'
  | 'assignIncidents'
  | 'incidentSums'
  | 'incidentCounts'
  | 'markSecondary'
>

/** Incidents of the failures, once they are assigned. */
interface Assigned {
  readonly incidentOf: IncidentOf
  readonly pods: PodNames
  readonly totals: IncidentTotals
}

/**
 * Failures are kept as rows of numbers until their incidents are known: every row of failure_row is written once, in order of id, and every
 * one of failure_event in order of event. `write` does that.
 */
export function failureStore(
  db: Database,
  words: JoinWords,
  ranks: () => TextRanks,
  spill: Spill,
): FailureAccess & { readonly write: () => void } {
  const failures = failureRows(spill)
  const links = failureLinks(db, spill)
  const podOf = podFinder(words)
  const secondary = new Set<number>()
  let assigned: Assigned | undefined
  const put = (draft: FailureDraft): void => {
    failures.put({ draft, node: words.node.ref(draft.node), pod: podOf(draft) })
  }
  return {
    putFailure(draft, eventIds) {
      put(draft)
      for (const eventId of eventIds) links.put(eventId, draft.id, eventId === draft.firstEventId)
    },
    addToFailure(addition) {
      failures.add(addition)
      for (const eventId of addition.eventIds) links.put(eventId, addition.failureId, false)
    },
    failuresByNode() {
      collectGarbage()
      return failuresByNode(failures, ranks().node, words, spill)
    },
    failureTimes: () => failureTimes(failures),
    assignIncidents(spans) {
      collectGarbage()
      const incidentOf = incidentFinder(failures, spans)
      const pods = putPodNames(db)
      assigned = { incidentOf, pods, totals: incidentTotals(failures, { incidentOf, pods, nodeRanks: ranks().node }) }
    },
    incidentSums: () =>
      (assigned?.totals.sums ?? []).map(({ nodeRef, ...sum }) => ({ ...sum, node: words.node.words(nodeRef) })),
    incidentCounts: () => assigned?.totals.counts ?? [],
    markSecondary: (incident) => void secondary.add(incident),
    write() {
      collectGarbage()
      links.write()
      if (assigned === undefined) return
      const { incidentOf, pods, totals } = assigned
      writeFailures(db, failures, { incidentOf, pods, secondary, scattered: totals.scattered })
    },
  }
}
