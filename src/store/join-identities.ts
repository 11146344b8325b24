import type { JoinStore, PodNode, SandboxPod, UidPod } from '../joins/join-store.ts'
import { bulkInsert } from './bulk-insert.ts'
import type { EventRows } from './event-rows.ts'
import { createSandboxIndex } from './fold.ts'
import type { JoinWords } from './join-words.ts'
import type { OpenCursors } from './open-cursors.ts'
import { putPlainIdentities } from './plain-identities.ts'
import type { Database } from './sqlite.ts'

type Identities = Pick<
  JoinStore,
  | 'sandboxPods'
  | 'putSandboxIdentity'
  | 'uidPods'
  | 'putUidIdentity'
  | 'podNodes'
  | 'putPodNode'
  | 'sandboxOf'
  | 'sandboxId'
>

/** The rows are of row ids that stand for one text each, so that they are distinct as texts too. */
const SANDBOX_PODS = `SELECT k.id, k.sandbox_id, p.id, p.pod_namespace, p.pod_name, p.pod_uid, s.node_ref
  FROM (SELECT DISTINCT sandbox_ref, pod_ref, node_ref FROM event_row
    WHERE sandbox_ref IN (SELECT sandbox_ref FROM temp.unclear)) s
  JOIN sandbox_key k ON k.id = s.sandbox_ref JOIN pod p ON p.id = s.pod_ref JOIN node n ON n.id = s.node_ref
  ORDER BY k.sandbox_id, p.pod_namespace, p.pod_name, p.pod_uid, n.node`

/** Only uids that some line prints without a name: no other pod needs to be found by its uid. */
const UID_PODS = `SELECT DISTINCT p.pod_uid AS podUid, p.pod_namespace AS podNamespace, p.pod_name AS podName,
    n.node AS node
  FROM (SELECT DISTINCT pod_ref, node_ref FROM event_row WHERE pod_ref IN (SELECT o.id FROM pod o WHERE o.pod_uid IN
    (SELECT q.pod_uid FROM pod q WHERE q.pod_name = '' AND q.pod_uid <> ''))) s
  JOIN pod p ON p.id = s.pod_ref JOIN node n ON n.id = s.node_ref ORDER BY 1, 2, 3, 4`

const IS_UID_ALONE = `SELECT 1 FROM pod WHERE pod_name = '' AND pod_uid <> '' LIMIT 1`

const POD_NODES = `SELECT DISTINCT p.pod_namespace AS podNamespace, p.pod_name AS podName, n.node AS node
  FROM (SELECT DISTINCT pod_ref, node_ref FROM event_row WHERE pod_ref <> 0 AND node_ref <> 0) s
  JOIN pod p ON p.id = s.pod_ref JOIN node n ON n.id = s.node_ref WHERE p.pod_name <> '' ORDER BY 1, 2, 3`

/** First act of the joins: who is who. The tables sandbox_identity and pod_identity keep the answers. */
export interface IdentityStore extends Identities {
  /** Settles pod_identity; after it the resolved values of events can be read. */
  readonly settle: () => void
}

export function identityStore(db: Database, events: EventRows, words: JoinWords, open: OpenCursors): IdentityStore {
  db.exec(`
    CREATE TEMP TABLE uid_pod (pod_uid TEXT NOT NULL PRIMARY KEY, pod_ref INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TEMP TABLE pod_node (pod_namespace TEXT NOT NULL, pod_name TEXT NOT NULL, node_ref INTEGER NOT NULL,
      PRIMARY KEY (pod_namespace, pod_name)) WITHOUT ROWID;
    CREATE TEMP TABLE unclear (sandbox_ref INTEGER PRIMARY KEY);
  `)
  const { unclear, isNodeMissing } = putPlainIdentities(db, events)
  const isAnyUnclear = unclear.length > 0
  if (isAnyUnclear) createSandboxIndex(db)
  const putUnclear = bulkInsert(db, 'INSERT INTO temp.unclear', 1)
  for (const sandboxRef of unclear) putUnclear.put([sandboxRef])
  putUnclear.flush()
  const identities = bulkInsert(db, 'INSERT INTO sandbox_identity', 4)
  const putUid = db.prepare('INSERT OR IGNORE INTO temp.uid_pod VALUES (?, ?)')
  const putNode = db.prepare('INSERT OR IGNORE INTO temp.pod_node VALUES (?, ?, ?)')
  const isUidAlone = db.prepare(IS_UID_ALONE).get() !== undefined
  const { node, sandbox, pod } = words
  return {
    sandboxPods: () => (isAnyUnclear ? readSandboxPods(open.cells(SANDBOX_PODS), words) : []),
    putSandboxIdentity(row) {
      const printed = sandbox.ref(row.printed)
      const full = row.sandboxId === row.printed ? printed : sandbox.ref(row.sandboxId)
      identities.put([printed, full, pod.ref(row), node.ref(row.node)])
    },
    uidPods: () => (isUidAlone ? open.objects<UidPod>(UID_PODS) : []),
    putUidIdentity: (row) => putUid.run(row.podUid, pod.ref(row)),
    // Nobody asks for the node of a pod where every line names its own.
    podNodes: () => (isNodeMissing ? open.objects<PodNode>(POD_NODES) : []),
    putPodNode: (row) => putNode.run(row.podNamespace, row.podName, node.ref(row.node)),
    sandboxOf: sandbox.ref,
    sandboxId: sandbox.words,
    settle() {
      open.closeAll()
      identities.flush()
      db.exec(SETTLE_PODS)
      if (isAnyUnclear) db.exec(SETTLE_SANDBOXES)
      db.exec('DROP TABLE temp.uid_pod; DROP TABLE temp.pod_node; DROP TABLE temp.unclear')
    },
  }
}

type SandboxPodCells = [number, string, number, string, string, string, number]

function* readSandboxPods(rows: Iterable<SandboxPodCells>, words: JoinWords): Generator<SandboxPod> {
  for (const [sandboxRef, sandboxId, podRef, podNamespace, podName, podUid, nodeRef] of rows) {
    words.sandbox.learn(sandboxRef, sandboxId)
    words.pod.learn(podRef, { podNamespace, podName, podUid })
    yield { sandboxId, podNamespace, podName, podUid, node: words.node.words(nodeRef) }
  }
}

/** A pod that is only a uid gives way to the named pod. */
const SETTLE_PODS = `
  INSERT INTO pod_identity
    SELECT p.id, q.id, coalesce(n.node_ref, 0)
    FROM pod p
    LEFT JOIN temp.uid_pod u ON u.pod_uid = p.pod_uid AND p.pod_name = ''
    LEFT JOIN pod q ON q.id = CASE WHEN p.pod_name <> '' THEN p.id ELSE coalesce(u.pod_ref, 0) END
    LEFT JOIN temp.pod_node n ON n.pod_namespace = q.pod_namespace AND n.pod_name = q.pod_name
    WHERE p.id <> 0;
  UPDATE sandbox_identity SET pod_ref = (SELECT named_ref FROM pod_identity i WHERE i.pod_ref = sandbox_identity.pod_ref)
    WHERE pod_ref IN (SELECT i.pod_ref FROM pod_identity i WHERE i.named_ref <> 0 AND i.named_ref <> i.pod_ref)`

/** A cut-off sandbox id gives way to the whole one (and stays in printed_ref). */
const SETTLE_SANDBOXES = `
  UPDATE event_row SET printed_ref = sandbox_ref,
    sandbox_ref = (SELECT i.full_ref FROM sandbox_identity i WHERE i.sandbox_ref = event_row.sandbox_ref)
    WHERE sandbox_ref IN (SELECT i.sandbox_ref FROM sandbox_identity i WHERE i.full_ref <> i.sandbox_ref)`
