import { fillTemplate } from './base/message-template.ts'
import { isoTime } from './base/time.ts'
import { type ExtractedEvent, extractBatches, extracted } from './extract.ts'
import type { InputOptions } from './input-options.ts'
import type { EventPlaces, PackedTexts, PlacedEvent, TextPlace } from './model/event.ts'

/** First of the private code points that stand for the bytes of a record while a form is made; JSON leaves them as they are. */
const BYTE_MARK = 0xe000
const MOST_BYTES = 4096
const MARKS = String.fromCharCode(...Array.from({ length: MOST_BYTES }, (_, at) => BYTE_MARK + at))
const MOST_FORMS = 4096
/** Lines are handed on when they have come to so many bytes: thousands of small files must not be thousands of writes. */
const FULL_BYTES = 65_536
/** Bytes of a line beside its record and message, as far as they are guessed. */
const USUAL_LINE = 1024

const NONE: Buffer = Buffer.alloc(0)

const QUOTE = 34
const BACKSLASH = 92
const LINE_END = Buffer.from('"}\n')

/** The line of an event from its component on, but for stretches that are copied from its record. */
interface Form {
  /** Without the record itself where only a part of it is known. */
  readonly bytes: Uint8Array
  readonly hasRaw: boolean
  /** By threes: index in `bytes`, index in the record, length. */
  readonly copied: readonly number[]
}

/** As `extract`, with the events of some batches as NDJSON in UTF-8: one object a line, as JSON.stringify would write it. */
export async function extractLines(
  options: InputOptions,
  write: (lines: Buffer) => Promise<void> | undefined,
): Promise<void> {
  const lines = new ExtractLines()
  await extractBatches(options, (source, events) => {
    lines.put(source, events)
    return lines.bytes < FULL_BYTES ? undefined : write(lines.take())
  })
  if (lines.bytes > 0) await write(lines.take())
}

/** Events as NDJSON in UTF-8: what JSON.stringify would give of each; of events of known wordings only what varies is written anew. */
class ExtractLines {
  private readonly forms = new Map<EventPlaces, Form | undefined>()
  private out: Buffer = NONE
  private used = 0

  /** Bytes that wait to be taken. */
  get bytes(): number {
    return this.used
  }

  /** What was put since the last call. */
  take(): Buffer {
    const taken = this.out.subarray(0, this.used)
    this.out = NONE
    this.used = 0
    return taken
  }

  put(source: string, events: readonly PlacedEvent[]): void {
    if (this.used === 0) this.out = Buffer.allocUnsafeSlow(Math.max(FULL_BYTES, events.length * USUAL_LINE))
    const path = JSON.stringify(source)
    let lastNode = ''
    let node = 'null'
    for (const event of events) {
      const form = this.formOf(event)
      if (form === undefined || event.packed === undefined) {
        this.putText(`${JSON.stringify(extracted(source, event))}\n`)
        continue
      }
      if (event.node !== lastNode) {
        lastNode = event.node
        node = lastNode === '' ? 'null' : JSON.stringify(lastNode)
      }
      const time = event.timeUs === 0 ? 'null' : `"${isoTime(event.timeUs)}"`
      const { line, lineEnd, byteOffset } = event
      this.putText(
        `{"source":${path},"line":${line},"line_end":${lineEnd},"byte_offset":${byteOffset},"time":${time},"node":${node}`,
      )
      this.putForm(form, event.packed.utf8, event.packed.placesFrom)
      if (!form.hasRaw) this.putRaw(event.packed)
    }
  }

  private putText(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    this.makeRoom(text.length * 3)
    this.used += this.out.write(text, this.used)
  }

  private putForm({ bytes, copied }: Form, utf8: Uint8Array, from: number): void {
    this.makeRoom(bytes.length)
    const { out, used } = this
    out.set(bytes, used)
    for (let i = 0; i < copied.length; i += 3) {
      const to = used + (copied[i] ?? 0)
      const start = from + (copied[i + 1] ?? 0)
      const length = copied[i + 2] ?? 0
      for (let n = 0; n < length; n++) out[to + n] = utf8[start + n] ?? 0
    }
    this.used += bytes.length
  }

  /** The record as JSON, and the line's end. */
  private putRaw({ utf8, from, to }: PackedTexts): void {
    this.makeRoom(2 * (to - from) + LINE_END.length)
    const { out } = this
    let { used } = this
    for (let at = from; at < to; at++) {
      const byte = utf8[at] ?? 0
      if (byte === QUOTE || byte === BACKSLASH) out[used++] = BACKSLASH
      out[used++] = byte
    }
    out.set(LINE_END, used)
    this.used = used + LINE_END.length
  }

  private makeRoom(bytes: number): void {
    if (this.used + bytes <= this.out.length) return
    const wider = Buffer.allocUnsafeSlow(Math.max(this.used + bytes, this.out.length * 2))
    this.out.copy(wider, 0, 0, this.used)
    this.out = wider
  }

  private formOf(event: PlacedEvent): Form | undefined {
    const places = event.packed?.places
    if (places === undefined) return undefined
    const known = this.forms.get(places)
    if (known !== undefined || this.forms.has(places)) return known
    if (this.forms.size >= MOST_FORMS) this.forms.clear()
    const form = newForm(event, places)
    this.forms.set(places, form)
    return form
  }
}

/** Writes an event of which every byte that varies is a mark, and sees where the marks went. */
function newForm(event: PlacedEvent, places: EventPlaces): Form | undefined {
  const { packed } = event
  const { varying } = places
  const raw = varying === undefined ? '' : event.raw
  if (packed === undefined || raw.length > MOST_BYTES) return undefined
  const marked = varying === undefined ? MARKS : withMarks(raw, varying)
  const text = (place: TextPlace): string => (typeof place === 'string' ? place : marked.slice(place.from, place.to))
  const names = {
    sandboxId: text(places.sandboxId),
    podNamespace: text(places.podNamespace),
    podName: text(places.podName),
    podUid: text(places.podUid),
  }
  const message = packed.isTemplate ? fillTemplate(packed.template, names) : packed.template
  const line: ExtractedEvent = {
    ...extracted('', event),
    node: null,
    sandbox_id: names.sandboxId || null,
    pod_namespace: names.podNamespace || null,
    pod_name: names.podName || null,
    pod_uid: names.podUid || null,
    message: message || null,
    raw: varying === undefined ? '' : marked,
  }
  const json = JSON.stringify(line)
  const fromComponent = json.slice(json.indexOf(',"component":'))
  return varying === undefined ? formOfText(fromComponent.slice(0, -2), false) : formOfText(`${fromComponent}\n`, true)
}

/** A raw record with a mark for each byte that varies. */
function withMarks(raw: string, varying: NonNullable<EventPlaces['varying']>): string {
  let marked = ''
  let end = 0
  for (const { from, to } of varying) {
    marked += raw.slice(end, from) + MARKS.slice(from, to)
    end = to
  }
  return marked + raw.slice(end)
}

function formOfText(text: string, hasRaw: boolean): Form | undefined {
  const copied: number[] = []
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code < 128) {
      bytes[at++] = code
      continue
    }
    const from = code - BYTE_MARK
    if (from < 0 || from >= MOST_BYTES) return undefined
    let length = 1
    while (from + length < MOST_BYTES && text.charCodeAt(at + length) === code + length) length++
    copied.push(at, from, length)
    at += length
  }
  return { bytes, hasRaw, copied }
}
