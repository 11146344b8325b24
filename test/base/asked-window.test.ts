import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ASKED, askedMeta, askedParts, askedWords, part } from '../../src/base/asked-window.ts'

type Values = Readonly<Record<string, string>>
type Bounds = readonly [since: number | undefined, until: number | undefined]

const words = (values: Values): string =>
  askedWords(
    (key) => values[key] ?? '',
    (us) => `<${us}>`,
  )
/** The words of a case that was read in runs with these bounds. */
const after = (...runs: readonly Bounds[]): string =>
  words(askedMeta(runs.map(([since, until]) => part(since, until, 1))))

test('the span that was asked for, with one bound, both or none', () => {
  assert.equal(words({}), '')
  assert.equal(words({ [ASKED.since]: '5' }), 'from <5> on')
  assert.equal(words({ [ASKED.until]: '7' }), 'until <7>')
  assert.equal(words({ [ASKED.since]: '5', [ASKED.until]: '7' }), 'from <5> to <7>')
})

test('of a case that was added to, the spans of all parts; none where some part was read whole', () => {
  assert.equal(after([5, 7], [undefined, undefined]), '')
  assert.equal(after([undefined, undefined], [5, 7]), '')
  assert.equal(after([5, 7], [1, 2]), 'from <1> to <2> and from <5> to <7>')
  assert.equal(after([5, 7], [6, 9], [7, 8]), 'from <5> to <9>')
  assert.equal(after([5, undefined], [6, 9]), 'from <5> on')
  assert.equal(after([undefined, 3], [6, undefined]), 'until <3> and from <6> on')
  assert.equal(after([undefined, 8], [6, undefined]), '')
})

test('the parts of a case are known again, those of a case that kept only its bounds too', () => {
  const parts = (values: Values): unknown => askedParts((key) => values[key] ?? '')
  const two = [part(5, 7, 2), part(undefined, undefined, 3)]
  assert.deepEqual(parts(askedMeta(two)), two)
  assert.deepEqual(parts({}), [])
  assert.deepEqual(parts({ sources: '4' }), [part(undefined, undefined, 4)])
  assert.deepEqual(parts({ sources: '4', [ASKED.until]: '7' }), [part(undefined, 7, 4)])
  assert.deepEqual(askedMeta([part(undefined, undefined, 4)]), {})
})
