/** Says of a text whether it matches. */
export type Matcher = (text: string) => boolean

export type Search =
  | { readonly state: 'all' }
  | { readonly state: 'wrong'; readonly why: string }
  | { readonly state: 'some'; readonly matches: Matcher }

/** Longer patterns are refused, longer texts matched up to here: a pattern cannot take more than an instant. */
const MAX_PATTERN = 200
const MAX_TEXT = 1000
/** Parts that repeat without a bound; each multiplies the work by the length of the text. */
const MAX_REPEATS = 2

/** Reads what stands in the search field: words of which all must be there (any case), or a regular expression. */
export function readSearch(query: string, expression: boolean): Search {
  const text = query.trim()
  if (text === '') return { state: 'all' }
  if (!expression) {
    const words = text.toLowerCase().split(/\s+/).map(shortId)
    return { state: 'some', matches: (one) => includesAll(one.toLowerCase(), words) }
  }
  const why = fault(text)
  if (why !== '') return { state: 'wrong', why }
  try {
    const pattern = new RegExp(text, 'i')
    return { state: 'some', matches: (one) => pattern.test(one.slice(0, MAX_TEXT)) }
  } catch {
    return { state: 'wrong', why: 'This is no regular expression.' }
  }
}

/** Ids of pod sandboxes stand in the page with their first 16 digits. */
function shortId(word: string): string {
  return /^[0-9a-f]{17,64}$/.test(word) ? word.slice(0, 16) : word
}

function includesAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word))
}

/** Why a pattern could take long; '' where it cannot. */
function fault(pattern: string): string {
  if (pattern.length > MAX_PATTERN) return `Longer than ${MAX_PATTERN} characters.`
  const bare = pattern.replaceAll(/\\[\s\S]/g, '\\').replaceAll(/\[\^?\]?[^\]]*\]/g, 'C')
  if (/\\[1-9]|\\k/.test(pattern)) return 'References to groups are not supported.'
  if (/\)(?:[*+?]|\{)/.test(bare)) return 'A group in parentheses cannot repeat: the search could take for ever.'
  if (/\{\d{4,}|\{\d*,\d{3,}\}/.test(bare)) return 'So many repeats could take for ever.'
  const repeats = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0
  return repeats > MAX_REPEATS ? `More than ${MAX_REPEATS} parts repeat (* or +): the search could take for ever.` : ''
}
