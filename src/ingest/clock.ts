import type { CalendarStamp, Stamp } from '../model/stamp.ts'
import { fixedZone, type Zone } from './zone.ts'
import { HALF_YEAR_US, handedOffset, isAbsolute, LAG_US, provenOffset } from './zone-proof.ts'

const MINUTE_US = 60_000_000
const DAY_US = 86_400_000_000
/** End of the year 9999: a damaged date with a zone west of Greenwich lies behind it. */
const END_US = Date.UTC(10_000, 0) * 1000
/** Records that must agree on an offset. */
const AGREEING = 3

/** Where the year of stamps without one comes from. */
export type YearFrom =
  | 'flag'
  | 'same source'
  | 'same node'
  | 'same bundle'
  | 'member time'
  | 'file time'
  | 'file name'
  | ''

/** Where the zone of stamps without one comes from; 'assumed' = nothing tells it, and UTC was taken. '' = none was needed. */
export type ZoneFrom = 'flag' | 'proven' | 'assumed' | ''

/** What the user said of time. */
export interface ClockFlags {
  /** --year: year of the first stamp that has none; 0 = not given. */
  readonly year: number
  /** --timezone; undefined = not given. */
  readonly zone: Zone | undefined
}

/** What is known of a source's time before its records are read; plain data. */
export interface ClockHints {
  /** A time near the first record (`near`), or one that no record is later than (`before`); 0 = unknown. */
  readonly anchorUs: number
  readonly anchor: 'near' | 'before'
  readonly yearFrom: YearFrom
  /** Minutes east of UTC proven for the node by outer and inner stamps; undefined = not proven. */
  readonly offsetMin: number | undefined
}

export const NO_HINTS: ClockHints = { anchorUs: 0, anchor: 'near', yearFrom: '', offsetMin: undefined }

/**
 * Turns stamps into microseconds since the epoch, UTC. Order of precedence for the year: the flag, the nearest absolute time that was
 * seen in the same source, the hints. The nearest year to that time is taken, so that New Year is crossed either way.
 * Zone: the stamp's own, the flag, what records with an outer and an inner stamp prove, UTC.
 */
export class Clock {
  /** Year last given to a stamp that has none; 0 = none was needed. */
  year = 0
  yearFrom: YearFrom = ''
  /** How often the zone of stamps without one was learnt anew: times from before do not compare with those after. */
  zoneChanges = 0
  private anchorUs = 0
  private anchor: 'near' | 'before' = 'near'
  private from: YearFrom = ''
  private zone: Zone | undefined
  private zoneOf: ZoneFrom = ''
  private isZoneUsed = false
  private bootUs = 0
  private offsetSeen = 0
  private offsetTimes = 0
  private dateKey = 0
  private dateUs = 0
  private nearestKey = 0
  private nearest = 0
  /** The anchor as it was before the last record was settled. */
  private lastAnchorUs = 0
  private lastAnchor: 'near' | 'before' = 'near'
  private lastFrom: YearFrom = ''
  private readonly flags: ClockFlags
  private readonly ask: () => ClockHints
  private asked: ClockHints | undefined

  /** `ask` is called once, when a stamp lacks its year or zone. */
  constructor(flags: ClockFlags, ask: () => ClockHints) {
    this.flags = flags
    this.ask = ask
    this.zone = flags.zone
    this.zoneOf = flags.zone === undefined ? '' : 'flag'
  }

  /**
   * Time of a record: of its own stamp, else of its outer stamp (the payload's may count from the program's start). Learns what
   * the two prove. 0 = it has no absolute time.
   */
  settleRecord(stamp: Stamp | undefined, outer: Stamp | undefined): number {
    this.lastAnchorUs = this.anchorUs
    this.lastAnchor = this.anchor
    this.lastFrom = this.from
    const own = this.ownTime(stamp, outer)
    if (own !== 0 && stamp !== undefined && outer !== undefined && outer !== stamp) this.learn(stamp, own, outer)
    return own !== 0 || outer === undefined || outer === stamp ? own : this.settle(outer)
  }

  /** The record that was settled last says nothing of the time of others. */
  forgetLast(): void {
    this.anchorUs = this.lastAnchorUs
    this.anchor = this.lastAnchor
    this.from = this.lastFrom
  }

  private ownTime(stamp: Stamp | undefined, outer: Stamp | undefined): number {
    if (stamp === undefined || (stamp.kind === 'monotonic' && stamp !== outer)) return 0
    if (this.zone === undefined && outer !== undefined && outer !== stamp) this.takeZone(stamp, outer)
    if (this.anchorUs === 0 && isYearless(stamp) && outer !== undefined && hasYear(outer)) this.anchorAt(stamp, outer)
    return this.settle(stamp)
  }

  /** The first record of a source tells its year itself, where nothing better than another source or a file does. */
  private anchorAt(stamp: CalendarStamp, outer: Stamp): void {
    this.takeAnchor(stamp)
    if (this.from !== 'flag' && this.from !== 'same source') this.settle(outer)
  }

  /** Minutes east of UTC that records of this source prove; undefined = none do. */
  get provenMin(): number | undefined {
    return this.offsetTimes < AGREEING ? undefined : this.offsetSeen
  }

  /** The first record that needs a zone tells it, where nothing else does. */
  private takeZone(stamp: Stamp, outer: Stamp): void {
    if (stamp.kind !== 'calendar' || stamp.offsetMin !== undefined) return
    const offset = this.hints().offsetMin ?? handedOffset(stamp, outer)
    if (offset === undefined) return
    this.zone = fixedZone(offset)
    this.zoneOf = 'proven'
  }

  get zoneFrom(): ZoneFrom {
    return this.isZoneUsed ? this.zoneOf : ''
  }

  /** Whether stamps that count from the boot have a time. */
  get knowsBoot(): boolean {
    return this.bootUs !== 0
  }

  /** Time of one stamp; 0 = it has no absolute time. */
  settle(stamp: Stamp): number {
    if (stamp.kind === 'calendar') return this.calendar(stamp)
    if (stamp.kind === 'epoch') return this.seen(stamp.us)
    if (stamp.kind === 'monotonic') return this.bootUs === 0 ? 0 : this.bootUs + stamp.us
    return 0
  }

  /** The time that `settleRecord` would give now; nothing is learnt from it. */
  peek(stamp: Stamp | undefined, outer: Stamp | undefined): number {
    const { anchorUs, anchor, from, year, yearFrom, zone, zoneOf, isZoneUsed } = this
    const own = this.ownTime(stamp, outer)
    const us = own !== 0 || outer === undefined || outer === stamp ? own : this.settle(outer)
    // Written out: `Object.assign` takes as long as all the rest.
    this.anchorUs = anchorUs
    this.anchor = anchor
    this.from = from
    this.year = year
    this.yearFrom = yearFrom
    this.zone = zone
    this.zoneOf = zoneOf
    this.isZoneUsed = isZoneUsed
    return us
  }

  /** An absolute time of this source; 0 where no text of ISO-8601 with a year of four digits tells it. */
  private seen(us: number): number {
    if (us >= END_US) return 0
    if (this.flags.year === 0) {
      this.anchorUs = us
      this.anchor = 'near'
      this.from = 'same source'
    }
    return us
  }

  private calendar(stamp: CalendarStamp): number {
    if (stamp.year !== 0) return this.seen(this.toUtc(stamp, stamp.year))
    if (this.anchorUs === 0) this.takeAnchor(stamp)
    if (this.anchorUs === 0) return 0
    const year = this.nearestYear(stamp)
    const us = this.toUtc(stamp, year)
    if (us >= END_US) return 0
    this.year = year
    this.yearFrom = this.from
    if (this.anchor === 'near') this.anchorUs = us
    return us
  }

  private hints(): ClockHints {
    this.asked ??= this.ask()
    return this.asked
  }

  private takeAnchor(stamp: CalendarStamp): void {
    const { anchorUs, anchor, yearFrom } = this.hints()
    this.anchorUs = anchorUs
    this.anchor = anchor
    this.from = yearFrom
    if (this.flags.year === 0 || yearFrom === 'flag') return
    this.anchorUs = this.toUtc(stamp, this.flags.year)
    this.anchor = 'near'
    this.from = 'flag'
  }

  /** The same day asked for on the same day of the anchor has the same answer. */
  private nearestYear(stamp: CalendarStamp): number {
    const key = Math.floor(this.anchorUs / DAY_US) * 512 + stamp.month * 32 + stamp.day
    if (key !== this.nearestKey) {
      this.nearest = this.findNearestYear(stamp)
      this.nearestKey = key
    }
    return this.nearest
  }

  private findNearestYear(stamp: CalendarStamp): number {
    const middle = new Date(this.anchorUs / 1000).getUTCFullYear()
    if (hasDay(middle, stamp) && this.isNear(this.toUtc(stamp, middle) - this.anchorUs)) return middle
    let best = middle
    let bestDistance = Number.POSITIVE_INFINITY
    for (let year = middle - 4; year <= middle + 4; year++) {
      if (!hasDay(year, stamp)) continue
      const ahead = this.toUtc(stamp, year) - this.anchorUs
      // One day of grace: a zone not known yet, a file time of another clock.
      const distance = this.anchor === 'before' && ahead > DAY_US ? Number.POSITIVE_INFINITY : Math.abs(ahead)
      if (distance < bestDistance) {
        best = year
        bestDistance = distance
      }
    }
    return best
  }

  /** So near to the anchor that no other year is nearer. */
  private isNear(ahead: number): boolean {
    return ahead > -HALF_YEAR_US && ahead < (this.anchor === 'before' ? DAY_US : HALF_YEAR_US)
  }

  private toUtc(stamp: CalendarStamp, year: number): number {
    const key = (year * 16 + stamp.month) * 32 + stamp.day
    if (key !== this.dateKey) {
      this.dateKey = key
      this.dateUs = Date.UTC(year, stamp.month - 1, stamp.day) * 1000
    }
    const local = this.dateUs + stamp.dayUs
    return local - (stamp.offsetMin ?? this.zoneNow()(local)) * MINUTE_US
  }

  private zoneNow(): Zone {
    this.isZoneUsed = true
    if (this.zone === undefined) {
      const { offsetMin } = this.hints()
      this.zone = fixedZone(offsetMin ?? 0)
      this.zoneOf = offsetMin === undefined ? 'assumed' : 'proven'
    }
    return this.zone
  }

  /** The outer stamp shows the clock time of the offset seen last: nearly every record of a node does, and this is cheap. */
  private agrees(stamp: Stamp, us: number, outer: Stamp): boolean {
    if (this.offsetTimes === 0 || outer.kind !== 'calendar' || outer.offsetMin !== undefined || !isAbsolute(stamp))
      return false
    const local = us + this.offsetSeen * MINUTE_US
    const lag = outer.dayUs - (local - Math.floor(local / DAY_US) * DAY_US)
    return lag > -LAG_US && lag < LAG_US
  }

  /** What a record with two stamps proves: the node's offset, or the time of its boot. */
  private learn(stamp: Stamp, us: number, outer: Stamp): void {
    if (outer.kind === 'monotonic') {
      this.bootUs = us - outer.us
      return
    }
    const offset = this.agrees(stamp, us, outer)
      ? this.offsetSeen
      : (provenOffset(stamp, us, outer) ?? handedOffset(stamp, outer))
    if (offset === undefined) return
    if (offset !== this.offsetSeen) {
      this.offsetSeen = offset
      this.offsetTimes = 0
    }
    if (++this.offsetTimes !== AGREEING || this.flags.zone !== undefined) return
    this.zone = fixedZone(offset)
    this.zoneChanges++
    // Times that were given by another zone stay so.
    if (!this.isZoneUsed || offset === 0) this.zoneOf = 'proven'
  }
}

/** Whether the year has the stamp's day (29 February). */
function hasDay(year: number, stamp: CalendarStamp): boolean {
  return stamp.month !== 2 || stamp.day !== 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

const isYearless = (stamp: Stamp): stamp is CalendarStamp => stamp.kind === 'calendar' && stamp.year === 0

const hasYear = (stamp: Stamp): boolean => stamp.kind === 'epoch' || (stamp.kind === 'calendar' && stamp.year !== 0)
