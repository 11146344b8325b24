import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isoTime, parseIsoTime, zoneOffsetMinutes } from '../../src/base/time.ts'

test('a time prints as UTC with six decimals, and no time as null', () => {
  assert.equal(isoTime(1_650_933_804_518_165), '2022-04-26T00:43:24.518165Z')
  assert.equal(isoTime(1_000_000), '1970-01-01T00:00:01.000000Z')
  assert.equal(isoTime(-1), '1969-12-31T23:59:59.999999Z')
  assert.equal(isoTime(0), null)
})

const readable: readonly (readonly [string, string])[] = [
  ['2022-04-26', '2022-04-26T00:00:00.000000Z'],
  ['2022-04-26T00:43', '2022-04-26T00:43:00.000000Z'],
  ['2022-04-26 00:43:24.518165Z', '2022-04-26T00:43:24.518165Z'],
  ['2022-04-26T00:43:24.518165999Z', '2022-04-26T00:43:24.518165Z'],
  ['2022-04-26T02:43:24.5+02:00', '2022-04-26T00:43:24.500000Z'],
  ['2022-04-25T19:13:24-0530', '2022-04-26T00:43:24.000000Z'],
]
for (const [text, time] of readable) {
  test(`${text} is ${time}`, () => assert.equal(isoTime(parseIsoTime(text) ?? 0), time))
}

for (const text of [
  '',
  'yesterday',
  '2022-02-30',
  '2022-13-01',
  '2022-04-26T25:00',
  '2022-04-26T00:43:24+99:00',
  '26.04.2022',
]) {
  test(`"${text}" is no time`, () => assert.equal(parseIsoTime(text), undefined))
}

test('a zone is minutes east of UTC', () => {
  assert.deepEqual(['Z', '+05:30', '-0800', '+1', '+05:75', 'CET'].map(zoneOffsetMinutes), [
    0,
    330,
    -480,
    undefined,
    undefined,
    undefined,
  ])
})
