import type { Database } from './sqlite.ts'

/** Pods by name alone, by row id. */
export interface PodNames {
  /** The first row of the same namespace and name. */
  readonly nameRefs: Int32Array
  /** 1 = it has a name. */
  readonly isNamed: Uint8Array
}

const FILL = `INSERT INTO pod_name SELECT id, min(id) OVER (PARTITION BY pod_namespace, pod_name) FROM pod`

const READ = `SELECT n.pod_ref AS id, n.name_ref AS nameRef, p.pod_name <> '' AS named
  FROM pod_name n JOIN pod p ON p.id = n.pod_ref ORDER BY 1`

/** Fills pod_name; no pod is added afterwards. */
export function putPodNames(db: Database): PodNames {
  db.exec(FILL)
  const rows = db.prepare(READ).all() as { id: number; nameRef: number; named: number }[]
  const size = (rows.at(-1)?.id ?? 0) + 1
  const names = { nameRefs: new Int32Array(size), isNamed: new Uint8Array(size) }
  for (const { id, nameRef, named } of rows) {
    names.nameRefs[id] = nameRef
    names.isNamed[id] = named
  }
  return names
}
