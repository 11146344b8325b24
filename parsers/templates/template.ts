import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord } from '../../src/model/record.ts'
import type { Stamp } from '../../src/model/stamp.ts'
import { readIsoStamp } from '../grammar/stamps.ts'
import { cookEvent, cookFact, type EventRecipe, eventRecipe, type FactRecipe, factRecipe } from './event-recipe.ts'
import { klogStamp, type StampReader } from './head.ts'
import { type PartPlaces, placesOf } from './part-places.ts'
import { KLOG_TIME_PART, type Parts } from './parts.ts'
import { isReadAsCut, otherSender, type Sender } from './sender.ts'
import { standIn } from './stand-ins.ts'
import { withText } from './text-recipe.ts'

/** What is told of a record that was read by its template: the part of `LogRecord` that ingest needs. */
export type QuickRecord = Pick<
  LogRecord,
  'line' | 'lineEnd' | 'byteOffset' | 'raw' | 'transport' | 'payload' | 'component' | 'host' | 'cut'
> &
  Pick<LogRecord, 'stamp' | 'outerStamp' | 'k8sEvent'>

/** A record with what it says. */
export interface Told {
  readonly record: QuickRecord
  readonly events: readonly SandboxEvent[]
  readonly facts: readonly Fact[]
}

/** What the ordinary way makes of a line that is a record by itself. */
export interface Plain extends Told {
  readonly record: LogRecord
  /** The text is complete: lines of the same sender that are no heads do not go on with it. */
  readonly closed: boolean
}

/** Reads one line as a record, the ordinary way; undefined where it is no record by itself. */
export type ReadPlainly = (line: string) => Plain | undefined

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
}

/** Lines that differ in their parts only, and what they say. */
export interface Template extends PartPlaces, Omit<Model, 'places' | 'other'> {
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
    const template = templateOf(
      {
        places,
        sender: parts.sender,
        other,
        section,
        closed: own.closed && plain.closed,
        fixed: fixedOf(plain.record, plain.record.host),
        stampPart: stampParts.findIndex((stamp) => isSame(stamp, own.record.stamp)),
        outerPart: stampParts.findIndex((stamp) => isSame(stamp, own.record.outerStamp)),
        events: plain.events.map((event) => eventRecipe(event, stand.texts)),
        facts: plain.facts.map((fact) => factRecipe(fact, stand.texts)),
      },
      places,
      parts.sender,
    )
    const told = tell(template, line, own.record, reader)
    return told !== undefined && isSame(essence(told), essence(own)) ? template : undefined
  }
  const isCut = isReadAsCut(line, places.head, parts.sender, own.record.transport)
  const other = isCut ? otherSender(parts.sender, line) : undefined
  return (other === undefined ? undefined : learnAs(other)) ?? learnAs(parts.sender)
}

/** The template of lines with these places and this sender. A fact may quote the head of its line. */
function templateOf(model: Model, places: PartPlaces, sender: Sender): Template {
  const { other, fixed, facts } = model
  const isOther = sender !== other
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
 * The template of a line that has another sender than that from which the model was learnt; undefined where they differ otherwise. That the
 * sender is read as it is cut has to be known (`isReadAsCut`).
 */
export function ofSender(model: Model, line: string, parts: Parts): Template | undefined {
  const { head, sender } = parts
  const { places } = model
  if (head === undefined || sender.kind !== model.sender.kind || head.shape !== places.head.shape) return undefined
  const by = sender.text.length - model.sender.text.length
  const moved = (at: number): number => (at < places.head.textAt ? at : at + by)
  const [before = '', first = '', ...more] = places.between
  const zoneEnd = places.head.senderAt - places.head.stampEnd
  const between = first.slice(0, zoneEnd) + sender.text + first.slice(zoneEnd + model.sender.text.length)
  const template = templateOf(
    model,
    {
      between: [before, between, ...more],
      kinds: places.kinds,
      same: places.same,
      starts: places.starts.map(moved),
      ends: places.ends.map(moved),
      head,
    },
    sender,
  )
  return isOf(template, line, parts, model.section) ? template : undefined
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

/** All that ingest sees of a record, in a fixed order of keys. */
function essence({ record, events, facts }: Told): unknown {
  const { transport, payload, component, host, cut, stamp, outerStamp, raw, k8sEvent } = record
  return [
    transport,
    payload,
    component,
    host,
    cut,
    sortedStamp(stamp),
    sortedStamp(outerStamp),
    raw,
    k8sEvent ?? 0,
  ].concat(events.map(sorted), facts.map(sorted))
}

const sortedStamp = (stamp: Stamp | undefined): string => JSON.stringify(stamp === undefined ? 0 : sorted(stamp))

function sorted(value: object): string {
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
