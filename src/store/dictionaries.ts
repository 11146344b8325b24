import { isSameSignature, signatureOf } from '../base/same-signature.ts'
import type { PackedTexts, PlacedEvent, Signature } from '../model/event.ts'
import { bulkInsert } from './bulk-insert.ts'
import { type Dictionary, dictionary, dictionaryOf, GENERATION } from './dictionary.ts'
import { HexKeys, type KeyText, textOf } from './hex-keys.ts'
import { messageIds } from './message-ids.ts'
import { podCache } from './pod-cache.ts'
import type { Database } from './sqlite.ts'
import { type AskRefs, refsOfEvents, refsOfWordings, type WordingRefs } from './wording-refs.ts'

/** Row ids of the texts that repeat; 0 = absent. */
export interface Dictionaries {
  readonly node: (name: string) => number
  readonly sandbox: (event: PlacedEvent) => number
  /** Those of signature, message and pod; they hold until the next call. */
  readonly wording: (event: PlacedEvent) => WordingRefs
  /** Writes the rows that are still waiting. */
  readonly flush: () => void
  /** Tables in which one text may now stand twice. */
  readonly toFold: () => readonly DictionaryTable[]
}

/** Tables that are folded after a load; texts that make up the key of each. */
export const DICTIONARY_KEYS = {
  node: ['node'],
  sandbox_key: ['sandbox_id'],
  pod: ['pod_namespace', 'pod_name', 'pod_uid'],
  message: ['text', 'templated'],
  signature: [
    'component',
    'operation',
    'outcome',
    'cause',
    'plugin',
    'config_version',
    'supported_versions',
    'kind',
    'secondary',
    'pod_from',
  ],
} as const

export type DictionaryTable = keyof typeof DICTIONARY_KEYS

export const DICTIONARY_TABLES: readonly DictionaryTable[] = ['node', 'sandbox_key', 'pod', 'message', 'signature']

/** Messages are longer than other keys: fewer of them are kept. */
const MESSAGES = 20_000

/**
 * Sandbox ids take 44 bytes each (hex-keys.ts), so that more of them are kept: folding half a million of them after the load takes as long as
 * writing them.
 */
const SANDBOXES = 524_288

/**
 * Dictionaries over the tables of an open case. Rows that are there already are not read: what repeats them is folded after the
 * load. `limit` is for tests.
 */
export function dictionaries(db: Database, limit?: number): Dictionaries {
  const most = limit ?? GENERATION
  const before = new Set(DICTIONARY_TABLES.filter((table) => nextId(db, table) > 1))
  const insertInto = (table: DictionaryTable): ((id: number, values: readonly (string | number | null)[]) => void) => {
    const insert = db.prepare(`INSERT INTO ${table} VALUES (?${', ?'.repeat(DICTIONARY_KEYS[table].length)})`)
    return (id, values) => void insert.run(id, ...values)
  }
  const open = <Entry>(
    table: DictionaryTable,
    limitOf: number,
    values: (entry: Entry) => readonly (string | number | null)[],
  ): Dictionary<Entry> => {
    const insert = insertInto(table)
    return dictionary<Entry>(nextId(db, table), (id, entry) => insert(id, values(entry)), limitOf)
  }

  const nodes = open<string>('node', most, (name) => [name])
  const newSandboxes = bulkInsert(db, 'INSERT INTO sandbox_key', 2)
  const sandboxes = dictionaryOf<KeyText, KeyText>(
    nextId(db, 'sandbox_key'),
    (id, key) => newSandboxes.put([id, textOf(key)]),
    limit ?? SANDBOXES,
    () => new HexKeys(limit ?? SANDBOXES),
  )
  const pods = open<readonly string[]>('pod', most, (pod) => pod)
  const messages = open<readonly [string, number]>('message', Math.min(most, MESSAGES), (entry) => entry)
  const signatures = open<PlacedEvent>('signature', most, signatureValues)

  const sandbox = (event: PlacedEvent): number => {
    const place = event.packed?.places?.sandboxId ?? event.sandboxId
    if (typeof place === 'string') return place === '' ? 0 : sandboxes.id(place, place)
    const { utf8, placesFrom: from } = event.packed as PackedTexts
    const key = { bytes: utf8, from: from + place.from, to: from + place.to }
    return sandboxes.id(key, key)
  }
  const newAsk = (): { readonly ask: AskRefs; readonly forgot: () => boolean } => {
    const message = messageIds(messages)
    const pod = podCache(({ podNamespace, podName, podUid }) =>
      pods.id(`${podNamespace}\n${podName}\n${podUid}`, [podNamespace, podName, podUid]),
    )
    const forgot = (): boolean => message.forgot() || messages.ages() || pods.ages() || signatures.ages()
    return { ask: { signature: signatureCache(signatures), message: message.id, pod }, forgot }
  }
  const all = { node: nodes, sandbox_key: sandboxes, pod: pods, message: messages, signature: signatures }
  return {
    node: (name) => (name === '' ? 0 : nodes.id(name, name)),
    sandbox,
    wording: forgetfulRefs(newAsk),
    flush: newSandboxes.flush,
    toFold: () => DICTIONARY_TABLES.filter((table) => before.has(table) || all[table].forgot()),
  }
}

/**
 * What is forgotten must not depend on the wordings, of which each thread has objects of its own: a case is the same for any number of
 * threads. So from the first time that anything is forgotten, every event is asked for, by new caches.
 */
function forgetfulRefs(
  newAsk: () => { readonly ask: AskRefs; readonly forgot: () => boolean },
): (event: PlacedEvent) => WordingRefs {
  const { ask, forgot } = newAsk()
  let refs = refsOfWordings(ask)
  let hasForgotten = false
  return (event) => {
    if (!hasForgotten && forgot()) {
      hasForgotten = true
      refs = refsOfEvents(newAsk().ask)
    }
    return refs(event)
  }
}

function nextId(db: Database, table: DictionaryTable): number {
  const row = db.prepare(`SELECT max(id) + 1 AS next FROM ${table}`).get() as { next: number }
  return row.next
}

function signatureValues(event: PlacedEvent): readonly (string | number | null)[] {
  return [
    event.component,
    event.operation,
    event.outcome,
    event.cause,
    event.plugin,
    event.configVersion ?? null,
    event.supportedVersions.join(' '),
    event.kind,
    event.secondary ? 1 : 0,
    event.podFrom,
  ]
}

/** Looks first at the few signatures seen last, by fields: most events repeat one of them, and building a key costs more. */
function signatureCache(signatures: Dictionary<PlacedEvent>): (event: PlacedEvent) => number {
  const recent: { readonly signature: Signature; readonly id: number }[] = []
  let at = 0
  return (event) => {
    for (const entry of recent) if (isSameSignature(entry.signature, event)) return entry.id
    const id = signatures.id(JSON.stringify(signatureValues(event)), event)
    recent[at] = { signature: signatureOf(event), id }
    at = (at + 1) % RECENT
    return id
  }
}

const RECENT = 16
