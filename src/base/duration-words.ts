const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
]

/** A span of microseconds in its two largest units: 43 s, 1 h 29 min, 3 d 4 h. */
export function durationWords(us: number): string {
  const seconds = Math.round(us / 1_000_000)
  if (seconds < 1) return 'under 1 s'
  const first = UNITS.findIndex(([, length]) => seconds >= length)
  const parts: string[] = []
  let rest = seconds
  for (const [name, length] of UNITS.slice(first, first + 2)) {
    const n = Math.floor(rest / length)
    rest -= n * length
    if (n > 0) parts.push(`${n} ${name}`)
  }
  return parts.join(' ')
}
