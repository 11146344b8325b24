import { joinGroups } from './groups.ts'
import { putHangs } from './hangs.ts'
import { joinIncidents } from './incidents.ts'
import type { JoinStore } from './join-store.ts'
import { joinLoose } from './loose.ts'
import { resolveIdentities } from './resolve.ts'
import { newClocks } from './skew.ts'
import { newStalls } from './waits.ts'

/** Events to failures, sandbox lives and incidents: three walks over ordered cursors in bounded memory. The store must be empty of derived rows. */
export function runJoins(store: JoinStore): void {
  const clocks = newClocks(new Set(Array.from(resolveIdentities(store), store.sandboxOf)))
  const counters = { failures: 0, sandboxes: 0 }
  const stalls = newStalls()
  joinGroups(store, counters, stalls, clocks)
  joinLoose(store, counters)
  putHangs(store, stalls)
  clocks.put(store)
  joinIncidents(store)
}
