import type { EventPlaces, SandboxEvent } from '../../src/model/event.ts'
import type { LineShape } from '../../src/model/line-shape.ts'
import type { LineBytes, LineWindow, SourceContext } from '../../src/model/line-window.ts'
import { byteShape } from './byte-shape.ts'
import type { EventRecipe } from './event-recipe.ts'
import { StampReader } from './head.ts'
import type { ValueSet } from './known-values.ts'
import { Neighbours } from './neighbours.ts'
import { isValue, KLOG_TIME_PART } from './parts.ts'
import { placeInLine } from './place-in-line.ts'
import { NO_SENDER, placesOfSender, type Sender, type Stretch } from './sender.ts'
import { isComplete, isForAll, type Model, stampsOf, type Template } from './template.ts'
import type { QuickRecord } from './told.ts'

/** What a candidate line says that was known by its bytes alone: which wording it is, and its times. Its other texts are still bytes. */
export interface ShapedLine {
  readonly wording: Wording
  /** Bytes of the line before the text of the wording, from which its places are counted. */
  readonly textAt: number
  readonly host: string
  readonly stamp: QuickRecord['stamp']
  readonly outerStamp: QuickRecord['outerStamp']
}

/** A template whose lines are known by their bytes. */
export interface Wording {
  readonly template: Template
  /** Bytes of the beginning that hold all times and their zones. */
  readonly timesEnd: number
  readonly events: readonly EventWording[]
  /** Senders that it may have, by their texts; undefined: that of the template alone. */
  readonly senders: Senders | undefined
  /** Where its values stand, and what they may be. */
  readonly values: readonly { readonly from: number; readonly to: number; readonly known: ValueSet }[]
}

/** Senders whose heads one transport reads as they are cut. */
type Senders = Map<string, Sender>

/** An event of all lines of a wording; `fixed` has all that does not vary. */
export interface EventWording extends EventPlaces {
  readonly fixed: SandboxEvent
  /** The message as `messageTemplate` would give it, and whether it is a template. */
  readonly message: string
  readonly isTemplate: boolean
}

/** Says at once what a candidate line of a known shape says; undefined where it has to be read as text. */
export type ReadShaped = (window: LineWindow, context: SourceContext) => ShapedLine | undefined

/** Senders of one transport; when there are more, all are forgotten. */
const MOST_SENDERS = 4096

/** Longest zone behind a time. */
const ZONE_LENGTH = 8

/** Wordings of one window, by the numbers of their shapes; and templates that were met, whether they became wordings or not. */
interface Book {
  readonly wordings: Wording[]
  readonly met: WeakSet<Template>
  /** Of each model, the lengths of host, process and values of which it has a shape. */
  readonly lengths: WeakMap<Model, Set<string>>
}

/** Knows lines of templates by their bytes. */
export class ShapedLines {
  private readonly books = new WeakMap<LineBytes, Book>()
  private readonly neighbours = new Neighbours()
  private readonly reader = new StampReader()
  private readonly senders = new Map<string, Senders>()
  private lastSenders: Senders | undefined
  private lastSender: Sender = NO_SENDER
  private lastBytes: LineBytes | undefined
  private lastBook: Book | undefined

  readonly read: ReadShaped = (window, context) => {
    const { bytes } = window
    if (bytes === undefined) return undefined
    const wording = this.wordingIn(bytes, bytes.startOf(0), bytes.endOf(0))
    if (wording === undefined || wording.template.section !== context.section) return undefined
    if (!this.neighbours.isClosedAlone(window, bytes)) return undefined
    const start = bytes.startOf(0)
    const head = bytes.buffer.latin1Slice(start, start + wording.timesEnd)
    const host = this.hostIn(wording, head)
    const stamps = host === undefined ? undefined : stampsOf(wording.template, head, this.reader)
    if (host === undefined || stamps === undefined) return undefined
    return { wording, textAt: 0, host, stamp: stamps.stamp, outerStamp: stamps.outerStamp }
  }

  /** Takes a template that the window's candidate line is of, for lines to come. */
  keep(window: LineWindow, line: string, template: Template): void {
    const { bytes } = window
    if (bytes === undefined) return
    this.note(template)
    if (!this.meet(bytes, template) || !isComplete(template)) return
    if (!isNewLength(this.bookOf(bytes) ?? this.newBook(bytes), template)) return
    const shape = byteShape(line, template, anyOf(template))
    const wording = shape === undefined ? undefined : wordingOf(line, template, this.reader, this.sendersOf(template))
    if (wording !== undefined && shape !== undefined) this.add(bytes, shape, wording)
  }

  /** Wording of the text that stands in bytes [from, to) of a line, with values that are known. */
  wordingIn(bytes: LineBytes, from: number, to: number): Wording | undefined {
    const wording = this.bookOf(bytes)?.wordings[bytes.shape(from, to)]
    if (wording === undefined) return undefined
    for (const value of wording.values)
      if (!value.known.hasBytes(bytes.buffer, from + value.from, from + value.to)) return undefined
    return wording
  }

  /** Whether a window meets a template for the first time. */
  meet(bytes: LineBytes, template: Template): boolean {
    const { met } = this.bookOf(bytes) ?? this.newBook(bytes)
    const isNew = !met.has(template)
    met.add(template)
    return isNew
  }

  /** Keeps a wording for texts to come; where the window has no room for its shape, all are forgotten. */
  add(bytes: LineBytes, shape: LineShape, wording: Wording): void {
    const number = bytes.addShape(shape)
    if (number >= 0) {
      const { wordings } = this.bookOf(bytes) ?? this.newBook(bytes)
      wordings[number] = wording
      return
    }
    bytes.clearShapes()
    this.newBook(bytes)
  }

  /** Host of a line of the wording; undefined where its sender has to be looked at as text. `head`: the line up to its last time at least. */
  private hostIn({ template, senders }: Wording, head: string): string | undefined {
    if (senders === undefined) return template.fixed.host
    const { senderAt, textAt } = template.head
    const { text } = this.lastSender
    if (senders === this.lastSenders && text.length === textAt - senderAt && head.startsWith(text, senderAt))
      return this.lastSender.host
    const sender = senders.get(head.slice(senderAt, textAt))
    if (sender === undefined) return undefined
    this.lastSenders = senders
    this.lastSender = sender
    return sender.host
  }

  /** The sender of a template of all senders was read as it is cut. */
  private note(template: Template): void {
    const senders = this.sendersOf(template)
    const { sender } = template
    if (senders === undefined || senders.has(sender.text)) return
    if (senders.size >= MOST_SENDERS) senders.clear()
    senders.set(sender.text, sender)
  }

  private sendersOf({ model, fixed }: Template): Senders | undefined {
    if (!isForAll(model)) return undefined
    const known = this.senders.get(fixed.transport)
    if (known !== undefined) return known
    const senders: Senders = new Map()
    this.senders.set(fixed.transport, senders)
    return senders
  }

  private bookOf(bytes: LineBytes): Book | undefined {
    if (bytes === this.lastBytes) return this.lastBook
    this.lastBytes = bytes
    this.lastBook = this.books.get(bytes)
    return this.lastBook
  }

  private newBook(bytes: LineBytes): Book {
    const book: Book = { wordings: [], met: new WeakSet(), lengths: new WeakMap() }
    this.books.set(bytes, book)
    this.lastBytes = bytes
    this.lastBook = book
    return book
  }
}

/** Stretches of its lines that hold any host and process. */
const anyOf = ({ model, sender, head }: Template): readonly Stretch[] =>
  isForAll(model) ? placesOfSender(sender, head) : []

/** Whether the window has no shape of the model's lines with such a sender and such values; takes it that it will have. */
function isNewLength(book: Book, { model, sender, kinds, starts, ends }: Template): boolean {
  const lengths = book.lengths.get(model) ?? new Set()
  const values = kinds.map((kind, i) => (isValue(kind) ? (ends[i] ?? 0) - (starts[i] ?? 0) : ''))
  const key = `${sender.host.length} ${sender.pid.length} ${values.join(' ')}`
  const isNew = !lengths.has(key)
  book.lengths.set(model, lengths.add(key))
  return isNew
}

/** The wording of the lines of a template, of which `line` is one; undefined where not all that they say is told by their bytes. */
export function wordingOf(
  line: string,
  template: Template,
  reader: StampReader,
  senders: Senders | undefined,
): Wording | undefined {
  const { messages, values } = template.model
  const timesEnd = timesEndOf(line, template)
  const whole = stampsOf(template, line, reader)
  if (JSON.stringify(stampsOf(template, line.slice(0, timesEnd), reader)) !== JSON.stringify(whole)) return undefined
  const events: EventWording[] = []
  for (const [i, recipe] of template.events.entries()) {
    const event = eventWording(recipe, messages?.[i], line, template)
    if (event === undefined) return undefined
    events.push(event)
  }
  const valuePlaces = values.sets.flatMap((known, i) =>
    known === undefined ? [] : [{ from: template.starts[i] ?? 0, to: template.ends[i] ?? 0, known }],
  )
  return { template, timesEnd, events, senders, values: valuePlaces }
}

function timesEndOf(line: string, { kinds, ends }: Template): number {
  const lastTime = kinds.findLastIndex((kind) => kind <= KLOG_TIME_PART)
  return Math.min(line.length, (ends[lastTime] ?? 0) + ZONE_LENGTH)
}

/** In order: the sender stands behind the first time. */
function varyingOf(template: Template): EventPlaces['varying'] {
  const [first, ...more] = template.starts.map((from, i) => ({ from, to: template.ends[i] ?? from }))
  return first === undefined ? [] : [first, ...anyOf(template), ...more]
}

function eventWording(
  recipe: EventRecipe,
  message: string | undefined,
  line: string,
  template: Template,
): EventWording | undefined {
  const sandboxId = placeInLine(recipe.sandboxId, line, template)
  const podNamespace = placeInLine(recipe.podNamespace, line, template)
  const podName = placeInLine(recipe.podName, line, template)
  const podUid = placeInLine(recipe.podUid, line, template)
  if (message === undefined || sandboxId === undefined || podNamespace === undefined) return undefined
  if (podName === undefined || podUid === undefined) return undefined
  const { attemptPart } = recipe
  return {
    fixed: recipe.fixed,
    sandboxId,
    podNamespace,
    podName,
    podUid,
    attempt:
      attemptPart < 0 ? undefined : { from: template.starts[attemptPart] ?? 0, to: template.ends[attemptPart] ?? 0 },
    varying: varyingOf(template),
    message,
    isTemplate: message !== recipe.message,
  }
}
