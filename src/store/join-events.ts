import type { JoinEvent } from '../joins/join-store.ts'
import type { Component, Operation, Outcome } from '../model/vocabulary.ts'
import { type EventOrders, eventOrders, INT, REAL } from './event-orders.ts'
import type { JoinWords, PodWords } from './join-words.ts'
import { numberIn, readColumns } from './read-columns.ts'
import { readResolution } from './resolution.ts'
import { intOf, type RowBlock, realOf, setInt, setReal } from './row-block.ts'
import { type RowSlice, type RowSorter, rowSorter } from './row-sorter.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'
import type { TextRanks } from './text-ranks.ts'

const COLUMNS = [
  'id',
  'source_id',
  'byte_offset',
  'ord',
  'line',
  'time_us',
  'last_span',
  'repeat_n',
  'node_ref',
  'signature_ref',
  'sandbox_ref',
  'pod_ref',
  'attempt',
] as const

/** Place of each column. */
const COLUMN = Object.fromEntries(COLUMNS.map((name, at) => [name, at])) as Record<(typeof COLUMNS)[number], number>

interface Signature {
  readonly id: number
  readonly component: Component
  readonly operation: Operation
  readonly outcome: Outcome
  readonly cause: JoinEvent['cause']
  readonly kind: string
  readonly secondary: number
}

/** Signatures by row id. */
type Signatures = readonly (Signature | undefined)[]

/** Events in the order of `JoinStore.events` and `looseEvents`; each cursor is asked for once. */
export interface JoinEvents {
  readonly named: () => Iterable<JoinEvent>
  readonly loose: () => Iterable<JoinEvent>
}

/** Reads all events, resolved, into two sorters; needs the identities. `runRows`: as in rowSorter. */
export function joinEvents(
  db: Database,
  words: JoinWords,
  ranks: TextRanks,
  spill: Spill,
  runRows?: number,
): JoinEvents {
  const signatures = readSignatures(db)
  const orders = eventOrders(ranks)
  const named = rowSorter(spill, orders.named, runRows)
  const loose = rowSorter(spill, orders.loose, runRows)
  load(db, ranks, signatures, { named, loose })
  return {
    named: () => readEvents(named.sorted(), signatures, words),
    loose: () => readEvents(loose.sorted(), signatures, words),
  }
}

function readSignatures(db: Database): Signatures {
  const signatures: Signature[] = []
  const rows = db.prepare('SELECT id, component, operation, outcome, cause, kind, secondary FROM signature').all()
  for (const row of rows as Signature[]) signatures[row.id] = row
  return signatures
}

function load(
  db: Database,
  { isNamed, source }: TextRanks,
  signatures: Signatures,
  into: { readonly [order in keyof EventOrders]: RowSorter },
): void {
  const resolution = readResolution(db)
  const isReadiness = Uint8Array.from(signatures, (signature) => (signature?.operation === 'NetworkReady' ? 1 : 0))
  for (const columns of readColumns(db, 'event_row', COLUMNS)) {
    const rows = columns[0]?.length ?? 0
    for (let at = 0; at < rows; at += 1) {
      const signature = numberIn(columns, COLUMN.signature_ref, at)
      const sandbox = numberIn(columns, COLUMN.sandbox_ref, at)
      const pod = resolution.pod(sandbox, numberIn(columns, COLUMN.pod_ref, at))
      const isLoose = isReadiness[signature] === 1 || (sandbox === 0 && isNamed[pod] === 0)
      const { block, row } = (isLoose ? into.loose : into.named).next()
      setReal(block, row, REAL.time, numberIn(columns, COLUMN.time_us, at))
      setReal(block, row, REAL.lastSpan, numberIn(columns, COLUMN.last_span, at))
      setReal(block, row, REAL.byteOffset, numberIn(columns, COLUMN.byte_offset, at))
      setInt(block, row, INT.id, numberIn(columns, COLUMN.id, at))
      setInt(block, row, INT.source, source[numberIn(columns, COLUMN.source_id, at)] ?? 0)
      setInt(block, row, INT.line, numberIn(columns, COLUMN.line, at))
      setInt(block, row, INT.ord, numberIn(columns, COLUMN.ord, at))
      setInt(block, row, INT.repeatN, numberIn(columns, COLUMN.repeat_n, at))
      setInt(block, row, INT.node, resolution.node(numberIn(columns, COLUMN.node_ref, at), sandbox, pod))
      setInt(block, row, INT.signature, signature)
      setInt(block, row, INT.sandbox, sandbox)
      setInt(block, row, INT.pod, pod)
      setInt(block, row, INT.attempt, numberIn(columns, COLUMN.attempt, at))
    }
  }
}

function* readEvents(
  slices: Iterable<RowSlice>,
  signatures: Signatures,
  words: JoinWords,
): Generator<JoinEvent, void, undefined> {
  for (const { block, order, from, to } of slices) {
    for (let at = from; at < to; at += 1) {
      const row = order[at] ?? 0
      const signature = signatures[intOf(block, row, INT.signature)]
      if (signature !== undefined) yield toEvent(block, row, signature, words)
    }
  }
}

function toEvent(block: RowBlock, row: number, signature: Signature, words: JoinWords): JoinEvent {
  return new StoredEvent(
    block,
    row,
    signature,
    words.pod.words(intOf(block, row, INT.pod)),
    words.node.words(intOf(block, row, INT.node)),
  )
}

/** What most events share (wording, pod) is not copied into each: they are half as large, and live by the thousand. */
class StoredEvent implements JoinEvent {
  readonly id: number
  readonly source: number
  readonly line: number
  readonly ord: number
  readonly timeUs: number
  readonly lastUs: number
  readonly repeatN: number
  readonly node: string
  readonly sandbox: number
  readonly attempt: number
  private readonly signature: Signature
  private readonly pod: PodWords

  constructor(block: RowBlock, row: number, signature: Signature, pod: PodWords, node: string) {
    this.id = intOf(block, row, INT.id)
    this.source = intOf(block, row, INT.source)
    this.line = intOf(block, row, INT.line)
    this.ord = intOf(block, row, INT.ord)
    this.timeUs = realOf(block, row, REAL.time)
    this.lastUs = this.timeUs + realOf(block, row, REAL.lastSpan)
    this.repeatN = intOf(block, row, INT.repeatN)
    this.node = node
    this.sandbox = intOf(block, row, INT.sandbox)
    this.attempt = intOf(block, row, INT.attempt)
    this.signature = signature
    this.pod = pod
  }

  get component(): JoinEvent['component'] {
    return this.signature.component
  }

  get operation(): JoinEvent['operation'] {
    return this.signature.operation
  }

  get outcome(): JoinEvent['outcome'] {
    return this.signature.outcome
  }

  get cause(): JoinEvent['cause'] {
    return this.signature.cause
  }

  get kind(): string {
    return this.signature.kind
  }

  get secondary(): boolean {
    return this.signature.secondary === 1
  }

  get podNamespace(): string {
    return this.pod.podNamespace
  }

  get podName(): string {
    return this.pod.podName
  }

  get podUid(): string {
    return this.pod.podUid
  }
}
