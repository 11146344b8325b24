import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { byteShape } from './byte-shape.ts'
import { cookEvent, cookFact, type EventRecipe, eventRecipe, type FactRecipe, factRecipe } from './event-recipe.ts'
import { fixedMessage } from './fixed-message.ts'
import { klogStamp, type StampReader } from './head.ts'
import { KnownValues } from './known-values.ts'
import { type PartPlaces, placesOf } from './part-places.ts'
import { isValue, KLOG_TIME_PART, type Parts } from './parts.ts'
import { isSame, isSameTelling } from './same-telling.ts'
import { isReadAsCut, otherSender, type Sender } from './sender.ts'
import { standIn } from './stand-ins.ts'
import { withText } from './text-recipe.ts'
import type { QuickRecord, ReadPlainly, Told } from './told.ts'

/** What all records of a template have. */
type Fixed = Pick<QuickRecord, 'transport' | 'payload' | 'component' | 'host' | 'cut' | 'k8sEvent'>

/** Lines that differ in their parts and senders only, as they were learnt from one line. */
export interface Model {
  /** Places of the line, and its sender. */
  readonly places: PartPlaces
  readonly sender: Sender
  /** The sender that what follows was read with: another one of the same kind, or that of the line, which is then the only one. */
  readonly other: Sender
  readonly section: string
  readonly closed: boolean
  readonly fixed: Fixed
  /** Part that is the record's time, and the transport's; -1 = it has none. */
  readonly stampPart: number
  readonly outerPart: number
  readonly events: readonly EventRecipe[]
  readonly facts: readonly FactRecipe[]
  /** Texts that its values may have. */
  readonly values: KnownValues
  /** `messageTemplate` of each event, where that is the same for all lines (fixed-message.ts); undefined: it is not, or nobody needs it. */
  readonly messages: readonly string[] | undefined
}

/** Lines that differ in their parts only, and what they say. */
export interface Template extends PartPlaces, Omit<Model, 'places' | 'other' | 'values' | 'messages'> {
  readonly model: Model
}

/** Time in a part: the same reader as the ordinary way's, or one with equal results. */
function stampAt(line: string, shape: PartPlaces, part: number, reader: StampReader): Stamp | undefined {
  const start = shape.starts[part] ?? 0
  if (part === 0 && start === 0) return reader.head(line, shape.head.shape)
  return shape.kinds[part] === KLOG_TIME_PART ? klogStamp(line, start) : readIsoStamp(line, start)?.value
}

/** Times of a line, or of its beginning with all times of the template; undefined where the digits are none. */
export function stampsOf(
  template: Template,
  line: string,
  reader: StampReader,
): Pick<QuickRecord, 'stamp' | 'outerStamp'> | undefined {
  const { stampPart, outerPart } = template
  const stamp = stampPart < 0 ? undefined : stampAt(line, template, stampPart, reader)
  const outerStamp = outerPart < 0 ? undefined : stampAt(line, template, outerPart, reader)
  if ((stampPart >= 0 && stamp === undefined) || (outerPart >= 0 && outerStamp === undefined)) return undefined
  return { stamp, outerStamp }
}

/**
 * Learns a template from a line: reads a line with other parts and another sender the ordinary way, sees where they went, and keeps that only
 * if it makes of the line itself exactly what the ordinary way makes. `parts` are those of the line. undefined where it does not.
 */
export function learn(
  line: string,
  parts: Parts,
  section: string,
  read: ReadPlainly,
  reader: StampReader,
): Template | undefined {
  const own = read(line)
  const places = own === undefined ? undefined : placesOf(line, parts)
  if (own === undefined || places === undefined) return undefined
  const learnAs = (other: Sender): Template | undefined => {
    const stand = standIn(line, parts, other.text)
    const plain = stand === undefined ? undefined : read(stand.line)
    if (stand === undefined || plain === undefined) return undefined
    const stampParts = partStamps(line, places, reader)
    const events = plain.events.map((event) => eventRecipe(event, stand.texts, places.kinds))
    const facts = plain.facts.map((fact) => factRecipe(fact, stand.texts))
    const closed = own.closed && plain.closed
    const template = templateOf(
      {
        places,
        sender: parts.sender,
        other,
        section,
        closed,
        fixed: fixedOf(plain.record, plain.record.host),
        stampPart: stampParts.findIndex((stamp) => isSame(stamp, own.record.stamp)),
        outerPart: stampParts.findIndex((stamp) => isSame(stamp, own.record.outerStamp)),
        events,
        facts,
        values: new KnownValues(places),
        messages: isComplete({ closed, facts }) ? messagesOf(events, line, places) : undefined,
      },
      places,
      parts.sender,
    )
    const told = tell(template, line, own.record, reader)
    if (told === undefined || !isSameTelling(told, own)) return undefined
    template.model.values.add(line, places)
    return template
  }
  const isCut = isReadAsCut(line, places.head, parts.sender, own.record.transport)
  const other = isCut ? otherSender(parts.sender, line) : undefined
  return (other === undefined ? undefined : learnAs(other)) ?? learnAs(parts.sender)
}

/** Whether bytes may tell all that lines of a template say. */
export const isComplete = ({ closed, facts }: Pick<Model, 'closed' | 'facts'>): boolean => closed && facts.length === 0

function messagesOf(events: readonly EventRecipe[], line: string, places: PartPlaces): readonly string[] | undefined {
  const shape = byteShape(line, places)
  if (shape === undefined) return undefined
  const messages: string[] = []
  for (const recipe of events) {
    const message = fixedMessage(recipe, line, places, shape)
    if (message === undefined) return undefined
    messages.push(message)
  }
  return messages
}

/** The template of lines with these places and this sender. A fact may quote the head of its line. */
function templateOf(model: Model, places: PartPlaces, sender: Sender): Template {
  const { other, fixed, facts } = model
  const isOther = sender.text !== other.text
  return {
    between: places.between,
    kinds: places.kinds,
    same: places.same,
    starts: places.starts,
    ends: places.ends,
    head: places.head,
    model,
    sender,
    section: model.section,
    closed: model.closed,
    fixed: isOther ? fixedOf(fixed, sender.host) : fixed,
    stampPart: model.stampPart,
    outerPart: model.outerPart,
    events: model.events,
    facts: isOther ? facts.map((fact) => ({ ...fact, text: withText(fact.text, other.text, sender.text) })) : facts,
  }
}

const fixedOf = ({ transport, payload, component, cut }: Fixed, host: string): Fixed => ({
  transport,
  payload,
  component,
  host,
  cut,
  k8sEvent: undefined,
})

/** Whether a model serves all senders of its kind whose heads are read as they are cut. */
export const isForAll = ({ sender, other }: Model): boolean => sender !== other

/**
 * The template of a line that has another sender than the line from which the model was learnt, or values of other lengths; undefined where they
 * differ otherwise. That another sender is read as it is cut has to be known (`isReadAsCut`).
 */
export function ofLine(model: Model, line: string, parts: Parts): Template | undefined {
  const { sender } = parts
  const places = placesOf(line, parts)
  if (places === undefined || sender.kind !== model.sender.kind || places.head.shape !== model.places.head.shape)
    return undefined
  return hasSameParts(places, model.places) && hasSameTexts(places, sender, model)
    ? templateOf(model, places, sender)
    : undefined
}

/** The same kinds of parts, of the same lengths where they are no values. */
function hasSameParts(places: PartPlaces, { kinds, same, starts, ends }: PartPlaces): boolean {
  const length = (i: number): number => (ends[i] ?? 0) - (starts[i] ?? 0)
  const hasLength = (kind: number, i: number): boolean =>
    isValue(kind) || (places.ends[i] ?? 0) - (places.starts[i] ?? 0) === length(i)
  return (
    places.kinds.length === kinds.length &&
    places.kinds.every((kind, i) => kind === kinds[i] && places.same[i] === same[i] && hasLength(kind, i))
  )
}

/** The same texts between, but for the sender behind the first time. */
function hasSameTexts({ between }: PartPlaces, sender: Sender, model: Model): boolean {
  const { head } = model.places
  const zoneEnd = head.senderAt - head.stampEnd
  return between.every((text, i) => {
    const own = model.places.between[i] ?? ''
    if (i !== 1) return text === own
    return text === own.slice(0, zoneEnd) + sender.text + own.slice(zoneEnd + model.sender.text.length)
  })
}

function partStamps(line: string, places: PartPlaces, reader: StampReader): (Stamp | undefined)[] {
  const stamps: (Stamp | undefined)[] = []
  for (let i = 0; i < places.kinds.length && (places.kinds[i] ?? 0) <= KLOG_TIME_PART; i++)
    stamps.push(stampAt(line, places, i, reader))
  // Times stand before all else; the payload's is nearer to the truth, so the last of equal ones is meant for it alone.
  return stamps
}

/** Whether a line with these parts is of the template; equal hashes do not prove it. */
export function isOf(template: Template, line: string, parts: Parts, section: string): boolean {
  const { between, kinds, same, starts, ends } = template
  if (template.section !== section || kinds.length !== parts.count) return false
  let from = 0
  for (let i = 0; i < kinds.length; i++) {
    if (kinds[i] !== parts.kinds[i] || same[i] !== parts.same[i]) return false
    if (starts[i] !== parts.starts[i] || ends[i] !== parts.ends[i]) return false
    if (!line.startsWith(between[i] ?? '', from)) return false
    from = ends[i] ?? 0
  }
  const last = between[kinds.length] ?? ''
  return last.length === line.length - from && line.startsWith(last, from)
}

/** What a line of the template says; undefined where its digits are no time. */
export function tell(
  template: Template,
  line: string,
  place: Pick<LogRecord, 'line' | 'byteOffset'>,
  reader: StampReader,
): Told | undefined {
  const { fixed } = template
  const stamps = stampsOf(template, line, reader)
  if (stamps === undefined) return undefined
  const record: QuickRecord = {
    line: place.line,
    lineEnd: place.line,
    byteOffset: place.byteOffset,
    raw: line,
    transport: fixed.transport,
    payload: fixed.payload,
    component: fixed.component,
    host: fixed.host,
    cut: fixed.cut,
    stamp: stamps.stamp,
    outerStamp: stamps.outerStamp,
    k8sEvent: undefined,
  }
  const events: SandboxEvent[] = []
  for (const recipe of template.events) events.push(cookEvent(recipe, line, template))
  const facts: Fact[] = []
  for (const recipe of template.facts) facts.push(cookFact(recipe, line, template))
  return { record, events, facts }
}
