import type { FactRow } from '../../model/case-file.ts'
import type { FactKind } from '../../model/fact.ts'
import { citeFact } from '../cite.ts'
import type { Grounds } from '../grounds.ts'
import { citeRecovery } from '../place.ts'
import type { TermRule } from '../term-rule.ts'

const UNDOING: readonly FactKind[] = [
  'version',
  'runtime-start',
  'config-change',
  'config-loaded',
  'agent-start',
  'reboot',
]

const MINUTE = 60_000_000

/** The failing operation succeeded again after something was changed back, and not before. */
export const term: TermRule = {
  name: 'recovery-after-undo',
  find: (grounds) => {
    const { incident } = grounds
    const recovery = citeRecovery(grounds.file, incident, `the next ${incident.operation} succeeded`)
    if (!recovery) return undefined
    const undo = lastChange(grounds)
    if (!undo) return undefined
    const what = undo.value === '' ? undo.kind : `${undo.component || undo.kind} ${undo.value}`
    return {
      weight: 0.05,
      says: `${incident.operation} succeeded again after ${what}`,
      evidence: [citeFact(undo, `change before the recovery: ${what}`), recovery],
    }
  },
}

/** The last change on a failing node between its last failures and the recovery. */
function lastChange(grounds: Grounds): FactRow | undefined {
  const { incident, failingNodes } = grounds
  const from = incident.last_us - 10 * MINUTE
  let last: FactRow | undefined
  for (const kind of UNDOING) {
    for (const fact of grounds.file.facts(kind)) {
      const near = fact.time_us > Math.max(from, incident.first_us) && fact.time_us <= incident.recovered_us
      const here = fact.node === '' || failingNodes.includes(fact.node)
      if (near && here && isNews(grounds, fact) && (!last || fact.time_us > last.time_us)) last = fact
    }
  }
  return last
}

/** A version told again is no change. */
function isNews(grounds: Grounds, fact: FactRow): boolean {
  if (fact.kind !== 'version') return true
  return grounds.versions.of(fact.node, fact.component).some((row, index) => row.id === fact.id && index > 0)
}
