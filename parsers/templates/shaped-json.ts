import type { EventPlaces } from '../../src/model/event.ts'
import type { LineBytes, LineWindow } from '../../src/model/line-window.ts'
import type { EpochStamp } from '../../src/model/stamp.ts'
import { byteShape } from './byte-shape.ts'
import { sectionOf } from './entry-reader.ts'
import { inJson, unescaped } from './escaped-text.ts'
import { StampReader } from './head.ts'
import { JournalLine } from './journal-line.ts'
import { type ReadShaped, type ShapedLines, wordingOf } from './shaped-lines.ts'
import { isComplete, stampsOf, type Template } from './template.ts'

const OPEN = 123
const CLOSE = 125
const MESSAGE_KEY = Buffer.from('"MESSAGE":')
/** Fields of neighbours differ in length by so many bytes together, mostly. */
const NEAR = 32

/** Knows messages of templates by their bytes, in lines of `journalctl -o json`: as they stand there, with their escapes. */
export class ShapedJson {
  private readonly shapes: ShapedLines
  private readonly line = new JournalLine()
  private readonly reader = new StampReader()
  private readonly host = new LastText()
  private readonly ident = new LastText()
  private section = ''

  constructor(shapes: ShapedLines) {
    this.shapes = shapes
  }

  readonly read: ReadShaped = (window, context) => {
    const { bytes } = window
    if (bytes === undefined || context.section !== '') return undefined
    const { buffer } = bytes
    const { line } = this
    const start = bytes.startOf(0)
    if (buffer[start] !== OPEN || !line.read(bytes.objects, buffer, start, bytes.endOf(0))) return undefined
    const wording = this.shapes.wordingIn(bytes, line.messageFrom, line.messageTo)
    if (wording === undefined || wording.template.section !== this.sectionIn(buffer)) return undefined
    if (!isAlone(bytes, line.messageFrom - start - MESSAGE_KEY.length - 1)) return undefined
    const head = buffer.latin1Slice(line.messageFrom, line.messageFrom + wording.timesEnd)
    const stamps = stampsOf(wording.template, head, this.reader)
    if (stamps === undefined) return undefined
    const outerStamp: EpochStamp = { kind: 'epoch', us: line.timeUs }
    return {
      wording,
      textAt: line.messageFrom - start,
      host: this.host.of(buffer, line.hostFrom, line.hostTo),
      stamp: stamps.stamp ?? outerStamp,
      outerStamp,
    }
  }

  /** Takes the template of the message of the window's candidate line, for lines to come. `text`: the message, and all that the line's record says. */
  keep(window: LineWindow, text: string, template: Template): void {
    const { bytes } = window
    if (bytes === undefined || !this.shapes.meet(bytes, template) || !isComplete(template)) return
    const { line } = this
    if (!line.read(bytes.objects, bytes.buffer, bytes.startOf(0), bytes.endOf(0))) return
    const escaped = bytes.buffer.latin1Slice(line.messageFrom, line.messageTo)
    // Behind such a head another record may stand.
    if (escaped.includes(']: ') || unescaped(escaped) !== text) return
    const placed = inJson(template, escaped)
    const shape = byteShape(escaped, placed)
    const wording = shape && wordingOf(escaped, placed, this.reader, undefined)
    if (shape === undefined || wording === undefined) return
    if (wording.events.some((event) => !isPlain(event, escaped))) return
    const events = wording.events.map((event) => ({ ...event, varying: undefined }))
    this.shapes.add(bytes, shape, { ...wording, events })
  }

  private sectionIn(buffer: Buffer): string {
    const { last } = this.ident
    const ident = this.ident.of(buffer, this.line.identFrom, this.line.identTo)
    if (ident !== last || this.section === '') this.section = sectionOf({ transport: 'json-line', ident })
    return this.section
  }
}

/** Its texts stand in the line as they are. */
function isPlain({ sandboxId, podNamespace, podName, podUid }: EventPlaces, escaped: string): boolean {
  return [sandboxId, podNamespace, podName, podUid].every(
    (place) => typeof place === 'string' || !/["\\]/.test(escaped.slice(place.from, place.to)),
  )
}

/**
 * Nothing goes on with a message that is complete but text that is no record (json-lines.ts). `near`: how far from its start a line of this
 * journal has its message.
 */
function isAlone(bytes: LineBytes, near: number): boolean {
  const start = bytes.startOf(1)
  const end = start < 0 ? start : bytes.endOf(1)
  if (start === end) return true
  const { buffer } = bytes
  if (buffer[start] !== OPEN || buffer[end - 1] !== CLOSE) return false
  for (let at = start + Math.max(0, near - NEAR); at <= start + near + NEAR; at++)
    if (isKey(buffer, at) && at < end) return true
  return buffer.subarray(start, end).includes(MESSAGE_KEY)
}

function isKey(buffer: Buffer, at: number): boolean {
  for (let i = 0; i < MESSAGE_KEY.length; i++) if (buffer[at + i] !== MESSAGE_KEY[i]) return false
  return true
}

/** A text that is the same in most lines. */
class LastText {
  last = ''

  /** The ASCII text of bytes [from, to). */
  of(buffer: Buffer, from: number, to: number): string {
    const { last } = this
    let at = last.length === to - from ? 0 : -1
    while (at >= 0 && at < last.length) at = last.charCodeAt(at) === buffer[from + at] ? at + 1 : -1
    if (at < 0) this.last = buffer.latin1Slice(from, to)
    return this.last
  }
}
