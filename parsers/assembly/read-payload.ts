import type { Payload } from '../../src/model/parser.ts'
import type { PayloadRecord } from '../../src/model/record.ts'
import { payloads } from '../payloads/index.ts'
import { payload as plain } from '../payloads/plain-message.ts'

const ORDERED: readonly Payload[] = [...payloads].sort((a, b) => a.order - b.order)

/** True where the head of a record of a known logger stands at the beginning of the text. */
export function startsPayload(text: string): boolean {
  return ORDERED.some((payload) => payload.starts(text))
}

/** Reads the inner layer; a text of no known logger is a plain message. */
export function readPayload(text: string): PayloadRecord {
  for (const payload of ORDERED) {
    const record = payload.starts(text) ? payload.read(text) : undefined
    if (record !== undefined) return record
  }
  return plain.read(text) ?? NOTHING
}

const NOTHING: PayloadRecord = {
  payload: 'plain-message',
  stamp: undefined,
  component: '',
  level: '',
  message: '',
  error: '',
  caller: '',
  field: () => undefined,
}
