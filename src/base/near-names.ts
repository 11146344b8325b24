/** Those of `names` (words joined by `-`) that share a word with `name` or hold it, at most five: what a user may have meant. */
export function nearNames(name: string, names: readonly string[]): readonly string[] {
  const words = new Set(
    name
      .toLowerCase()
      .split(/[-_ ]/)
      .filter((word) => word.length > 2),
  )
  const near = names.filter((other) => other.split('-').some((word) => words.has(word)) || other.includes(name))
  return name === '' ? [] : near.slice(0, 5)
}

/** The hint of an error about a name that nothing has; `otherwise` where none is near. */
export function nearHint(name: string, names: readonly string[], otherwise: string): string {
  const near = nearNames(name, names)
  return near.length > 0 ? `did you mean ${near.join(' or ')}?` : otherwise
}
