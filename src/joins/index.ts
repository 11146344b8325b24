import { joinGroups } from './groups.ts'
import { joinIncidents } from './incidents.ts'
import type { JoinStore } from './join-store.ts'
import { joinLoose } from './loose.ts'
import { resolveIdentities } from './resolve.ts'

/** Events to failures, sandbox lives and incidents: three walks over ordered cursors in bounded memory. The store must be empty of derived rows. */
export function runJoins(store: JoinStore): void {
  resolveIdentities(store)
  const counters = { failures: 0, sandboxes: 0 }
  joinGroups(store, counters)
  joinLoose(store, counters)
  joinIncidents(store)
}
