/** A time as it stands in a text, before year and zone are settled. All durations are microseconds. */
export type Stamp = CalendarStamp | EpochStamp | MonotonicStamp | AgeStamp

/** A date and clock time. `year` is 0 where the text has none; `offsetMin` (minutes east of UTC) is undefined where it names no zone. */
export interface CalendarStamp {
  readonly kind: 'calendar'
  readonly year: number
  /** 1..12 */
  readonly month: number
  readonly day: number
  /** microseconds since midnight */
  readonly dayUs: number
  readonly offsetMin: number | undefined
}

/** An absolute time: microseconds since 1970-01-01T00:00:00Z. */
export interface EpochStamp {
  readonly kind: 'epoch'
  readonly us: number
}

/** Microseconds since boot (`journalctl -o short-monotonic`, dmesg) or since program start (logrus TTY `ERRO[0012]`). */
export interface MonotonicStamp {
  readonly kind: 'monotonic'
  readonly us: number
}

/** An age at the (unknown) time of capture, as `kubectl describe` and `kubectl get events` print it. */
export interface AgeStamp {
  readonly kind: 'age'
  readonly us: number
}
