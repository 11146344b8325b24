import type { TextPlace } from '../../src/model/event.ts'
import type { PartPlaces } from './part-places.ts'
import type { TextRecipe } from './text-recipe.ts'

/** Where the text of a recipe stands in one piece in every line of the template; undefined where it does not. `line` is one of them. */
export function placeInLine(recipe: TextRecipe, line: string, places: PartPlaces): TextPlace | undefined {
  if (typeof recipe === 'string') return recipe
  const pieces = typeof recipe === 'number' ? [recipe] : recipe
  const at = pieces.findIndex((piece) => typeof piece === 'number')
  const lead = pieces.slice(0, at).join('').length
  for (const [i, same] of places.same.entries()) {
    const from = (places.starts[i] ?? 0) - lead
    const to = same === pieces[at] ? endOf(pieces, from, line, places) : undefined
    if (to !== undefined) return { from, to }
  }
  return undefined
}

/** Index behind the pieces where they stand at `from`, each part a part and each text between parts; undefined where they do not. */
function endOf(
  pieces: readonly (string | number)[],
  from: number,
  line: string,
  { starts, ends, same }: PartPlaces,
): number | undefined {
  let at = from
  for (const piece of pieces) {
    const part = starts.findIndex(
      (start, i) => start < at + (typeof piece === 'string' ? piece.length : 1) && (ends[i] ?? 0) > at,
    )
    if (typeof piece === 'string') {
      if (part >= 0 || at < 0 || !line.startsWith(piece, at)) return undefined
      at += piece.length
    } else {
      if (starts[part] !== at || same[part] !== piece) return undefined
      at = ends[part] ?? 0
    }
  }
  return at
}
