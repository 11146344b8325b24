import type { JoinStore, PodNode, SandboxPod, UidPod } from '../joins/join-store.ts'

import type { JoinWords } from './join-words.ts'
import type { OpenCursors } from './open-cursors.ts'
import type { Database } from './sqlite.ts'

type Identities = Pick<
  JoinStore,
  'sandboxPods' | 'putSandboxIdentity' | 'uidPods' | 'putUidIdentity' | 'podNodes' | 'putPodNode'
>

const SANDBOX_PODS = `SELECT DISTINCT k.sandbox_id AS sandboxId, p.pod_namespace AS podNamespace,
  p.pod_name AS podName, p.pod_uid AS podUid, n.node AS node
  FROM temp.seen s JOIN sandbox_key k ON k.id = s.sandbox_ref JOIN pod p ON p.id = s.pod_ref JOIN node n ON n.id = s.node_ref
  WHERE s.sandbox_ref <> 0 ORDER BY 1, 2, 3, 4, 5`

const UID_PODS = `SELECT DISTINCT p.pod_uid AS podUid, p.pod_namespace AS podNamespace, p.pod_name AS podName,
  n.node AS node FROM temp.seen s JOIN pod p ON p.id = s.pod_ref JOIN node n ON n.id = s.node_ref
  WHERE s.pod_ref <> 0 AND (p.pod_uid <> '' OR p.pod_name <> '') ORDER BY 1, 2, 3, 4`

const POD_NODES = `SELECT DISTINCT p.pod_namespace AS podNamespace, p.pod_name AS podName, n.node AS node
  FROM temp.seen s JOIN pod p ON p.id = s.pod_ref JOIN node n ON n.id = s.node_ref
  WHERE p.pod_name <> '' AND s.node_ref <> 0 ORDER BY 1, 2, 3`

/** First act of the joins: who is who. The tables sandbox_identity and pod_identity keep the answers. */
export interface IdentityStore extends Identities {
  /** Settles pod_identity; after it the resolved values of events can be read. */
  readonly settle: () => void
}

export function identityStore(db: Database, words: JoinWords, open: OpenCursors): IdentityStore {
  db.exec(`
    CREATE TEMP TABLE seen AS SELECT DISTINCT sandbox_ref, pod_ref, node_ref FROM event_row
      WHERE sandbox_ref <> 0 OR pod_ref <> 0;
    CREATE TEMP TABLE uid_pod (pod_uid TEXT NOT NULL PRIMARY KEY, pod_ref INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TEMP TABLE pod_node (pod_namespace TEXT NOT NULL, pod_name TEXT NOT NULL, node_ref INTEGER NOT NULL,
      PRIMARY KEY (pod_namespace, pod_name)) WITHOUT ROWID;
  `)
  const putIdentity = db.prepare('INSERT INTO sandbox_identity VALUES (?, ?, ?, ?)')
  const putUid = db.prepare('INSERT OR IGNORE INTO temp.uid_pod VALUES (?, ?)')
  const putNode = db.prepare('INSERT OR IGNORE INTO temp.pod_node VALUES (?, ?, ?)')
  const { nodeRef, sandboxRef, podRef } = words
  return {
    sandboxPods: () => open.objects<SandboxPod>(SANDBOX_PODS),
    putSandboxIdentity(row) {
      const pod = podRef(row.podNamespace, row.podName, row.podUid)
      putIdentity.run(sandboxRef(row.printed), sandboxRef(row.sandboxId), pod, nodeRef(row.node))
    },
    uidPods: () => open.objects<UidPod>(UID_PODS),
    putUidIdentity: (row) => putUid.run(row.podUid, podRef(row.podNamespace, row.podName, row.podUid)),
    podNodes: () => open.objects<PodNode>(POD_NODES),
    putPodNode: (row) => putNode.run(row.podNamespace, row.podName, nodeRef(row.node)),
    settle() {
      open.closeAll()
      settle(db)
    },
  }
}

/** A cut-off sandbox id gives way to the whole one (and stays in printed_ref); a pod that is only a uid, to the named pod. */
function settle(db: Database): void {
  db.exec(`
    INSERT INTO pod_identity
      SELECT p.id, q.id, coalesce(n.node_ref, 0)
      FROM pod p
      LEFT JOIN temp.uid_pod u ON u.pod_uid = p.pod_uid AND p.pod_name = ''
      LEFT JOIN pod q ON q.id = CASE WHEN p.pod_name <> '' THEN p.id ELSE coalesce(u.pod_ref, 0) END
      LEFT JOIN temp.pod_node n ON n.pod_namespace = q.pod_namespace AND n.pod_name = q.pod_name
      WHERE p.id <> 0;
    UPDATE sandbox_identity SET pod_ref = (SELECT named_ref FROM pod_identity i WHERE i.pod_ref = sandbox_identity.pod_ref)
      WHERE pod_ref IN (SELECT i.pod_ref FROM pod_identity i WHERE i.named_ref <> 0 AND i.named_ref <> i.pod_ref);
    UPDATE event_row SET printed_ref = sandbox_ref,
      sandbox_ref = (SELECT i.full_ref FROM sandbox_identity i WHERE i.sandbox_ref = event_row.sandbox_ref)
      WHERE sandbox_ref IN (SELECT i.sandbox_ref FROM sandbox_identity i WHERE i.full_ref <> i.sandbox_ref);
    DROP TABLE temp.seen;
    DROP TABLE temp.uid_pod;
    DROP TABLE temp.pod_node;
  `)
}
