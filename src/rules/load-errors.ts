import type { CaseFile, FactRow, IncidentRow } from '../model/case-file.ts'

/** Load errors that say that nothing is there, not that what is there is wrong. */
const NOTHING_THERE = /no (?:network|valid networks?|cni)[^:]{0,40}found|cni plugin not initialized$/i

/** What a load error says beyond "could not load". */
const BROKEN = /pars|unmarshal|invalid|unexpected|missing|no plugins|not support/i

/**
 * `cni plugin not initialized` is a consequence where a log of the node tells why the configuration could not be loaded (messages.md 6.2, S-11): the
 * first such fact of a node of the incident, if there is one.
 */
export function brokenConfigBehind(file: CaseFile, incident: IncidentRow): FactRow | undefined {
  if (incident.cause !== 'cni-config-missing') return undefined
  const nodes = incident.nodes.split(' ')
  return file
    .facts('config-load-failed')
    .find(
      (fact) =>
        (fact.node === '' || nodes.includes(fact.node)) && BROKEN.test(fact.value) && !NOTHING_THERE.test(fact.value),
    )
}
