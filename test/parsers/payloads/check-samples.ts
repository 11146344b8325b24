import assert from 'node:assert/strict'
import type { Payload } from '../../../src/model/parser.ts'

/** Every sample of a payload is read as it says. */
export function checkSamples(payload: Payload): void {
  assert.ok(payload.samples.length > 0)
  for (const { text, record } of payload.samples) {
    const { fields = {}, ...members } = record
    const got = payload.read(text)
    assert.ok(got, `not read: ${text}`)
    assert.deepEqual({ ...got, ...members }, got, text)
    for (const [name, value] of Object.entries(fields)) assert.equal(got.field(name), value, `${name} of ${text}`)
    assert.equal(got.field('no-such-field'), undefined)
  }
}

/** None of the texts is the start of such a record, nor is it read as one. */
export function checkRefused(payload: Payload, texts: readonly string[]): void {
  for (const text of texts) assert.ok(!payload.starts(text) || payload.read(text) === undefined, text)
}

/** A text cut off at every place never throws. */
export function checkCuts(payload: Payload): void {
  for (const { text } of payload.samples) {
    for (let end = 0; end <= text.length; end++) {
      payload.starts(text.slice(0, end))
      payload.read(text.slice(0, end))
    }
  }
}
