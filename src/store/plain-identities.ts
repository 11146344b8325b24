import { largeInts } from '../base/large-buffer.ts'
import { bulkInsert } from './bulk-insert.ts'
import { INT } from './event-orders.ts'
import type { EventRows } from './event-rows.ts'
import { createSandboxIndex } from './fold.ts'
import { intOf } from './row-block.ts'
import type { Database } from './sqlite.ts'

/** What a walk over all events shows of who is who. */
export interface PlainIdentities {
  /** Row ids of sandboxes that the joins have to resolve: several pods or nodes, cut-off ids, and ids that begin with one. */
  readonly unclear: readonly number[]
  /** True if some event that names a sandbox or pod names no node. */
  readonly isNodeMissing: boolean
}

const UNSEEN = 0
const CLEAR = 1
const UNCLEAR = 2

/** What all events say of each sandbox, by row id: the first pod and node that is named, and whether another one is. Memory: 9 bytes a sandbox. */
interface Seen {
  readonly pods: Int32Array
  readonly nodes: Int32Array
  readonly states: Uint8Array
  isNodeMissing: boolean
}

/**
 * Writes sandbox_identity for every sandbox of which nothing has to be decided: a whole id whose events name one pod and one node
 * at most. Those are nearly all, and this takes a fifth of the time of asking the joins.
 */
export function putPlainIdentities(db: Database, events: EventRows): PlainIdentities {
  const { pods, nodes, states, isNodeMissing } = seeEvents(db, events)
  for (const sandbox of cutOff(db)) if (states[sandbox] !== UNSEEN) states[sandbox] = UNCLEAR
  const rows = bulkInsert(db, 'INSERT INTO sandbox_identity', 4)
  const unclear: number[] = []
  for (const [sandbox, state] of states.entries()) {
    if (state === CLEAR) rows.put([sandbox, sandbox, pods[sandbox] ?? 0, nodes[sandbox] ?? 0])
    else if (state === UNCLEAR) unclear.push(sandbox)
  }
  rows.flush()
  return { unclear, isNodeMissing }
}

function seeEvents(db: Database, events: EventRows): Seen {
  const { size } = db.prepare('SELECT max(id) + 1 AS size FROM sandbox_key').get() as { size: number }
  const seen: Seen = {
    pods: largeInts(size),
    nodes: largeInts(size),
    states: new Uint8Array(size),
    isNodeMissing: false,
  }
  const saysNothing = podsWithoutName(db)
  events.each((block, row) => {
    const sandbox = intOf(block, row, INT.sandbox)
    const pod = intOf(block, row, INT.pod)
    const node = intOf(block, row, INT.node)
    seen.isNodeMissing ||= node === 0 && sandbox + pod !== 0
    if (sandbox !== 0) see(seen, sandbox, saysNothing.has(pod) ? 0 : pod, node)
  })
  return seen
}

function see({ pods, nodes, states }: Seen, sandbox: number, pod: number, node: number): void {
  const isAlike = agrees(pods, sandbox, pod) && agrees(nodes, sandbox, node)
  if (!isAlike) states[sandbox] = UNCLEAR
  else if (states[sandbox] === UNSEEN) states[sandbox] = CLEAR
}

/** Pods of which a namespace is all that is known: that says nothing of a sandbox. */
function podsWithoutName(db: Database): ReadonlySet<number> {
  const ids = db.prepare(`SELECT id FROM pod WHERE id <> 0 AND pod_name = '' AND pod_uid = ''`).pluck().all()
  return new Set(ids as number[])
}

/** Keeps the first row id that is not 0; false if there is another one. */
function agrees(kept: Int32Array, sandbox: number, ref: number): boolean {
  if (ref === 0 || kept[sandbox] === ref) return true
  if (kept[sandbox] !== 0) return false
  kept[sandbox] = ref
  return true
}

/** Ids shorter than a whole one, and all that begin with one of them. */
function cutOff(db: Database): readonly number[] {
  const isAny =
    db.prepare('SELECT 1 FROM sandbox_key WHERE length(sandbox_id) BETWEEN 1 AND 63 LIMIT 1').get() !== undefined
  if (!isAny) return []
  createSandboxIndex(db)
  return db
    .prepare(`SELECT DISTINCT k.id FROM sandbox_key c CROSS JOIN sandbox_key k
      ON k.sandbox_id >= c.sandbox_id AND k.sandbox_id < c.sandbox_id || char(1114111)
      WHERE length(c.sandbox_id) BETWEEN 1 AND 63`)
    .pluck()
    .all() as number[]
}
