import { largeInts } from '../base/large-buffer.ts'
import { numberAt, readNumbers } from './read-numbers.ts'
import type { Database } from './sqlite.ts'

/** Who an event is about, by row ids: the same rules as in view `event` (views.ts). */
export interface Resolution {
  /** Row id of the whole id that a printed one stands for. */
  readonly sandbox: (printedRef: number) => number
  /** Row id of the pod: what another line says of a pod that the event names by its uid alone, or of its sandbox, goes first. */
  readonly pod: (sandboxRef: number, podRef: number) => number
  /** Row id of the node: the event's own, else that of its sandbox, else that of its (resolved) pod. */
  readonly node: (nodeRef: number, sandboxRef: number, pod: number) => number
}

/** Reads sandbox_identity and pod_identity: 12 bytes a sandbox id, 8 bytes a pod. */
export function readResolution(db: Database): Resolution {
  const [wholeId = NONE, podOfSandbox = NONE, nodeOfSandbox = NONE] = byId(db, 'sandbox_identity', 'sandbox_ref', [
    'full_ref',
    'pod_ref',
    'node_ref',
  ])
  const [namedPod = NONE, nodeOfPod = NONE] = byId(db, 'pod_identity', 'pod_ref', ['named_ref', 'node_ref'])
  return {
    sandbox: (printedRef) => wholeId[printedRef] || printedRef,
    pod: (sandboxRef, podRef) => namedPod[podRef] || podOfSandbox[sandboxRef] || podRef,
    node: (nodeRef, sandboxRef, pod) => nodeRef || nodeOfSandbox[sandboxRef] || nodeOfPod[pod] || 0,
  }
}

const NONE: Int32Array = new Int32Array(0)

/** Columns of a table as arrays by its row id `key`. */
function byId(db: Database, table: string, key: string, names: readonly string[]): readonly Int32Array[] {
  const { size } = db.prepare(`SELECT coalesce(max(${key}), 0) + 1 AS size FROM ${table}`).get() as { size: number }
  const arrays = names.map(() => largeInts(size))
  // Row ids.
  const wanted = [key, ...names].map((sql) => ({ sql, pieces: 2 }) as const)
  for (const { rows, columns } of readNumbers(db, table, wanted)) {
    for (let at = 0; at < rows; at += 1) {
      const id = numberAt(columns, 0, at)
      for (const [n, array] of arrays.entries()) array[id] = numberAt(columns, n + 1, at)
    }
  }
  return arrays
}
