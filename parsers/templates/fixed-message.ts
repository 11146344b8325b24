import { ANY, bitsOf, FIXED } from '../../src/base/byte-classes.ts'
import { messageTemplate } from '../../src/base/message-template.ts'
import type { LineShape } from '../../src/model/line-shape.ts'
import type { EventRecipe } from './event-recipe.ts'
import type { PartPlaces } from './part-places.ts'
import { isValue } from './parts.ts'
import { cook, type TextRecipe } from './text-recipe.ts'

/** A character of a text that may vary: the character of all lines, or which character of which part it is. */
interface Symbol {
  /** -1 = varies. */
  readonly code: number
  readonly part: number
  readonly at: number
  /** Bits of the class that it is of (src/base/byte-classes.ts). */
  readonly bits: number
}

/**
 * `messageTemplate` of the events of all lines of a template, where it is the same for all: whatever the ids of a line, they stand in its
 * message at the same places and nowhere else. undefined where that is not certain. `line` is of the template. Values are taken to stand
 * nowhere by chance, which has to be seen of each.
 */
export function fixedMessage(
  recipe: EventRecipe,
  line: string,
  places: PartPlaces,
  shape: LineShape,
): string | undefined {
  const symbolsOf = (one: TextRecipe): Symbol[] => symbols(one, line, places, shape)
  const texts = [recipe.sandboxId, recipe.podUid, recipe.podName].map(symbolsOf)
  // The order and the marks are those of messageTemplate.
  let text: Symbol[] | undefined = symbolsOf(recipe.message)
  if (text.some(isMark)) return undefined
  for (const [i, name] of texts.entries()) {
    if (name.some(isMark)) return undefined
    if (name.length >= (i === 2 ? 4 : 1) && text !== undefined) text = replaced(text, name, i + 1, places)
  }
  if (text === undefined || text.some(({ code }) => code < 0)) return undefined
  const fixed = text.map(({ code }) => String.fromCharCode(code)).join('')
  const own = (one: TextRecipe): string => cook(one, line, places)
  const { sandboxId, podUid, podName, message } = recipe
  const event = { sandboxId: own(sandboxId), podUid: own(podUid), podName: own(podName), message: own(message) }
  return messageTemplate(event) === fixed ? fixed : undefined
}

const isMark = ({ code }: Symbol): boolean => code >= 1 && code <= 3

function symbols(recipe: TextRecipe, line: string, places: PartPlaces, shape: LineShape): Symbol[] {
  const pieces = typeof recipe === 'object' ? recipe : [recipe]
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string')
      return Array.from({ length: piece.length }, (_, i) => fixedSymbol(piece.charCodeAt(i)))
    const start = places.starts[piece] ?? 0
    return Array.from({ length: (places.ends[piece] ?? 0) - start }, (_, at) => {
      const bits = shape.classes[start + at] ?? ANY
      if (isValue(places.kinds[piece] ?? 0)) return { code: -1, part: piece, at, bits: 0 }
      return bits === FIXED ? fixedSymbol(line.charCodeAt(start + at)) : { code: -1, part: piece, at, bits }
    })
  })
}

const fixedSymbol = (code: number): Symbol => ({ code, part: -1, at: 0, bits: code < 256 ? bitsOf(code) : 0 })

/** The text with a mark wherever the name stands in it; undefined where it may stand elsewhere too. */
function replaced(
  text: readonly Symbol[],
  name: readonly Symbol[],
  mark: number,
  places: PartPlaces,
): Symbol[] | undefined {
  const result: Symbol[] = []
  for (let at = 0; at < text.length; ) {
    const here = standsAt(text, at, name, places)
    if (here === 'perhaps') return undefined
    if (here === 'yes') result.push(fixedSymbol(mark))
    else result.push(text[at] as Symbol)
    at += here === 'yes' ? name.length : 1
  }
  return result
}

function standsAt(
  text: readonly Symbol[],
  at: number,
  name: readonly Symbol[],
  places: PartPlaces,
): 'yes' | 'no' | 'perhaps' {
  if (at + name.length > text.length) return 'no'
  let sure = true
  for (const [i, wanted] of name.entries()) {
    const found = text[at + i] as Symbol
    if (wanted.code >= 0 && wanted.code === found.code) continue
    if (wanted.code < 0 && wanted.part === found.part && wanted.at === found.at) continue
    if (!mayBeSame(wanted, found) || areOther(wanted, found, places)) return 'no'
    sure = false
  }
  return sure ? 'yes' : 'perhaps'
}

function mayBeSame(a: Symbol, b: Symbol): boolean {
  if (a.code < 0 && b.code < 0) return true
  return (a.code < 0 || b.code < 0) && (a.bits & b.bits & ~ANY) !== 0
}

/** Beginnings of two whole parts of one kind and length: they would be the same part if their texts were. */
function areOther(a: Symbol, b: Symbol, { starts, ends, kinds }: PartPlaces): boolean {
  const length = ({ part }: Symbol): number => (ends[part] ?? 0) - (starts[part] ?? 0)
  return (
    a.at === 0 && b.at === 0 && a.part >= 0 && b.part >= 0 && kinds[a.part] === kinds[b.part] && length(a) === length(b)
  )
}
