import type { SandboxDraft } from '../joins/join-store.ts'
import { bulkInsert } from './bulk-insert.ts'
import type { JoinWords } from './join-words.ts'
import { podFinder } from './pod-finder.ts'
import type { Database } from './sqlite.ts'

/** Fills sandbox_row. */
export function sandboxWriter(
  db: Database,
  words: JoinWords,
): { readonly put: (row: SandboxDraft) => void; readonly flush: () => void } {
  const podOf = podFinder(words)
  const rows = bulkInsert(db, 'INSERT INTO sandbox_row', 16)
  return {
    put: (row) =>
      rows.put([
        row.id,
        row.sandbox,
        words.node.ref(row.node),
        podOf(row),
        row.attempt,
        row.requested_us,
        row.ready_us,
        row.stop_us,
        row.network_down_us,
        row.stopped_us,
        row.removed_us,
        row.state,
        row.failed_runs,
        row.failed_stops,
        row.netns_left,
        row.replacedBy,
      ]),
    flush: rows.flush,
  }
}
