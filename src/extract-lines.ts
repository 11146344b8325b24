import { fillTemplate } from './base/message-template.ts'
import { type ExtractedEvent, extractBatches, extracted } from './extract.ts'
import type { InputOptions } from './input-options.ts'
import { bytesOf, LineBuffer } from './line-buffer.ts'
import type { EventPlaces, PlacedEvent, TextPlace } from './model/event.ts'

/** First of the private code points that stand for the bytes of a record while a form is made; JSON leaves them as they are. */
const BYTE_MARK = 0xe000
const MOST_BYTES = 4096
const MARKS = String.fromCharCode(...Array.from({ length: MOST_BYTES }, (_, at) => BYTE_MARK + at))
const MOST_FORMS = 4096
/** Lines are handed on when they have come to so many bytes: thousands of small files must not be thousands of writes. */
const FULL_BYTES = 65_536
/** Bytes of a line beside its record and message, as far as they are guessed. */
const USUAL_LINE = 1024

const LINE_END = bytesOf(',"line_end":')
const BYTE_OFFSET = bytesOf(',"byte_offset":')
const TIME = bytesOf(',"time":')
const NULL = bytesOf('null')
const QUOTE = bytesOf('"')
const RECORD_END = bytesOf('"}\n')

/** The line of an event from its component on, but for stretches that are copied from its record. */
interface Form {
  /** Without the record itself where only a part of it is known. */
  readonly bytes: Uint8Array
  readonly hasRaw: boolean
  /** By threes: index in `bytes`, index in the record, length. */
  readonly copied: readonly number[]
}

/**
 * As `extract`, with the events of some batches as NDJSON in UTF-8: one object a line, as JSON.stringify would write it. Where `write` gives a
 * promise, the bytes are used again when it is fulfilled; where it gives none, it may keep them.
 */
export async function extractLines(
  options: InputOptions,
  write: (lines: Buffer) => Promise<void> | undefined,
): Promise<void> {
  const lines = new ExtractLines()
  await extractBatches(options, (source, events) => {
    lines.put(source, events)
    if (lines.bytes < FULL_BYTES) return undefined
    const part = lines.take()
    return write(part)?.then(() => lines.giveBack(part))
  })
  if (lines.bytes > 0) await write(lines.take())
}

/** Events as NDJSON in UTF-8: what JSON.stringify would give of each; of events of known wordings only what varies is written anew. */
class ExtractLines {
  private readonly forms = new Map<EventPlaces, Form | undefined>()
  private readonly out = new LineBuffer()

  /** Bytes that wait to be taken. */
  get bytes(): number {
    return this.out.length
  }

  /** What was put since the last call. */
  take(): Buffer {
    return this.out.take()
  }

  /** Takes back the memory of a part that is not needed any more. */
  giveBack(part: Buffer): void {
    this.out.giveBack(part)
  }

  put(source: string, events: readonly PlacedEvent[]): void {
    const { out } = this
    if (out.length === 0) out.begin(Math.max(FULL_BYTES, events.length * USUAL_LINE))
    const start = bytesOf(`{"source":${JSON.stringify(source)},"line":`)
    let lastNode = ''
    let node = bytesOf(',"node":null')
    for (const event of events) {
      const { packed } = event
      const form = this.formOf(event)
      if (form === undefined || packed === undefined) {
        out.putText(`${JSON.stringify(extracted(source, event))}\n`)
        continue
      }
      if (event.node !== lastNode) {
        lastNode = event.node
        node = bytesOf(`,"node":${lastNode === '' ? 'null' : JSON.stringify(lastNode)}`)
      }
      out.putBytes(start)
      out.putNumber(event.line)
      out.putBytes(LINE_END)
      out.putNumber(event.lineEnd)
      out.putBytes(BYTE_OFFSET)
      out.putNumber(event.byteOffset)
      out.putBytes(TIME)
      this.putTime(event.timeUs)
      out.putBytes(node)
      out.putFilled(form.bytes, form.copied, packed.utf8, packed.placesFrom)
      if (form.hasRaw) continue
      out.putEscaped(packed.utf8, packed.from, packed.to)
      out.putBytes(RECORD_END)
    }
  }

  private putTime(us: number): void {
    const { out } = this
    if (us === 0) {
      out.putBytes(NULL)
      return
    }
    out.putBytes(QUOTE)
    out.putTime(us)
    out.putBytes(QUOTE)
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
  const { attempt } = places
  // A number stands without the quotes that its marks have as a text.
  const json =
    attempt === undefined
      ? JSON.stringify(line)
      : JSON.stringify({ ...line, attempt: text(attempt) }).replace(/"attempt":"([^"]*)"/, '"attempt":$1')
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
