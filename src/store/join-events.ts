import type { JoinEvent } from '../joins/join-store.ts'
import type { Component, Operation, Outcome } from '../model/vocabulary.ts'
import { type EventOrders, eventOrders, INT, REAL } from './event-orders.ts'
import type { EventRows } from './event-rows.ts'
import type { JoinWords, PodWords } from './join-words.ts'
import { type Resolution, readResolution } from './resolution.ts'
import { copyRow, intOf, type RowBlock, realOf, setInt } from './row-block.ts'
import { type RowSlice, type RowSorter, rowSorter } from './row-sorter.ts'
import type { Spill } from './spill.ts'
import type { Database } from './sqlite.ts'
import type { TextRanks } from './text-ranks.ts'

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
  readonly span: EventSpan
}

/** How many events there are, and when the first and the last with a time were; 0 = none has one. */
export interface EventSpan {
  readonly events: number
  readonly firstUs: number
  readonly lastUs: number
}

/** What events are resolved and put in order with. */
interface Means {
  readonly words: JoinWords
  readonly ranks: TextRanks
  readonly spill: Spill
}

/** Puts all events, resolved, into two sorters; needs the identities. */
export function joinEvents(db: Database, events: EventRows, { words, ranks, spill }: Means): JoinEvents {
  const signatures = readSignatures(db)
  const orders = eventOrders(ranks)
  const named = rowSorter(spill, orders.named)
  const loose = rowSorter(spill, orders.loose)
  const span = load(events, { ranks, signatures, resolution: readResolution(db) }, { named, loose })
  return {
    span,
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
  events: EventRows,
  by: { readonly ranks: TextRanks; readonly signatures: Signatures; readonly resolution: Resolution },
  into: { readonly [order in keyof EventOrders]: RowSorter },
): EventSpan {
  const { isNamed, source } = by.ranks
  const { resolution } = by
  const isReadiness = Uint8Array.from(by.signatures, (signature) => (signature?.operation === 'NetworkReady' ? 1 : 0))
  const span = { events: 0, firstUs: 0, lastUs: 0 }
  events.each((from, at) => {
    widen(span, realOf(from, at, REAL.time))
    const sandbox = resolution.sandbox(intOf(from, at, INT.sandbox))
    const pod = resolution.pod(sandbox, intOf(from, at, INT.pod))
    const isLoose = isReadiness[intOf(from, at, INT.signature)] === 1 || (sandbox === 0 && isNamed[pod] === 0)
    const { block, row } = (isLoose ? into.loose : into.named).next()
    copyRow(from, at, block, row)
    setInt(block, row, INT.source, source[intOf(from, at, INT.source)] ?? 0)
    setInt(block, row, INT.node, resolution.node(intOf(from, at, INT.node), sandbox, pod))
    setInt(block, row, INT.sandbox, sandbox)
    setInt(block, row, INT.pod, pod)
  })
  return span
}

/** Counts an event and stretches the span to its time. */
function widen(span: { events: number; firstUs: number; lastUs: number }, timeUs: number): void {
  span.events += 1
  if (timeUs === 0) return
  if (span.firstUs === 0 || timeUs < span.firstUs) span.firstUs = timeUs
  if (timeUs > span.lastUs) span.lastUs = timeUs
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
