// "failed to destroy network for sandbox \"4d81...\": invalid version \"\": the version is empty" -> what stays the same from one record to the next
const CHANGING = /"[^"]*"|[0-9a-f]{12,}|\d+(?:\.\d+)*|[\w.-]*\/[\w./-]*|[\\]/g

/** Characters that are looked at: the deepest error stands at the end. */
const MOST_CHARS = 4000

/** What a literal has to have to be worth alerting on: several words, or one long one. */
const good = (part: string): boolean => part.length >= 12 && part.includes(' ')

/** The deepest stretch of an error text that does not change from one sandbox to the next; '' if none is long enough to alert on. */
export function alertLiteral(message: string): string {
  // Go wraps errors from the outside in, each layer ends with ": "
  const layers = message.slice(-MOST_CHARS).replaceAll(/\s+/g, ' ').split(': ').map(fixedParts)
  const deepest = layers.findLast((parts) => parts.some(good)) ?? layers.flat()
  const best = deepest.reduce((longest, part) => (part.length > longest.length ? part : longest), '')
  return best.length < 8 ? '' : best
}

function fixedParts(layer: string): readonly string[] {
  return layer.split(CHANGING).map((part) => trimmed(part).slice(0, 80))
}

const EDGE = /[\s:,;"'=[\](){}]/

/** Without the punctuation round it. A pattern that is bound to the end looks through a long run of it once for each of its characters. */
function trimmed(part: string): string {
  let from = 0
  let to = part.length
  while (from < to && EDGE.test(part.charAt(from))) from++
  while (to > from && EDGE.test(part.charAt(to - 1))) to--
  return part.slice(from, to)
}
