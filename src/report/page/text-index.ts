/** Texts that stand once: `of` gives the place of a text, adding it where it is new. */
export interface TextIndex {
  readonly texts: string[]
  readonly of: (text: string) => number
}

export function textIndex(): TextIndex {
  const places = new Map<string, number>()
  const texts: string[] = []
  const of = (text: string): number => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, texts.length)
    texts.push(text)
    return texts.length - 1
  }
  return { texts, of }
}
