import type { PlacedEvent } from '../model/event.ts'
import type { PlacedFact } from '../model/fact.ts'

/** Events in columns, cheap to hand from thread to thread: numbers and codes are transferred, texts stand once in a dictionary. */
export interface EncodedBatch {
  /** `NUMBERS` of each event. */
  readonly numbers: Float64Array
  /** `TEXTS` of each event, as places in `dictionary`. */
  readonly codes: Uint32Array
  readonly dictionary: readonly string[]
  /** Raw records one after the other; the length of each; which one each event has. */
  readonly raws: string
  readonly rawLengths: Uint32Array
  readonly rawOf: Uint32Array
  readonly facts: readonly PlacedFact[]
}

const NUMBERS = 8
const TEXTS = 16
/** Stands for an absent `configVersion`; no log holds it. */
const ABSENT = '\u0000'
/** Between supported versions. */
const BETWEEN = '\u0001'

/** Texts of a batch, each once. A column's last text is tried first: most columns hardly change. */
class Dictionary {
  readonly texts: string[] = []
  private readonly codes = new Map<string, number>()
  private readonly lastText: string[] = new Array<string>(TEXTS).fill('')
  private readonly lastCode: number[] = new Array<number>(TEXTS).fill(-1)

  code(column: number, text: string): number {
    if (this.lastCode[column] !== -1 && this.lastText[column] === text) return this.lastCode[column] ?? 0
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

export function encodeBatch(events: readonly PlacedEvent[], facts: readonly PlacedFact[]): EncodedBatch {
  const numbers = new Float64Array(events.length * NUMBERS)
  const codes = new Uint32Array(events.length * TEXTS)
  const rawOf = new Uint32Array(events.length)
  const dictionary = new Dictionary()
  const raws: string[] = []
  let lastVersions: readonly string[] = []
  let versions = ''
  for (const [i, event] of events.entries()) {
    const n = i * NUMBERS
    numbers[n] = event.line
    numbers[n + 1] = event.lineEnd
    numbers[n + 2] = event.byteOffset
    numbers[n + 3] = event.ord
    numbers[n + 4] = event.timeUs
    numbers[n + 5] = event.lastUs
    numbers[n + 6] = event.attempt
    numbers[n + 7] = event.repeatN
    if (event.supportedVersions !== lastVersions) {
      lastVersions = event.supportedVersions
      versions = lastVersions.join(BETWEEN)
    }
    const c = i * TEXTS
    codes[c] = dictionary.code(0, event.operation)
    codes[c + 1] = dictionary.code(1, event.outcome)
    codes[c + 2] = dictionary.code(2, event.component)
    codes[c + 3] = dictionary.code(3, event.cause)
    codes[c + 4] = dictionary.code(4, event.sandboxId)
    codes[c + 5] = dictionary.code(5, event.podNamespace)
    codes[c + 6] = dictionary.code(6, event.podName)
    codes[c + 7] = dictionary.code(7, event.podUid)
    codes[c + 8] = dictionary.code(8, event.plugin)
    codes[c + 9] = dictionary.code(9, event.configVersion ?? ABSENT)
    codes[c + 10] = dictionary.code(10, versions)
    codes[c + 11] = dictionary.code(11, event.message)
    codes[c + 12] = dictionary.code(12, event.kind)
    codes[c + 13] = dictionary.code(13, event.podFrom)
    codes[c + 14] = dictionary.code(14, event.node)
    codes[c + 15] = event.secondary ? 1 : 0
    if (raws.at(-1) !== event.raw) raws.push(event.raw)
    rawOf[i] = raws.length - 1
  }
  const rawLengths = Uint32Array.from(raws, (raw) => raw.length)
  return { numbers, codes, dictionary: dictionary.texts, raws: raws.join(''), rawLengths, rawOf, facts }
}

/** Buffers of a batch that can be handed over instead of copied. */
export function transferables(batch: EncodedBatch): ArrayBuffer[] {
  const { numbers, codes, rawLengths, rawOf } = batch
  return [numbers, codes, rawLengths, rawOf].map(({ buffer }) => buffer as ArrayBuffer)
}

export function decodeBatch(batch: EncodedBatch): {
  readonly events: readonly PlacedEvent[]
  readonly facts: readonly PlacedFact[]
} {
  const { numbers, codes, dictionary, rawOf, facts } = batch
  const raws = cut(batch.raws, batch.rawLengths)
  const versions = new Map<string, readonly string[]>()
  const events = Array.from(rawOf, (raw, i): PlacedEvent => {
    const n = i * NUMBERS
    const c = i * TEXTS
    const number = (column: number): number => numbers[n + column] ?? 0
    // The texts were the fields of an event: each column holds what its field may hold.
    const text = <Text extends string = string>(column: number): Text => dictionary[codes[c + column] ?? 0] as Text
    const configVersion = text(9)
    return {
      operation: text<PlacedEvent['operation']>(0),
      outcome: text<PlacedEvent['outcome']>(1),
      component: text<PlacedEvent['component']>(2),
      cause: text<PlacedEvent['cause'] & string>(3),
      sandboxId: text(4),
      podNamespace: text(5),
      podName: text(6),
      podUid: text(7),
      attempt: number(6),
      plugin: text(8),
      configVersion: configVersion === ABSENT ? undefined : configVersion,
      supportedVersions: versionsOf(text(10), versions),
      message: text(11),
      kind: text(12),
      secondary: codes[c + 15] === 1,
      podFrom: text(13),
      repeatN: number(7),
      line: number(0),
      lineEnd: number(1),
      byteOffset: number(2),
      ord: number(3),
      timeUs: number(4),
      lastUs: number(5),
      node: text(14),
      raw: raws[raw] ?? '',
    }
  })
  return { events, facts }
}

function versionsOf(text: string, known: Map<string, readonly string[]>): readonly string[] {
  let list = known.get(text)
  if (list === undefined) {
    list = text === '' ? [] : text.split(BETWEEN)
    known.set(text, list)
  }
  return list
}

function cut(text: string, lengths: Uint32Array): readonly string[] {
  const parts: string[] = []
  let at = 0
  for (const length of lengths) {
    parts.push(text.slice(at, at + length))
    at += length
  }
  return parts
}
