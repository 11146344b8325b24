/** Microseconds since the epoch as `2022-04-26 00:43:24 UTC`. */
export function timeText(us: number): string {
  const iso = new Date(Math.floor(us / 1000)).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}
