import { numberAt, readNumbers } from './read-numbers.ts'
import type { Database } from './sqlite.ts'

/** Who an event is about, by row ids: the same rules as in view `event` (views.ts). */
export interface Resolution {
  /** Row id of the pod: what another line says of a pod that the event names by its uid alone, or of its sandbox, goes first. */
  readonly pod: (sandboxRef: number, podRef: number) => number
  /** Row id of the node: the event's own, else that of its sandbox, else that of its (resolved) pod. */
  readonly node: (nodeRef: number, sandboxRef: number, pod: number) => number
}

/** Reads sandbox_identity and pod_identity: 8 bytes a sandbox id and a pod. */
export function readResolution(db: Database): Resolution {
  const [podOfSandbox, nodeOfSandbox] = byId(db, 'sandbox_identity', ['sandbox_ref', 'pod_ref', 'node_ref'])
  const [namedPod, nodeOfPod] = byId(db, 'pod_identity', ['pod_ref', 'named_ref', 'node_ref'])
  return {
    pod: (sandboxRef, podRef) => namedPod[podRef] || podOfSandbox[sandboxRef] || podRef,
    node: (nodeRef, sandboxRef, pod) => nodeRef || nodeOfSandbox[sandboxRef] || nodeOfPod[pod] || 0,
  }
}

/** Two columns of a table as arrays by its row id, the first of the names. */
function byId(
  db: Database,
  table: string,
  names: readonly [string, string, string],
): readonly [Int32Array, Int32Array] {
  const { size } = db.prepare(`SELECT coalesce(max(${names[0]}), 0) + 1 AS size FROM ${table}`).get() as {
    size: number
  }
  const arrays = [new Int32Array(size), new Int32Array(size)] as const
  // Row ids.
  const wanted = names.map((sql) => ({ sql, pieces: 2 }) as const)
  for (const { rows, columns } of readNumbers(db, table, wanted)) {
    for (let at = 0; at < rows; at += 1) {
      const id = numberAt(columns, 0, at)
      arrays[0][id] = numberAt(columns, 1, at)
      arrays[1][id] = numberAt(columns, 2, at)
    }
  }
  return arrays
}
