import { ASCII, DIGIT, FIXED, HEX, RANDOM } from '../../src/base/byte-classes.ts'
import type { LineShape, ShapePair } from '../../src/model/line-shape.ts'
import type { PartPlaces } from './part-places.ts'
import { HEX_64, isValue, KLOG_PID, KLOG_TIME_PART, SHORT_TIME, SUFFIX, UUID } from './parts.ts'
import type { Stretch } from './sender.ts'

const MONTH = 3

/**
 * Bytes that an ASCII line has if and only if `Parts.cut` finds in it the parts of the template, with the same texts between
 * them; other lines have them never. undefined where bytes alone cannot tell. `line` is of the template. What stands in the stretches of `any` is
 * not looked at, and that values are known is for the reader to see.
 */
export function byteShape(line: string, places: PartPlaces, any: readonly Stretch[] = []): LineShape | undefined {
  const { starts, ends, kinds } = places
  const bytes = Buffer.from(line, 'latin1')
  if (/[^\0-\x7f]/.test(line) || kinds.some((kind, i) => isDoubtful(line, kind, starts[i] ?? 0, ends[i] ?? 0)))
    return undefined
  const classes = new Uint8Array(line.length).fill(FIXED)
  for (const [i, kind] of kinds.entries())
    for (let at = starts[i] ?? 0; at < (ends[i] ?? 0); at++) classes[at] = classAt(line, kind, at, starts[i] ?? 0)
  for (const { from, to } of any) classes.fill(ASCII, from, to)
  return { bytes, classes, pairs: pairsOf(places) }
}

function isDoubtful(line: string, kind: number, start: number, end: number): boolean {
  // -bcdf2456-ac95-48fc-8ea6-3c811eef3696: an ending may have the letters of a UUID's beginning
  if (kind === SUFFIX) return end - start === 8 && [0, 5, 10, 15].every((at) => line.charCodeAt(end + at) === 45)
  // 2022-04-26T00:43:24.x: a digit behind the point would make it a fraction
  if (isValue(kind)) return false
  return kind !== HEX_64 && kind !== UUID && kind !== KLOG_TIME_PART && kind !== KLOG_PID && line.charCodeAt(end) === 46
}

/** Class of the byte at `at` of a part that begins at `start`. */
function classAt(line: string, kind: number, at: number, start: number): number {
  if (kind === SUFFIX) return RANDOM
  if (isValue(kind)) return ASCII
  if (kind === HEX_64) return HEX
  if (kind === UUID) return line.charCodeAt(at) === 45 ? FIXED : HEX
  if (kind === SHORT_TIME && at < start + MONTH) return ASCII
  const code = line.charCodeAt(at)
  return code >= 48 && code <= 57 ? DIGIT : FIXED
}

/** Parts of one kind and length are equal or not, as they are in the line. */
function pairsOf({ starts, ends, kinds, same }: PartPlaces): readonly ShapePair[] {
  const lengthOf = (i: number): number => (ends[i] ?? 0) - (starts[i] ?? 0)
  return kinds.flatMap((kind, i) => {
    const alike = kinds.flatMap((other, j) => (j < i && other === kind && lengthOf(j) === lengthOf(i) ? [j] : []))
    // Of a text that was met before it is enough to say of which; a new one is none of those before.
    const told = same[i] === i ? alike.filter((j) => same[j] === j) : [same[i] ?? i]
    return told.map((j) => ({ a: starts[j] ?? 0, b: starts[i] ?? 0, length: lengthOf(i), isSame: same[i] === j }))
  })
}
