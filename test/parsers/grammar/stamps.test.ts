import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMonotonic } from '../../../parsers/grammar/monotonic.ts'
import { readClock, readIsoStamp, readOffset, zoneOffset } from '../../../parsers/grammar/stamps.ts'
import { readWeekdayTime } from '../../../parsers/grammar/weekday-time.ts'

test('ISO stamps with T, blank or slashes, with and without fraction and zone', () => {
  const day = { kind: 'calendar', year: 2022, month: 4, day: 26 }
  assert.deepEqual(readIsoStamp('2022-04-26T00:43:24.518165483Z')?.value, {
    ...day,
    dayUs: 2_604_518_165,
    offsetMin: 0,
  })
  assert.deepEqual(readIsoStamp('2022-04-26 00:43:24.5+08:00')?.value, { ...day, dayUs: 2_604_500_000, offsetMin: 480 })
  assert.deepEqual(readIsoStamp('2022/04/26 00:43:24')?.value, { ...day, dayUs: 2_604_000_000, offsetMin: undefined })
  assert.deepEqual(readIsoStamp('2022-04-26 00:43:24,5 -0330 NST')?.value, {
    ...day,
    dayUs: 2_604_500_000,
    offsetMin: -210,
  })
})

test('what is no time gives none', () => {
  for (const text of [
    '',
    '2022-04-26',
    '2022-13-26T00:43:24Z',
    '2022-04-26T24:43:24Z',
    '2022-04-26T00:43',
    '1022-04-26T00:43:24Z',
    '2022-04/26T00:43:24',
  ]) {
    assert.equal(readIsoStamp(text), undefined, text)
  }
  assert.equal(readClock('00:60:00', 0), undefined)
  assert.equal(readClock('xx:00:00', 0), undefined)
})

test('an offset that is none leaves the index where it was', () => {
  assert.deepEqual(readOffset('+0x', 0), { value: undefined, end: 0 })
  assert.deepEqual(readOffset(' text', 0), { value: undefined, end: 0 })
})

test('only abbreviations of one meaning have an offset', () => {
  assert.equal(zoneOffset('CEST'), 120)
  assert.equal(zoneOffset('CST'), undefined)
})

test('systemd weekday times', () => {
  assert.equal(readWeekdayTime('Tue 2022-04-26 00:43:24 EDT [s=')?.value.offsetMin, -240)
  assert.equal(readWeekdayTime('Tue 2022-04-26 00:43:24 UTC; 2 days ago')?.value.offsetMin, 0)
  assert.equal(readWeekdayTime('Tue 2022-04-26 00:43:24 node-a kubelet')?.value.offsetMin, undefined)
  assert.equal(readWeekdayTime('Tue 2022-04-26 00:43:24')?.value.day, 26)
  assert.equal(readWeekdayTime('Die 2022-04-26 00:43:24 UTC'), undefined)
  assert.equal(readWeekdayTime('Tue 2022'), undefined)
})

test('seconds since boot', () => {
  assert.deepEqual(readMonotonic('[12345.678901] x')?.value, { kind: 'monotonic', us: 12_345_678_901 })
  for (const text of ['[x] y', '[1.]', '[1.5', '[1.5 x]', '(1.5)']) assert.equal(readMonotonic(text), undefined, text)
})
