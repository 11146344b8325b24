import assert from 'node:assert/strict'
import type { Transport } from '../../../src/model/parser.ts'

/** Every sample of a transport is peeled as it says. */
export function checkSamples(transport: Transport): void {
  assert.ok(transport.samples.length > 0)
  for (const { line, peeled } of transport.samples) {
    const got = transport.peel(line)
    assert.ok(got, `not peeled: ${line}`)
    assert.deepEqual({ ...got, ...peeled }, got, line)
  }
}

/** None of the lines is of this transport. */
export function checkRefused(transport: Transport, lines: readonly string[]): void {
  for (const line of lines) assert.equal(transport.peel(line), undefined, line)
}

/** A line with its parts cut off at every place never throws. */
export function checkCuts(transport: Transport): void {
  for (const { line } of transport.samples) {
    for (let end = 0; end <= line.length; end++) transport.peel(line.slice(0, end))
    for (let start = 0; start <= line.length; start++) transport.peel(line.slice(start))
  }
}
