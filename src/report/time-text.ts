const DAY_US = 86_400_000_000

/** `2022-04-26 00:43:24 UTC`; 'time not known' for 0. */
export function utc(us: number): string {
  return us === 0 ? 'time not known' : `${stampText(us)} UTC`
}

/** `2022-04-26 00:43:24` for tables whose head says UTC; 'not known' for 0. */
export function stampText(us: number): string {
  return us === 0 ? 'not known' : new Date(Math.floor(us / 1000)).toISOString().slice(0, 19).replace('T', ' ')
}

/** The minute of a time: `2022-04-26 00:43`. */
export function minuteText(us: number): string {
  return stampText(us).slice(0, 16)
}

/** `00:43` where the day is that of `from`, else with its date. */
export function untilText(us: number, from: number): string {
  const sameDay = Math.floor(us / DAY_US) === Math.floor(from / DAY_US)
  return sameDay ? stampText(us).slice(11, 16) : minuteText(us)
}
