import { largeInts } from '../base/large-buffer.ts'
import type { Database } from './sqlite.ts'

/** Ranks by text (from 1, by row id), so that sorting compares integers. */
export interface TextRanks {
  /** Sources by path. */
  readonly source: Int32Array
  readonly node: Int32Array
  /** Pods by namespace and name. */
  readonly pod: Int32Array
  /** 1 = the pod has a name. */
  readonly isNamed: Uint8Array
  /** Sandboxes by id; read at the first use. */
  readonly sandbox: () => Int32Array
}

export function textRanks(db: Database): TextRanks {
  const pods = db
    .prepare(
      `SELECT id, dense_rank() OVER (ORDER BY pod_namespace, pod_name) AS rank, pod_name <> '' AS named FROM pod`,
    )
    .all() as { id: number; rank: number; named: number }[]
  const isNamed = new Uint8Array(sizeFor(pods))
  for (const { id, named } of pods) isNamed[id] = named
  let sandboxes: Int32Array | undefined
  return {
    source: ranksOf(db, 'SELECT id, row_number() OVER (ORDER BY path, key) AS rank FROM source'),
    node: ranksOf(db, 'SELECT id, row_number() OVER (ORDER BY node) AS rank FROM node'),
    pod: toArray(pods),
    isNamed,
    sandbox() {
      sandboxes ??= sandboxRanks(db)
      return sandboxes
    },
  }
}

interface Rank {
  readonly id: number
  readonly rank: number
}

const ranksOf = (db: Database, sql: string): Int32Array => toArray(db.prepare(sql).all() as Rank[])

const sizeFor = (ranks: readonly Rank[]): number => ranks.reduce((size, { id }) => Math.max(size, id + 1), 1)

function toArray(ranks: readonly Rank[]): Int32Array {
  const array = new Int32Array(sizeFor(ranks))
  for (const { id, rank } of ranks) array[id] = rank
  return array
}

/** Of those whose pod is not known: no other stand in order of their id. There may be as many as events: only row ids are read, in order. */
function sandboxRanks(db: Database): Int32Array {
  const { size } = db.prepare('SELECT max(id) + 1 AS size FROM sandbox_key').get() as { size: number }
  const ids = db.prepare(`SELECT k.id FROM sandbox_identity i JOIN pod p ON p.id = i.pod_ref
    JOIN sandbox_key k ON k.id = i.sandbox_ref WHERE p.pod_name = '' ORDER BY k.sandbox_id`)
  const array = largeInts(size)
  let rank = 0
  for (const id of ids.pluck().iterate() as Iterable<number>) {
    rank += 1
    array[id] = rank
  }
  return array
}
