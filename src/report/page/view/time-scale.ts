const SECOND = 1000
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

const STEPS: readonly number[] = [
  1, 2, 5, 10, 20, 50, 100, 200, 500,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 84].map((n) => n * DAY),
] // biome-ignore format: a table

/** A span of time on the screen. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Tick {
  readonly ms: number
  readonly text: string
}

/** Round moments (UTC) with their labels, about `count` of them. */
export function ticks(span: Span, count: number): readonly Tick[] {
  const least = (span.to - span.from) / Math.max(1, count)
  const step = STEPS.find((one) => one >= least) ?? 84 * DAY * Math.ceil(least / (84 * DAY))
  const list: Tick[] = []
  for (let ms = Math.ceil(span.from / step) * step; ms <= span.to && list.length < 500; ms += step) {
    list.push({ ms, text: tickText(ms, step) })
  }
  return list
}

function tickText(ms: number, step: number): string {
  const iso = new Date(ms).toISOString()
  if (step >= DAY) return iso.slice(5, 10)
  if (ms % DAY === 0) return iso.slice(5, 10)
  if (step >= MINUTE) return iso.slice(11, 16)
  return step >= SECOND ? iso.slice(11, 19) : iso.slice(11, 23)
}

/** `2022-04-26 00:43:24.518`; '' for 0. */
export function timeText(ms: number): string {
  return ms === 0 ? '' : new Date(ms).toISOString().slice(0, 23).replace('T', ' ')
}

/** `2022-04-26 00:43:24` */
export function secondText(ms: number): string {
  return timeText(Math.floor(ms)).slice(0, 19)
}

/** `1 h 29 min` */
export function spanText(ms: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['d', DAY],
    ['h', HOUR],
    ['min', MINUTE],
    ['s', SECOND],
  ]
  const first = units.findIndex(([, length]) => ms >= length)
  if (first < 0) return `${Math.round(ms)} ms`
  let rest = Math.round(ms / SECOND) * SECOND
  const parts: string[] = []
  for (const [name, length] of units.slice(first, first + 2)) {
    const n = Math.floor(rest / length)
    rest -= n * length
    if (n > 0) parts.push(`${n} ${name}`)
  }
  return parts.join(' ')
}

/** `span` zoomed by `factor` (< 1 = closer) around `at`, no closer than 20 ms and within `whole`. */
export function zoomed(span: Span, factor: number, at: number, whole: Span): Span {
  const width = Math.min(whole.to - whole.from, Math.max(20, (span.to - span.from) * factor))
  const share = (at - span.from) / (span.to - span.from)
  return within({ from: at - share * width, to: at + (1 - share) * width }, whole)
}

/** `span` moved by `ms`, within `whole`. */
export function moved(span: Span, ms: number, whole: Span): Span {
  return within({ from: span.from + ms, to: span.to + ms }, whole)
}

function within(span: Span, whole: Span): Span {
  const width = Math.min(span.to - span.from, whole.to - whole.from)
  const from = Math.max(whole.from, Math.min(span.from, whole.to - width))
  return { from, to: from + width }
}
