import type { EventWording } from '../../parsers/templates/shaped-lines.ts'
import { messageTemplate } from '../base/message-template.ts'
import { isSameSignature, signatureOf } from '../base/same-signature.ts'
import type { PlacedEvent, Signature } from '../model/event.ts'
import type { PlacedFact } from '../model/fact.ts'
import { BatchRaws } from './batch-raws.ts'
import { CODES, type EncodedBatch, FORM, NUMBERS } from './encoded-batch.ts'
import { LineEvent } from './line-event.ts'

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

/** Numbers of the wordings that this thread has handed over; when there are more, all are forgotten. */
class Wordings {
  private ids = new Map<EventWording, number>()
  private fresh: EventWording[] = []
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  code(wording: EventWording): number {
    const known = this.ids.get(wording)
    if (known !== undefined) return known
    const id = this.ids.size
    this.ids.set(wording, id)
    this.fresh.push(wording)
    return id
  }

  /** The wordings that came since, and how many were known before. */
  take(): Pick<EncodedBatch, 'wordings' | 'knownWordings'> {
    const wordings = this.fresh
    const knownWordings = this.ids.size - wordings.length
    this.fresh = []
    if (this.ids.size > this.most) this.ids = new Map()
    return { wordings, knownWordings }
  }
}

/** Bytes of a record, as far as they are guessed before any is written. */
const USUAL_RAW = 640

/** Wordings that a thread remembers, between two batches. */
const MOST_WORDINGS = 4096

/** What is handed from one thread to another, batch by batch. `mostWordings` is for tests. */
export class BatchEncoder {
  private readonly wordings: Wordings

  constructor(mostWordings: number = MOST_WORDINGS) {
    this.wordings = new Wordings(mostWordings)
  }

  /**
   * Texts are kept as UTF-8: half of a surrogate pair that stands alone in a JSON export becomes U+FFFD, as it does in the case file and in
   * printed output.
   */
  encode(events: readonly PlacedEvent[], facts: readonly PlacedFact[]): EncodedBatch {
    const numbers = new Float64Array(events.length * NUMBERS)
    const codes = new Uint32Array(events.length * CODES)
    const dictionary = new Dictionary()
    const signatures = new Signatures()
    const raws = new BatchRaws(events.length * USUAL_RAW)
    const putWording = (event: LineEvent, c: number): void => {
      codes[c] = this.wordings.code(event.wording)
      codes[c + 1] = raws.codeOf(event)
      codes[c + 2] = FORM.wording
      codes[c + 3] = event.placesFrom - event.from
    }
    const putTexts = (event: PlacedEvent, n: number, c: number): void => {
      numbers[n + 5] = event.lastUs
      numbers[n + 6] = event.attempt
      numbers[n + 7] = event.repeatN
      const { packed } = event
      const template = packed === undefined ? messageTemplate(event) : packed.template
      const isTemplate = packed === undefined ? template !== event.message : packed.isTemplate
      codes[c] = signatures.code(event)
      codes[c + 1] = packed === undefined ? raws.code(event.raw) : raws.codeOf(packed)
      codes[c + 2] = isTemplate ? FORM.template : FORM.text
      codes[c + 3] = dictionary.code(0, event.sandboxId)
      codes[c + 4] = dictionary.code(1, event.podNamespace)
      codes[c + 5] = dictionary.code(2, event.podName)
      codes[c + 6] = dictionary.code(3, event.podUid)
      codes[c + 8] = dictionary.code(5, template)
    }
    let n = 0
    let c = 0
    for (const event of events) {
      numbers[n] = event.line
      numbers[n + 1] = event.lineEnd
      numbers[n + 2] = event.byteOffset
      numbers[n + 3] = event.ord
      numbers[n + 4] = event.timeUs
      codes[c + 7] = dictionary.code(4, event.node)
      if (event instanceof LineEvent) putWording(event, c)
      else putTexts(event, n, c)
      n += NUMBERS
      c += CODES
    }
    return {
      numbers,
      codes,
      ...this.wordings.take(),
      signatures: signatures.list,
      dictionary: dictionary.texts,
      raws: raws.all(),
      rawStarts: Uint32Array.from(raws.starts),
      facts,
    }
  }
}
