import { bitsOf } from '../../base/byte-classes.ts'
import type { LineShape } from '../../model/line-shape.ts'
import { LONGEST_SHAPE, MAX_SHAPES, type ShapeTable } from './scanner.ts'

const BITS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => bitsOf(byte))

/** The same results as the shapes in WebAssembly, in plain TypeScript. */
export function plainShapes(window: Uint8Array): ShapeTable {
  const byLength = new Map<number, { readonly shape: LineShape; readonly number: number }[]>()
  let known = 0
  return {
    find(start, end) {
      return byLength.get(end - start)?.find(({ shape }) => isOf(window, start, shape))?.number ?? -1
    },
    add(shape) {
      const { length } = shape.bytes
      if (known === MAX_SHAPES || length > LONGEST_SHAPE) return -1
      const number = known++
      byLength.set(length, [{ shape, number }, ...(byLength.get(length) ?? [])])
      return number
    },
    clear() {
      byLength.clear()
      known = 0
    },
  }
}

function isOf(window: Uint8Array, start: number, { bytes, classes, pairs }: LineShape): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = window[start + i] ?? 0
    if (byte !== bytes[i] && ((BITS[byte] ?? 0) & (classes[i] ?? 0)) === 0) return false
  }
  return pairs.every(({ a, b, length, isSame }) => {
    let n = 0
    while (n < length && window[start + a + n] === window[start + b + n]) n++
    return (n === length) === isSame
  })
}
