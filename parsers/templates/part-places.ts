import type { Head } from './head.ts'
import type { Parts } from './parts.ts'

/** What the lines of a template have in common: their parts, at the same places in all, and the texts between. */
export interface PartPlaces {
  /** Texts before each part, and behind the last. */
  readonly between: readonly string[]
  readonly kinds: readonly number[]
  readonly same: readonly number[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  readonly head: Head
}

/** Those of the line that the parts were cut from. */
export function placesOf(line: string, parts: Parts): PartPlaces | undefined {
  const { count, head } = parts
  if (head === undefined) return undefined
  const between: string[] = []
  let from = 0
  for (let i = 0; i < count; i++) {
    between.push(line.slice(from, parts.starts[i]))
    from = parts.ends[i] ?? 0
  }
  between.push(line.slice(from))
  return {
    between,
    kinds: [...parts.kinds.subarray(0, count)],
    same: [...parts.same.subarray(0, count)],
    starts: [...parts.starts.subarray(0, count)],
    ends: [...parts.ends.subarray(0, count)],
    head,
  }
}
