import type { PartPlaces } from './part-places.ts'

/** How a text of a result is made of a line's parts: the same for every line, one part, or texts and parts by turns. */
export type TextRecipe = string | number | readonly (string | number)[]

/** Finds where the parts of a stand-in line went. */
export function recipeOf(text: string, partTexts: readonly string[]): TextRecipe {
  const pieces: (string | number)[] = []
  let from = 0
  for (;;) {
    const next = nextPart(text, from, partTexts)
    if (next === undefined) break
    if (next.at > from) pieces.push(text.slice(from, next.at))
    pieces.push(next.part)
    from = next.at + next.length
  }
  if (from < text.length) pieces.push(text.slice(from))
  const [only = ''] = pieces
  return pieces.length < 2 ? only : pieces
}

function nextPart(
  text: string,
  from: number,
  partTexts: readonly string[],
): { readonly part: number; readonly at: number; readonly length: number } | undefined {
  let best: { readonly part: number; readonly at: number; readonly length: number } | undefined
  for (const [part, partText] of partTexts.entries()) {
    const at = text.indexOf(partText, from)
    if (at >= 0 && (best === undefined || at < best.at)) best = { part, at, length: partText.length }
  }
  return best
}

/** The recipe with a text in its pieces replaced. */
export function withText(recipe: TextRecipe, text: string, by: string): TextRecipe {
  const change = (piece: string | number): string | number =>
    typeof piece === 'string' ? piece.replaceAll(text, () => by) : piece
  return typeof recipe === 'object' ? recipe.map(change) : change(recipe)
}

/** Makes the text for another line. */
export function cook<Text extends string>(recipe: TextRecipe, line: string, places: PartPlaces): Text {
  // The texts were those of a result whose fields hold what they may hold.
  if (typeof recipe === 'string') return recipe as Text
  if (typeof recipe === 'number') return line.slice(places.starts[recipe], places.ends[recipe]) as Text
  let text = ''
  for (const piece of recipe) {
    text += typeof piece === 'string' ? piece : line.slice(places.starts[piece], places.ends[piece])
  }
  return text as Text
}
