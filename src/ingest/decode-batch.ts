import type { EventWording } from '../../parsers/templates/shaped-lines.ts'
import type { PlacedEvent, Signature } from '../model/event.ts'
import type { PlacedFact } from '../model/fact.ts'
import { CODES, type EncodedBatch, FORM, NUMBERS } from './encoded-batch.ts'
import { LineEvent } from './line-event.ts'
import { PackedEvent } from './packed-event.ts'

/** Wordings of one thread, by their numbers. */
export type KnownWordings = EventWording[]

/** What is known after a batch has come: `known` itself with the batch's wordings, or, where the thread has forgotten all, only those. */
export function learnWordings(known: KnownWordings, { wordings, knownWordings }: EncodedBatch): KnownWordings {
  if (knownWordings === 0) return [...wordings]
  known.push(...wordings)
  return known
}

/** `wordings`: what `learnWordings` gave for the batch; later ones may have been added since. */
export function decodeBatch(
  batch: EncodedBatch,
  wordings: KnownWordings,
): {
  readonly events: readonly PlacedEvent[]
  readonly facts: readonly PlacedFact[]
} {
  const { numbers, codes, signatures, dictionary, rawStarts, facts } = batch
  const utf8 = Buffer.from(batch.raws.buffer, batch.raws.byteOffset, batch.raws.byteLength)
  const number = (at: number): number => numbers[at] ?? 0
  const code = (at: number): number => codes[at] ?? 0
  const text = (at: number): string => dictionary[code(at)] ?? ''
  const lineEvent = (wording: EventWording, n: number, c: number): LineEvent => {
    const place = { line: number(n), byteOffset: number(n + 2), ord: number(n + 3) }
    const raw = code(c + 1)
    const bytes = { buffer: utf8, from: rawStarts[raw] ?? 0, to: rawStarts[raw + 1] ?? 0 }
    return new LineEvent(wording, place, number(n + 4), text(c + 7), bytes, code(c + 3))
  }
  const packedEvent = (signature: Signature, n: number, c: number): PackedEvent => {
    const event = new PackedEvent(signature, utf8)
    event.from = rawStarts[code(c + 1)] ?? 0
    event.to = rawStarts[code(c + 1) + 1] ?? 0
    event.isTemplate = code(c + 2) === FORM.template
    event.sandboxId = text(c + 3)
    event.podNamespace = text(c + 4)
    event.podName = text(c + 5)
    event.podUid = text(c + 6)
    event.node = text(c + 7)
    event.template = text(c + 8)
    event.line = number(n)
    event.lineEnd = number(n + 1)
    event.byteOffset = number(n + 2)
    event.ord = number(n + 3)
    event.timeUs = number(n + 4)
    event.lastUs = number(n + 5)
    event.attempt = number(n + 6)
    event.repeatN = number(n + 7)
    return event
  }
  const events: PlacedEvent[] = []
  for (let n = 0, c = 0; n < numbers.length; n += NUMBERS, c += CODES) {
    if (code(c + 2) === FORM.wording) {
      const wording = wordings[code(c)]
      if (wording !== undefined) events.push(lineEvent(wording, n, c))
    } else {
      const signature = signatures[code(c)]
      if (signature !== undefined) events.push(packedEvent(signature, n, c))
    }
  }
  return { events, facts }
}
