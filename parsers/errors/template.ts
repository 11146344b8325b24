// Ids: runs of at least eight hex digits and dashes (sandbox ids, uids, hashes), numbers of five and more digits.
const ids = /[0-9a-f]{8}[0-9a-f-]*|\d{5,}/g

/** Text with its ids cut out: what repeats of one error have in common. Addresses, ports and versions stay, because patterns read them. */
export const templateOf = (text: string): string => text.replace(ids, '#')

// Quotes that a copy kept escaped at some depth: \" · \\\"
const escapedQuotes = /\\{1,15}"/g
const blanks = /\s+/g

/** What patterns are compared with: lower case, plain quotes (typographic ones of copies too), single blanks. */
export function foldText(text: string): string {
  const quotes = text.includes('\\') ? text.replace(escapedQuotes, '"') : text
  return quotes.replace(/[“”]/g, '"').replace(/[’‘]/g, "'").replace(blanks, ' ').toLowerCase()
}
