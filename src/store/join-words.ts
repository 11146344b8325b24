import type { Database } from './sqlite.ts'

/** Texts kept in memory by one translator before it starts afresh. */
const KEPT = 50_000

export interface PodWords {
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
}

const NO_POD: PodWords = { podNamespace: '', podName: '', podUid: '' }

/** Translates between row ids and texts while the joins run, in both directions and with bounded memory. */
export interface JoinWords {
  readonly node: (ref: number) => string
  readonly nodeRef: (name: string) => number
  readonly sandbox: (ref: number) => string
  readonly sandboxRef: (sandboxId: string) => number
  readonly pod: (ref: number) => PodWords
  /** Adds the pod where no event names it just so (its parts may come from several events). */
  readonly podRef: (namespace: string, name: string, uid: string) => number
}

/** Needs the indexes by text of fold.ts. */
export function joinWords(db: Database): JoinWords {
  const nodes = translator(
    db,
    'SELECT node AS text FROM node WHERE id = ?',
    'SELECT id FROM node WHERE node = ?',
    'INSERT INTO node (node) VALUES (?)',
  )
  const sandboxes = translator(
    db,
    'SELECT sandbox_id AS text FROM sandbox_key WHERE id = ?',
    'SELECT id FROM sandbox_key WHERE sandbox_id = ?',
    'INSERT INTO sandbox_key (sandbox_id) VALUES (?)',
  )
  return { node: nodes.text, nodeRef: nodes.ref, sandbox: sandboxes.text, sandboxRef: sandboxes.ref, ...podWords(db) }
}

interface Translator {
  readonly text: (ref: number) => string
  readonly ref: (text: string) => number
}

function translator(db: Database, selectText: string, selectId: string, insertText: string): Translator {
  const byId = db.prepare(selectText)
  const byText = db.prepare(selectId)
  const insert = db.prepare(insertText)
  const texts = new Map<number, string>()
  const refs = new Map<string, number>()
  const keep = (ref: number, text: string): void => {
    if (texts.size >= KEPT) {
      texts.clear()
      refs.clear()
    }
    texts.set(ref, text)
    refs.set(text, ref)
  }
  return {
    text(ref) {
      if (ref === 0) return ''
      let text = texts.get(ref)
      if (text === undefined) {
        text = (byId.get(ref) as { text: string }).text
        keep(ref, text)
      }
      return text
    },
    ref(text) {
      if (text === '') return 0
      let ref = refs.get(text)
      if (ref === undefined) {
        const row = byText.get(text) as { id: number } | undefined
        ref = row?.id ?? Number(insert.run(text).lastInsertRowid)
        keep(ref, text)
      }
      return ref
    },
  }
}

function podWords(db: Database): Pick<JoinWords, 'pod' | 'podRef'> {
  const byId = db.prepare(
    'SELECT pod_namespace AS podNamespace, pod_name AS podName, pod_uid AS podUid FROM pod WHERE id = ?',
  )
  const byText = db.prepare('SELECT id FROM pod WHERE pod_namespace = ? AND pod_name = ? AND pod_uid = ?')
  const insert = db.prepare('INSERT INTO pod (pod_namespace, pod_name, pod_uid) VALUES (?, ?, ?)')
  const pods = new Map<number, PodWords>()
  const refs = new Map<string, number>()
  return {
    pod(ref) {
      if (ref === 0) return NO_POD
      let pod = pods.get(ref)
      if (pod === undefined) {
        pod = byId.get(ref) as PodWords
        if (pods.size >= KEPT) pods.clear()
        pods.set(ref, pod)
      }
      return pod
    },
    podRef(namespace, name, uid) {
      if (namespace === '' && name === '' && uid === '') return 0
      const key = `${namespace}\n${name}\n${uid}`
      let ref = refs.get(key)
      if (ref === undefined) {
        const row = byText.get(namespace, name, uid) as { id: number } | undefined
        ref = row?.id ?? Number(insert.run(namespace, name, uid).lastInsertRowid)
        if (refs.size >= KEPT) refs.clear()
        refs.set(key, ref)
      }
      return ref
    },
  }
}
