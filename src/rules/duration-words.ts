import { dateFnsDuration } from '../base/on-demand.ts'

const UNITS = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
] as const

/** A duration in microseconds in words, in its largest whole unit: `3 hours`, `1 minute`, `0.4 s`. */
export function durationWords(us: number): string {
  const seconds = us / 1_000_000
  for (const [unit, size] of UNITS) {
    const count = Math.floor(seconds / size)
    if (count >= 1) return dateFnsDuration().formatDuration({ [unit]: count })
  }
  return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`
}
