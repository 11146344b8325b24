import type { EventWording } from '../../parsers/templates/shaped-lines.ts'
import { fillTemplate } from '../base/message-template.ts'
import type { EventPlaces, PackedTexts, PlacedEvent, TextPlace } from '../model/event.ts'

/** Of the digits. */
const ZERO = 48

/** An event of a line whose wording is known: the line's bytes and its place are all it has of its own, texts are made when asked for. `textAt`: bytes of the line before the text of the wording. */
export class LineEvent implements PlacedEvent, PackedTexts {
  line: number
  lineEnd: number
  readonly byteOffset: number
  readonly ord: number
  readonly timeUs: number
  readonly node: string
  readonly utf8: Buffer
  readonly from: number
  readonly to: number
  readonly placesFrom: number
  readonly wording: EventWording

  constructor(
    wording: EventWording,
    place: { readonly line: number; readonly byteOffset: number; readonly ord: number },
    timeUs: number,
    node: string,
    bytes: { readonly buffer: Buffer; readonly from: number; readonly to: number },
    textAt: number,
  ) {
    this.wording = wording
    this.line = place.line
    this.lineEnd = place.line
    this.byteOffset = place.byteOffset
    this.ord = place.ord
    this.timeUs = timeUs
    this.node = node
    this.utf8 = bytes.buffer
    this.from = bytes.from
    this.to = bytes.to
    this.placesFrom = bytes.from + textAt
  }

  get operation(): PlacedEvent['operation'] {
    return this.wording.fixed.operation
  }
  get outcome(): PlacedEvent['outcome'] {
    return this.wording.fixed.outcome
  }
  get component(): PlacedEvent['component'] {
    return this.wording.fixed.component
  }
  get cause(): PlacedEvent['cause'] {
    return this.wording.fixed.cause
  }
  get attempt(): number {
    const { attempt, fixed } = this.wording
    if (attempt === undefined) return fixed.attempt
    let value = 0
    for (let at = this.placesFrom + attempt.from; at < this.placesFrom + attempt.to; at++)
      value = value * 10 + (this.utf8[at] ?? 0) - ZERO
    return value
  }
  get plugin(): string {
    return this.wording.fixed.plugin
  }
  get configVersion(): string | undefined {
    return this.wording.fixed.configVersion
  }
  get supportedVersions(): readonly string[] {
    return this.wording.fixed.supportedVersions
  }
  get kind(): string {
    return this.wording.fixed.kind
  }
  get secondary(): boolean {
    return this.wording.fixed.secondary
  }
  get podFrom(): string {
    return this.wording.fixed.podFrom
  }
  get repeatN(): number {
    return this.wording.fixed.repeatN
  }
  get sandboxId(): string {
    return this.textAt(this.wording.sandboxId)
  }
  get podNamespace(): string {
    return this.textAt(this.wording.podNamespace)
  }
  get podName(): string {
    return this.textAt(this.wording.podName)
  }
  get podUid(): string {
    return this.textAt(this.wording.podUid)
  }
  get lastUs(): number {
    return this.timeUs
  }
  get template(): string {
    return this.wording.message
  }
  get isTemplate(): boolean {
    return this.wording.isTemplate
  }
  get message(): string {
    return this.isTemplate ? fillTemplate(this.template, this) : this.template
  }
  get raw(): string {
    return this.utf8.latin1Slice(this.from, this.to)
  }
  get places(): EventPlaces {
    return this.wording
  }
  get packed(): PackedTexts {
    return this
  }

  private textAt(place: TextPlace): string {
    if (typeof place === 'string') return place
    return this.utf8.latin1Slice(this.placesFrom + place.from, this.placesFrom + place.to)
  }
}
