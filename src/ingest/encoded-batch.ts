import type { EventWording } from '../../parsers/templates/shaped-lines.ts'
import type { Signature } from '../model/event.ts'
import type { PlacedFact } from '../model/fact.ts'

/**
 * Events in columns, cheap to hand from thread to thread: numbers and bytes are transferred, short texts stand once in a dictionary. Of an event of a
 * known wording its line is all that is handed over.
 */
export interface EncodedBatch {
  /** `NUMBERS` of each event. */
  readonly numbers: Float64Array
  /**
   * `CODES` of each event: places in `signatures`, in `dictionary`, among the raw records; `FORM` of the message. Of a known wording its number, place of
   * its record, bytes of that before the text of the wording, and place of the node.
   */
  readonly codes: Uint32Array
  /** Wordings that no earlier batch of this thread had. They are numbered from `knownWordings` on; 0: all earlier ones are forgotten. */
  readonly wordings: readonly EventWording[]
  readonly knownWordings: number
  readonly signatures: readonly Signature[]
  readonly dictionary: readonly string[]
  /** Raw records one after the other, as UTF-8; where each begins, and the end of the last. */
  readonly raws: Uint8Array
  readonly rawStarts: Uint32Array
  readonly facts: readonly PlacedFact[]
}

/** Numbers of an event: line, last line, byte offset, ord, time, last time, attempt, repetitions. */
export const NUMBERS = 8
/** Codes of an event. */
export const CODES = 9
/** Forms of an event: message as it stands, template of a message, known wording. */
export const FORM = { text: 0, template: 1, wording: 2 } as const

/** Buffers of a batch that can be handed over instead of copied. */
export function transferables(batch: EncodedBatch): ArrayBuffer[] {
  const { numbers, codes, raws, rawStarts } = batch
  return [numbers, codes, raws, rawStarts].map(({ buffer }) => buffer as ArrayBuffer)
}
