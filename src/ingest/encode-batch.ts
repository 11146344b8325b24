import { messageTemplate } from '../base/message-template.ts'
import { isSameSignature, signatureOf } from '../base/same-signature.ts'
import type { PackedTexts, PlacedEvent, Signature } from '../model/event.ts'
import type { PlacedFact } from '../model/fact.ts'
import { PackedEvent } from './packed-event.ts'

/** Events in columns, cheap to hand from thread to thread: numbers and bytes are transferred, short texts stand once in a dictionary. */
export interface EncodedBatch {
  /** `NUMBERS` of each event. */
  readonly numbers: Float64Array
  /** `CODES` of each event: places in `signatures`, in `dictionary`, among the raw records; 1 where the message is a template. */
  readonly codes: Uint32Array
  readonly signatures: readonly Signature[]
  readonly dictionary: readonly string[]
  /** Raw records one after the other, as UTF-8; where each begins, and the end of the last. */
  readonly raws: Uint8Array
  readonly rawStarts: Uint32Array
  readonly facts: readonly PlacedFact[]
}

const NUMBERS = 8
const CODES = 9
/** Dictionary columns. */
const TEXTS = 6
/** Signatures that are compared before a new one is added: the same may stand twice, which does no harm. */
const RECENT = 24

/** Texts of a batch, each once. A column's last text is tried first: most columns hardly change. */
class Dictionary {
  readonly texts: string[] = ['']
  private readonly codes = new Map<string, number>([['', 0]])
  private readonly lastText: string[] = new Array<string>(TEXTS).fill('')
  private readonly lastCode: number[] = new Array<number>(TEXTS).fill(0)

  code(column: number, text: string): number {
    if (this.lastText[column] === text) return this.lastCode[column] ?? 0
    let code = this.codes.get(text)
    if (code === undefined) {
      code = this.texts.length
      this.texts.push(text)
      this.codes.set(text, code)
    }
    this.lastText[column] = text
    this.lastCode[column] = code
    return code
  }
}

/** Signatures of a batch. */
class Signatures {
  readonly list: Signature[] = []

  code(event: PlacedEvent): number {
    const { list } = this
    for (let i = list.length - 1; i >= Math.max(0, list.length - RECENT); i--) {
      const known = list[i]
      if (known !== undefined && isSameSignature(known, event)) return i
    }
    list.push(signatureOf(event))
    return list.length - 1
  }
}

/** Bytes of raw records; grows as they come. */
class Raws {
  private bytes: Buffer
  private used = 0
  readonly starts: number[] = [0]
  private last: string | undefined
  private lastBytes: PackedTexts | undefined

  constructor(guess: number) {
    this.bytes = Buffer.allocUnsafeSlow(Math.max(4096, guess))
  }

  /** Place of a record among all; events of one record share it. */
  code(raw: string): number {
    if (raw === this.last) return this.starts.length - 2
    this.last = raw
    this.lastBytes = undefined
    // A UTF-16 unit takes at most three bytes.
    this.makeRoom(raw.length * 3)
    this.used += this.bytes.write(raw, this.used)
    this.starts.push(this.used)
    return this.starts.length - 2
  }

  /** The same for a record that is at hand as bytes. */
  codeOf(raw: PackedTexts): number {
    const { lastBytes } = this
    if (raw.utf8 === lastBytes?.utf8 && raw.from === lastBytes.from) return this.starts.length - 2
    this.last = undefined
    this.lastBytes = raw
    this.makeRoom(raw.to - raw.from)
    this.used += Buffer.prototype.copy.call(raw.utf8, this.bytes, this.used, raw.from, raw.to)
    this.starts.push(this.used)
    return this.starts.length - 2
  }

  private makeRoom(bytes: number): void {
    const most = this.used + bytes
    if (most <= this.bytes.length) return
    const wider = Buffer.allocUnsafeSlow(Math.max(most, this.bytes.length * 2))
    this.bytes.copy(wider, 0, 0, this.used)
    this.bytes = wider
  }

  all(): Uint8Array {
    return this.bytes.subarray(0, this.used)
  }
}

/** Bytes of a record, as far as they are guessed before any is written. */
const USUAL_RAW = 640

/**
 * Texts are kept as UTF-8: half of a surrogate pair that stands alone in a JSON export becomes U+FFFD, as it does in the case file and in
 * printed output.
 */
export function encodeBatch(events: readonly PlacedEvent[], facts: readonly PlacedFact[]): EncodedBatch {
  const numbers = new Float64Array(events.length * NUMBERS)
  const codes = new Uint32Array(events.length * CODES)
  const dictionary = new Dictionary()
  const signatures = new Signatures()
  const raws = new Raws(events.length * USUAL_RAW)
  let n = 0
  let c = 0
  for (const event of events) {
    numbers[n] = event.line
    numbers[n + 1] = event.lineEnd
    numbers[n + 2] = event.byteOffset
    numbers[n + 3] = event.ord
    numbers[n + 4] = event.timeUs
    numbers[n + 5] = event.lastUs
    numbers[n + 6] = event.attempt
    numbers[n + 7] = event.repeatN
    n += NUMBERS
    const { packed } = event
    const template = packed === undefined ? messageTemplate(event) : packed.template
    codes[c] = signatures.code(event)
    codes[c + 1] = packed === undefined ? raws.code(event.raw) : raws.codeOf(packed)
    codes[c + 2] = (packed === undefined ? template !== event.message : packed.isTemplate) ? 1 : 0
    codes[c + 3] = dictionary.code(0, event.sandboxId)
    codes[c + 4] = dictionary.code(1, event.podNamespace)
    codes[c + 5] = dictionary.code(2, event.podName)
    codes[c + 6] = dictionary.code(3, event.podUid)
    codes[c + 7] = dictionary.code(4, event.node)
    codes[c + 8] = dictionary.code(5, template)
    c += CODES
  }
  return {
    numbers,
    codes,
    signatures: signatures.list,
    dictionary: dictionary.texts,
    raws: raws.all(),
    rawStarts: Uint32Array.from(raws.starts),
    facts,
  }
}

/** Buffers of a batch that can be handed over instead of copied. */
export function transferables(batch: EncodedBatch): ArrayBuffer[] {
  const { numbers, codes, raws, rawStarts } = batch
  return [numbers, codes, raws, rawStarts].map(({ buffer }) => buffer as ArrayBuffer)
}

export function decodeBatch(batch: EncodedBatch): {
  readonly events: readonly PlacedEvent[]
  readonly facts: readonly PlacedFact[]
} {
  const { numbers, codes, signatures, dictionary, rawStarts, facts } = batch
  const utf8 = Buffer.from(batch.raws.buffer, batch.raws.byteOffset, batch.raws.byteLength)
  const number = (at: number): number => numbers[at] ?? 0
  const code = (at: number): number => codes[at] ?? 0
  const text = (at: number): string => dictionary[code(at)] ?? ''
  const events: PlacedEvent[] = []
  for (let n = 0, c = 0; n < numbers.length; n += NUMBERS, c += CODES) {
    const signature = signatures[code(c)]
    if (signature === undefined) continue
    const event = new PackedEvent(signature, utf8)
    event.from = rawStarts[code(c + 1)] ?? 0
    event.to = rawStarts[code(c + 1) + 1] ?? 0
    event.isTemplate = code(c + 2) === 1
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
    events.push(event)
  }
  return { events, facts }
}
