import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Clock, type ClockHints, NO_HINTS } from '../../src/ingest/clock.ts'
import { zoneOf } from '../../src/ingest/zone.ts'
import { handedOffset, provenOffset } from '../../src/ingest/zone-proof.ts'
import type { CalendarStamp, Stamp } from '../../src/model/stamp.ts'

const NO_FLAGS = { year: 0, zone: undefined }
const us = (iso: string): number => Date.parse(iso) * 1000
const iso = (time: number): string => new Date(time / 1000).toISOString().replace('.000Z', 'Z')

/** `12-31 23:59:59`, `2022-04-26 00:43:24`, with `+02:00` at the end where it has a zone. */
function stamp(text: string): CalendarStamp {
  const [, year = '0', month, day, hour, minute, second, offset] =
    /^(?:(\d{4})-)?(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)([+-]\d\d)?/.exec(text) ?? []
  return {
    kind: 'calendar',
    year: Number(year),
    month: Number(month),
    day: Number(day),
    dayUs: ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000_000,
    offsetMin: offset === undefined ? undefined : Number(offset) * 60,
  }
}

const clockWith = (
  hints: Partial<ClockHints>,
  flags: { year: number; zone: ReturnType<typeof zoneOf> | undefined } = NO_FLAGS,
): Clock => new Clock(flags, () => ({ ...NO_HINTS, ...hints }))

describe('clock', () => {
  it('crosses New Year in both directions from the nearest known time', () => {
    const clock = clockWith({ anchorUs: us('2022-12-31T12:00:00Z'), anchor: 'near', yearFrom: 'same source' })
    assert.equal(iso(clock.settle(stamp('12-31 23:59:59'))), '2022-12-31T23:59:59Z')
    assert.equal(iso(clock.settle(stamp('01-01 00:00:01'))), '2023-01-01T00:00:01Z')
    assert.equal(iso(clock.settle(stamp('12-31 23:59:58'))), '2022-12-31T23:59:58Z')
    assert.deepEqual([clock.year, clock.yearFrom], [2022, 'same source'])
  })

  it('takes the year of a first record from its outer stamp where else a file would tell it', () => {
    const outer: Stamp = { kind: 'epoch', us: us('2023-03-01T10:09:00Z') }
    const weak = clockWith({ anchorUs: us('2026-05-01T00:00:00Z'), anchor: 'before', yearFrom: 'file time' })
    assert.equal(iso(weak.settleRecord(stamp('03-01 10:08:59'), outer)), '2023-03-01T10:08:59Z')
    assert.equal(weak.yearFrom, 'same source')
    const strong = clockWith({ anchorUs: us('2022-03-01T00:00:00Z'), anchor: 'near', yearFrom: 'same source' })
    assert.equal(iso(strong.settleRecord(stamp('03-01 10:08:59'), outer)), '2022-03-01T10:08:59Z')
  })

  it('goes on from the times it gave: a log longer than a year keeps counting', () => {
    const clock = clockWith({ anchorUs: us('2021-01-01T00:00:00Z'), anchor: 'near', yearFrom: 'same source' })
    const days = ['02-01', '06-01', '10-01', '02-01', '06-01', '10-01', '02-01'].map((day) =>
      clock.settle(stamp(`${day} 00:00:00`)),
    )
    assert.deepEqual(
      days.map((time) => iso(time).slice(0, 7)),
      ['2021-02', '2021-06', '2021-10', '2022-02', '2022-06', '2022-10', '2023-02'],
    )
  })

  it('no record is later than the file’s time, give or take a day', () => {
    const clock = clockWith({ anchorUs: us('2022-01-02T00:00:00Z'), anchor: 'before', yearFrom: 'file time' })
    assert.equal(iso(clock.settle(stamp('12-30 10:00:00'))), '2021-12-30T10:00:00Z')
    assert.equal(iso(clock.settle(stamp('01-01 10:00:00'))), '2022-01-01T10:00:00Z')
    assert.equal(iso(clock.settle(stamp('01-02 10:00:00'))), '2022-01-02T10:00:00Z')
    assert.equal(iso(clock.settle(stamp('01-05 10:00:00'))), '2021-01-05T10:00:00Z')
  })

  it('what lies behind the year 9999 is no time', () => {
    const clock = clockWith({})
    assert.equal(clock.settle(stamp('9999-12-31 23:59:59-08')), 0)
    assert.equal(clock.settle({ kind: 'epoch', us: us('9999-12-31T23:59:59Z') + 2_000_000 }), 0)
    assert.equal(iso(clock.settle(stamp('9999-12-31 23:59:59+00'))), '9999-12-31T23:59:59Z')
    assert.equal(clock.settle(stamp('01-01 00:00:00')), 0)
  })

  it('29 February falls in a leap year', () => {
    const clock = clockWith({ anchorUs: us('2022-01-02T00:00:00Z'), anchor: 'before', yearFrom: 'file time' })
    assert.equal(iso(clock.settle(stamp('02-29 00:00:00'))), '2020-02-29T00:00:00Z')
  })

  it('an absolute time of the same source beats the hints', () => {
    const clock = clockWith({ anchorUs: us('2030-01-01T00:00:00Z'), anchor: 'before', yearFrom: 'file time' })
    clock.settle({ kind: 'epoch', us: us('2022-04-26T00:00:00Z') })
    assert.equal(iso(clock.settle(stamp('04-26 00:43:24'))), '2022-04-26T00:43:24Z')
    assert.equal(clock.yearFrom, 'same source')
  })

  it('--year wins over everything and rolls over', () => {
    const clock = clockWith(
      { anchorUs: us('2030-01-01T00:00:00Z'), anchor: 'near', yearFrom: 'same source' },
      { year: 2019, zone: undefined },
    )
    clock.settle({ kind: 'epoch', us: us('2022-04-26T00:00:00Z') })
    assert.equal(iso(clock.settle(stamp('12-31 00:00:00'))), '2019-12-31T00:00:00Z')
    assert.equal(iso(clock.settle(stamp('01-01 00:00:00'))), '2020-01-01T00:00:00Z')
    assert.equal(clock.yearFrom, 'flag')
  })

  it('without any sign of the year there is no time', () => {
    const clock = clockWith({})
    assert.equal(clock.settle(stamp('04-26 00:43:24')), 0)
    assert.equal(clock.settle({ kind: 'age', us: 5 }), 0)
    assert.equal(clock.settle({ kind: 'monotonic', us: 5 }), 0)
    assert.deepEqual([clock.year, clock.yearFrom], [0, ''])
  })

  it('a payload that counts from its start has the time of its outer stamp', () => {
    const clock = clockWith({})
    const outer = stamp('2022-04-26 00:43:24+00')
    assert.equal(iso(clock.settleRecord({ kind: 'monotonic', us: 12_000_000 }, outer)), '2022-04-26T00:43:24Z')
    assert.equal(iso(clock.settleRecord(undefined, outer)), '2022-04-26T00:43:24Z')
    assert.equal(clock.settleRecord(undefined, undefined), 0)
  })

  it('a record with an absolute time dates the boot that monotonic stamps count from', () => {
    const clock = clockWith({})
    const outer: Stamp = { kind: 'monotonic', us: 60_000_000 }
    clock.settleRecord({ kind: 'epoch', us: us('2022-04-26T00:01:00Z') }, outer)
    const later: Stamp = { kind: 'monotonic', us: 90_000_000 }
    assert.equal(iso(clock.settleRecord(later, later)), '2022-04-26T00:01:30Z')
  })

  it('zones: the stamp’s own, the flag, the proven one, UTC', () => {
    const bare = stamp('2022-04-26 02:00:00')
    assert.equal(iso(clockWith({}).settle(bare)), '2022-04-26T02:00:00Z')
    assert.equal(iso(clockWith({ offsetMin: 120 }).settle(bare)), '2022-04-26T00:00:00Z')
    const berlin = { year: 0, zone: zoneOf('Europe/Berlin') }
    assert.equal(iso(clockWith({ offsetMin: 60 }, berlin).settle(bare)), '2022-04-26T00:00:00Z')
    assert.equal(
      iso(clockWith({ offsetMin: 60 }, berlin).settle(stamp('2022-04-26 02:00:00-05'))),
      '2022-04-26T07:00:00Z',
    )
  })

  it('tells where the zone of stamps without one comes from; assumed where nothing tells it', () => {
    const bare = stamp('2022-04-26 02:00:00')
    const zoneFrom = (clock: Clock, settled: Stamp | undefined, outer?: Stamp): string => {
      clock.settleRecord(settled, outer)
      return clock.zoneFrom
    }
    assert.equal(zoneFrom(clockWith({}), bare), 'assumed')
    assert.equal(zoneFrom(clockWith({ offsetMin: 120 }), bare), 'proven')
    assert.equal(zoneFrom(clockWith({}, { year: 0, zone: zoneOf('UTC') }), bare), 'flag')
    assert.equal(zoneFrom(clockWith({}), bare, stamp('2022-04-26 00:00:01+00')), 'proven')
    assert.equal(zoneFrom(clockWith({}), stamp('2022-04-26 02:00:00+02')), '')
    const looked = clockWith({})
    looked.peek(bare, undefined)
    assert.equal(looked.zoneFrom, '')
  })

  it('a zone that is proven after times were given by another stays assumed, but for UTC', () => {
    const after = (outer: string): string => {
      const clock = clockWith({})
      clock.settle(stamp('2022-04-26 02:00:00'))
      for (let i = 0; i < 3; i++) clock.settleRecord({ kind: 'epoch', us: us('2022-04-26T00:00:00Z') }, stamp(outer))
      return clock.zoneFrom
    }
    assert.deepEqual([after('04-26 02:00:00'), after('04-26 00:00:00')], ['assumed', 'proven'])
  })

  it('three agreeing records prove another offset, two do not', () => {
    const clock = clockWith({})
    const inner: Stamp = { kind: 'epoch', us: us('2022-04-26T00:00:00Z') }
    const outer = stamp('04-26 05:30:00')
    for (let i = 0; i < 2; i++) clock.settleRecord(inner, outer)
    assert.equal(iso(clock.settle(stamp('04-26 05:30:00'))), '2022-04-26T05:30:00Z')
    clock.settleRecord(inner, outer)
    assert.equal(iso(clock.settle(stamp('04-26 05:30:00'))), '2022-04-26T00:00:00Z')
  })

  it('a stamp without a zone has that of the clock that stamped its record as it was handed on', () => {
    const outer = stamp('2022-04-26 02:43:25+02')
    assert.equal(iso(clockWith({}).settleRecord(stamp('04-26 02:43:24'), outer)), '2022-04-26T00:43:24Z')
    assert.equal(iso(clockWith({}).peek(stamp('04-26 02:43:24'), outer)), '2022-04-26T00:43:24Z')
    const utc = { year: 0, zone: zoneOf('UTC') }
    assert.equal(iso(clockWith({}, utc).settleRecord(stamp('04-26 02:43:24'), outer)), '2022-04-26T02:43:24Z')
    const proven = clockWith({ offsetMin: 60 })
    assert.equal(iso(proven.settleRecord(stamp('04-26 02:43:24'), outer)), '2022-04-26T01:43:24Z')
  })

  it('a look at a stamp teaches nothing', () => {
    const clock = clockWith({})
    assert.equal(iso(clock.peek({ kind: 'epoch', us: us('2022-04-26T00:00:00Z') }, undefined)), '2022-04-26T00:00:00Z')
    assert.equal(clock.settle(stamp('04-26 00:00:00')), 0)
  })
})

describe('offset of a record that was handed on', () => {
  const outer: Stamp = { kind: 'epoch', us: us('2022-04-26T00:00:03Z') }
  it('is the difference in half hours, or of the three zones that are a quarter off', () => {
    assert.equal(handedOffset(stamp('04-26 00:00:02'), outer), 0)
    assert.equal(handedOffset(stamp('04-25 20:30:02'), outer), -210)
    assert.equal(handedOffset(stamp('04-26 05:45:02'), outer), 345)
    assert.equal(handedOffset(stamp('2022-04-26 02:00:02'), stamp('2022-04-26 00:00:03+00')), 120)
  })
  it('is none where the record was kept for long, no zone is so far, or the stamps name no zone or both do', () => {
    assert.equal(handedOffset(stamp('04-25 23:57:00'), outer), undefined)
    assert.equal(handedOffset(stamp('04-25 23:45:02'), outer), undefined)
    assert.equal(handedOffset(stamp('04-27 00:00:02'), outer), undefined)
    assert.equal(handedOffset(stamp('04-26 00:00:02'), stamp('2022-04-26 00:00:03')), undefined)
    assert.equal(handedOffset(stamp('04-26 00:00:02+00'), outer), undefined)
  })
})

describe('proven offset', () => {
  const inner: Stamp = { kind: 'epoch', us: us('2022-04-26T00:00:03Z') }
  it('is the difference to the outer stamp in quarters of an hour', () => {
    assert.equal(provenOffset(inner, inner.us, stamp('04-26 00:00:04')), 0)
    assert.equal(provenOffset(inner, inner.us, stamp('04-25 19:00:04')), -300)
    assert.equal(provenOffset(inner, inner.us, stamp('04-26 13:45:04')), 825)
  })
  it('crosses New Year', () => {
    const late: Stamp = { kind: 'epoch', us: us('2022-12-31T23:30:00Z') }
    assert.equal(provenOffset(late, late.us, stamp('01-01 00:30:00')), 60)
  })
  it('is none where the two are minutes apart, too far, or one has a zone', () => {
    assert.equal(provenOffset(inner, inner.us, stamp('04-26 00:07:04')), undefined)
    assert.equal(provenOffset(inner, inner.us, stamp('04-28 00:00:03')), undefined)
    assert.equal(provenOffset(inner, inner.us, stamp('04-26 00:00:03+00')), undefined)
    assert.equal(provenOffset(stamp('04-26 00:00:03'), inner.us, stamp('04-26 00:00:03')), undefined)
    assert.equal(provenOffset(inner, inner.us, { kind: 'age', us: 1 }), undefined)
  })
})
