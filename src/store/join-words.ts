import type { Database } from './sqlite.ts'

/** Texts that one translator keeps in memory before it starts afresh. */
const KEPT = 20_000

export interface PodWords {
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
}

const NO_POD: PodWords = { podNamespace: '', podName: '', podUid: '' }

/** Translates between row ids and texts of one dictionary table, with bounded memory. */
export interface Translator<Words> {
  readonly words: (ref: number) => Words
  /** Adds a row where the texts stand nowhere just so. */
  readonly ref: (words: Words) => number
  /** Remembers a pair that a cursor has read anyway. */
  readonly learn: (ref: number, words: Words) => void
}

/** Translators of the joins. */
export interface JoinWords {
  readonly node: Translator<string>
  readonly sandbox: Translator<string>
  readonly pod: Translator<PodWords>
}

/** Needs the indexes by text of fold.ts. */
export function joinWords(db: Database): JoinWords {
  return {
    node: textTranslator(db, 'node', 'node'),
    sandbox: textTranslator(db, 'sandbox_key', 'sandbox_id'),
    pod: podTranslator(db),
  }
}

/** Where words and rows are found that are not in memory. */
interface Lookup<Words> {
  readonly none: Words
  readonly keyOf: (words: Words) => string
  readonly read: (ref: number) => Words
  readonly find: (words: Words) => number | undefined
  readonly insert: (words: Words) => number
}

function translator<Words>(lookup: Lookup<Words>): Translator<Words> {
  const { none, keyOf, read, find, insert } = lookup
  const noKey = keyOf(none)
  const texts = new Map<number, Words>()
  const refs = new Map<string, number>()
  const keep = (ref: number, words: Words, key: string): void => {
    if (texts.size >= KEPT) {
      texts.clear()
      refs.clear()
    }
    texts.set(ref, words)
    refs.set(key, ref)
  }
  return {
    words(ref) {
      const known = ref === 0 ? none : texts.get(ref)
      if (known !== undefined) return known
      const words = read(ref)
      keep(ref, words, keyOf(words))
      return words
    },
    ref(words) {
      const key = keyOf(words)
      const known = key === noKey ? 0 : refs.get(key)
      if (known !== undefined) return known
      const ref = find(words) ?? insert(words)
      keep(ref, words, key)
      return ref
    },
    learn(ref, words) {
      if (ref !== 0 && !texts.has(ref)) keep(ref, words, keyOf(words))
    },
  }
}

function textTranslator(db: Database, table: string, column: string): Translator<string> {
  const byId = db.prepare(`SELECT ${column} FROM ${table} WHERE id = ?`).pluck()
  const byText = db.prepare(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck()
  const add = db.prepare(`INSERT INTO ${table} (${column}) VALUES (?)`)
  return translator<string>({
    none: '',
    keyOf: (text) => text,
    read: (ref) => byId.get(ref) as string,
    find: (text) => byText.get(text) as number | undefined,
    insert: (text) => Number(add.run(text).lastInsertRowid),
  })
}

function podTranslator(db: Database): Translator<PodWords> {
  const byId = db.prepare(
    'SELECT pod_namespace AS podNamespace, pod_name AS podName, pod_uid AS podUid FROM pod WHERE id = ?',
  )
  const byText = db.prepare('SELECT id FROM pod WHERE pod_namespace = ? AND pod_name = ? AND pod_uid = ?').pluck()
  const add = db.prepare('INSERT INTO pod (pod_namespace, pod_name, pod_uid) VALUES (?, ?, ?)')
  return translator<PodWords>({
    none: NO_POD,
    keyOf: (pod) => `${pod.podNamespace}\n${pod.podName}\n${pod.podUid}`,
    read: (ref) => byId.get(ref) as PodWords,
    find: (pod) => byText.get(pod.podNamespace, pod.podName, pod.podUid) as number | undefined,
    insert: (pod) => Number(add.run(pod.podNamespace, pod.podName, pod.podUid).lastInsertRowid),
  })
}
