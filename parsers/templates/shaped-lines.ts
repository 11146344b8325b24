import type { EventPlaces, SandboxEvent, TextPlace } from '../../src/model/event.ts'
import type { LineShape } from '../../src/model/line-shape.ts'
import type { LineBytes, LineWindow, SourceContext } from '../../src/model/line-window.ts'
import { byteShape } from './byte-shape.ts'
import type { EventRecipe } from './event-recipe.ts'
import { fixedMessage } from './fixed-message.ts'
import { StampReader } from './head.ts'
import { Neighbours } from './neighbours.ts'
import { KLOG_TIME_PART } from './parts.ts'
import { placeInLine } from './place-in-line.ts'
import { type Model, type QuickRecord, stampsOf, type Template } from './template.ts'

/** What a candidate line says that was known by its bytes alone: which wording it is, and its times. Its other texts are still bytes. */
export interface ShapedLine {
  readonly wording: Wording
  readonly stamp: QuickRecord['stamp']
  readonly outerStamp: QuickRecord['outerStamp']
}

/** A template whose lines are known by their bytes. */
export interface Wording {
  readonly template: Template
  /** Bytes of the beginning that hold all times and their zones. */
  readonly timesEnd: number
  readonly events: readonly EventWording[]
}

/** An event of all lines of a wording; `fixed` has all that does not vary. */
export interface EventWording extends EventPlaces {
  readonly fixed: SandboxEvent
  /** The message as `messageTemplate` would give it, and whether it is a template. */
  readonly message: string
  readonly isTemplate: boolean
}

/** Says at once what a candidate line of a known shape says; undefined where it has to be read as text. */
export type ReadShaped = (window: LineWindow, context: SourceContext) => ShapedLine | undefined

/** Longest zone behind a time. */
const ZONE_LENGTH = 8

/** Wordings of one window, by the numbers of their shapes; and templates that were met, whether they became wordings or not. */
interface Book {
  readonly wordings: Wording[]
  readonly met: WeakSet<Template>
}

/** Knows lines of templates by their bytes. */
export class ShapedLines {
  private readonly books = new WeakMap<LineBytes, Book>()
  private readonly neighbours = new Neighbours()
  private readonly reader = new StampReader()
  /** The first wording of each model: those of other senders are the same at other places. */
  private readonly firsts = new WeakMap<Model, Wording>()
  private lastBytes: LineBytes | undefined
  private lastBook: Book | undefined

  readonly read: ReadShaped = (window, context) => {
    const { bytes } = window
    if (bytes === undefined) return undefined
    const wording = this.bookOf(bytes)?.wordings[bytes.shape()]
    if (wording === undefined || wording.template.section !== context.section) return undefined
    if (!this.neighbours.isClosedAlone(window, bytes)) return undefined
    const start = bytes.startOf(0)
    const stamps = stampsOf(wording.template, bytes.buffer.latin1Slice(start, start + wording.timesEnd), this.reader)
    return stamps === undefined ? undefined : { wording, stamp: stamps.stamp, outerStamp: stamps.outerStamp }
  }

  /** Takes a template that the window's candidate line is of, for lines to come. */
  keep(window: LineWindow, line: string, template: Template): void {
    const { bytes } = window
    if (bytes === undefined || this.bookOf(bytes)?.met.has(template)) return
    const book = this.bookOf(bytes) ?? this.newBook(bytes)
    book.met.add(template)
    const shape = template.closed && template.facts.length === 0 ? byteShape(line, template) : undefined
    const wording = shape === undefined ? undefined : this.wordingOf(line, template, shape)
    if (wording === undefined || shape === undefined) return
    const number = bytes.addShape(shape)
    if (number >= 0) {
      book.wordings[number] = wording
      return
    }
    bytes.clearShapes()
    this.newBook(bytes)
  }

  private wordingOf(line: string, template: Template, shape: LineShape): Wording | undefined {
    const first = this.firsts.get(template.model)
    if (first !== undefined) return ofSender(first, line, template)
    const wording = wordingOf(line, template, shape, this.reader)
    if (wording !== undefined) this.firsts.set(template.model, wording)
    return wording
  }

  private bookOf(bytes: LineBytes): Book | undefined {
    if (bytes === this.lastBytes) return this.lastBook
    this.lastBytes = bytes
    this.lastBook = this.books.get(bytes)
    return this.lastBook
  }

  private newBook(bytes: LineBytes): Book {
    const book: Book = { wordings: [], met: new WeakSet() }
    this.books.set(bytes, book)
    this.lastBytes = bytes
    this.lastBook = book
    return book
  }
}

function wordingOf(line: string, template: Template, shape: LineShape, reader: StampReader): Wording | undefined {
  const timesEnd = timesEndOf(line, template)
  const whole = stampsOf(template, line, reader)
  if (JSON.stringify(stampsOf(template, line.slice(0, timesEnd), reader)) !== JSON.stringify(whole)) return undefined
  const events: EventWording[] = []
  for (const recipe of template.events) {
    const event = eventWording(recipe, line, template, shape)
    if (event === undefined) return undefined
    events.push(event)
  }
  return { template, timesEnd, events }
}

function timesEndOf(line: string, { kinds, ends }: Template): number {
  const lastTime = kinds.findLastIndex((kind) => kind <= KLOG_TIME_PART)
  return Math.min(line.length, (ends[lastTime] ?? 0) + ZONE_LENGTH)
}

/** The wording of lines of another sender: what stands behind it stands as far away as their senders differ in length. */
function ofSender(first: Wording, line: string, template: Template): Wording {
  const { textAt } = first.template.head
  const by = template.head.textAt - textAt
  const moved = (place: TextPlace): TextPlace =>
    typeof place === 'string' || place.from < textAt ? place : { from: place.from + by, to: place.to + by }
  const varying = varyingOf(template)
  const events = first.events.map((event) => ({
    ...event,
    sandboxId: moved(event.sandboxId),
    podNamespace: moved(event.podNamespace),
    podName: moved(event.podName),
    podUid: moved(event.podUid),
    varying,
  }))
  return { template, timesEnd: timesEndOf(line, template), events }
}

const varyingOf = ({ starts, ends }: Template): EventPlaces['varying'] =>
  starts.map((from, i) => ({ from, to: ends[i] ?? from }))

function eventWording(
  recipe: EventRecipe,
  line: string,
  template: Template,
  shape: LineShape,
): EventWording | undefined {
  const message = fixedMessage(recipe, line, template, shape)
  const sandboxId = placeInLine(recipe.sandboxId, line, template)
  const podNamespace = placeInLine(recipe.podNamespace, line, template)
  const podName = placeInLine(recipe.podName, line, template)
  const podUid = placeInLine(recipe.podUid, line, template)
  if (message === undefined || sandboxId === undefined || podNamespace === undefined) return undefined
  if (podName === undefined || podUid === undefined) return undefined
  const isTemplate = message !== recipe.message
  return {
    fixed: recipe.fixed,
    sandboxId,
    podNamespace,
    podName,
    podUid,
    varying: varyingOf(template),
    message,
    isTemplate,
  }
}
