import type { JoinStore, PodNode, SandboxPod, UidPod } from './join-store.ts'

const FULL_ID = 64
/** Ids that several nodes' logs name which are told. */
const MOST_SHARED = 2000

interface Pod {
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
}

const NO_POD: Pod = { podNamespace: '', podName: '', podUid: '' }

/** One printed sandbox id with all that the case says of it. */
interface Entry {
  readonly printed: string
  pod: Pod
  /** The ids disagree about the pod: nothing is filled in. */
  torn: boolean
  nodes: ReadonlySet<string>
}

/** A truncated id that is still a prefix of what the cursor gives. */
interface Open {
  readonly entry: Entry
  match: Entry | undefined
  matches: number
}

/**
 * Gives every sandbox id its full id, its pod and its node, and every pod uid its pod. Streams over ids in ascending order: a truncated id
 * stands directly before the ids that begin with it, so only the chain of open prefixes is held. Returns the first whole ids that
 * several nodes' logs name.
 */
export function resolveIdentities(store: JoinStore): ReadonlySet<string> {
  const shared = new Set<string>()
  resolveSandboxes(store, shared)
  for (const rows of groups(store.uidPods(), (row) => row.podUid)) resolveUid(store, rows)
  for (const rows of groups(store.podNodes(), (row) => `${row.podNamespace}/${row.podName}`))
    resolvePodNode(store, rows)
  return shared
}

function resolveSandboxes(store: JoinStore, shared: Set<string>): void {
  const open: Open[] = []
  /** The last full id, and the truncated ids that stand for it: they wait for each other's pod. */
  let held: Entry | undefined
  let alike: Entry[] = []
  const putHeld = (): void => {
    if (!held) return
    if (held.nodes.size > 1 && shared.size < MOST_SHARED) shared.add(held.printed)
    for (const entry of [held, ...alike]) {
      mergePod(entry, held)
      entry.nodes = held.nodes
      put(store, entry, held.printed)
    }
    alike = []
  }
  const close = (): void => {
    const prefix = open.pop()
    if (!prefix) return
    const { entry, match, matches } = prefix
    if (!match || matches !== 1) {
      put(store, entry, entry.printed)
      return
    }
    mergePod(match, entry)
    match.nodes = new Set([...match.nodes, ...entry.nodes])
    alike.push(entry)
  }
  for (const rows of groups(store.sandboxPods(), (row) => row.sandboxId)) {
    const entry = toEntry(rows)
    while (open.length > 0 && !entry.printed.startsWith(open.at(-1)?.entry.printed ?? '')) close()
    if (entry.printed.length < FULL_ID) {
      open.push({ entry, match: undefined, matches: 0 })
      continue
    }
    putHeld()
    held = entry
    for (const prefix of open) {
      prefix.matches += 1
      prefix.match = entry
    }
  }
  while (open.length > 0) close()
  putHeld()
}

function mergePod(into: Entry, from: Entry): void {
  if (into.pod.podName === '' && !into.torn && !from.torn) into.pod = from.pod
}

function put(store: JoinStore, entry: Entry, sandboxId: string): void {
  const pod = entry.torn ? NO_POD : entry.pod
  store.putSandboxIdentity({ printed: entry.printed, sandboxId, ...pod, node: onlyOne(entry.nodes) })
}

function toEntry(rows: readonly SandboxPod[]): Entry {
  const entry: Entry = { printed: rows[0]?.sandboxId ?? '', pod: NO_POD, torn: false, nodes: new Set() }
  const nodes = new Set<string>()
  for (const row of rows) {
    if (row.node !== '') nodes.add(row.node)
    if (row.podName === '' && row.podUid === '') continue
    if (!agrees(entry.pod, row)) entry.torn = true
    entry.pod = {
      podNamespace: entry.pod.podNamespace || row.podNamespace,
      podName: entry.pod.podName || row.podName,
      podUid: entry.pod.podUid || row.podUid,
    }
  }
  entry.nodes = nodes
  return entry
}

/** Two statements about a pod agree where both say something and it is the same. */
function agrees(a: Pod, b: Pod): boolean {
  return same(a.podName, b.podName) && same(a.podNamespace, b.podNamespace) && same(a.podUid, b.podUid)
}

function same(a: string, b: string): boolean {
  return a === '' || b === '' || a === b
}

function resolveUid(store: JoinStore, rows: readonly UidPod[]): void {
  const podUid = rows[0]?.podUid ?? ''
  const named = rows.filter((row) => row.podName !== '')
  const first = named[0]
  if (podUid === '' || !first) return
  let pod: Pod = NO_POD
  for (const row of named) {
    if (!agrees(pod, row)) return
    pod = { podNamespace: pod.podNamespace || row.podNamespace, podName: row.podName, podUid }
  }
  store.putUidIdentity({ podUid, podNamespace: pod.podNamespace, podName: pod.podName })
}

function resolvePodNode(store: JoinStore, rows: readonly PodNode[]): void {
  const node = onlyOne(new Set(rows.map((row) => row.node)))
  const first = rows[0]
  if (first && node !== '') store.putPodNode({ podNamespace: first.podNamespace, podName: first.podName, node })
}

function onlyOne(values: ReadonlySet<string>): string {
  return values.size === 1 ? ([...values][0] ?? '') : ''
}

/** Rows of one key that stand together are handed out together. A key has few rows: one for each different spelling of its pod and node. */
function* groups<T>(rows: Iterable<T>, keyOf: (row: T) => string): Generator<T[]> {
  let key: string | undefined
  let group: T[] = []
  for (const row of rows) {
    const next = keyOf(row)
    if (group.length > 0 && next !== key) {
      yield group
      group = []
    }
    key = next
    group.push(row)
  }
  if (group.length > 0) yield group
}
