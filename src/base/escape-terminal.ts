import { visibleText } from './visible-text.ts'

/** Text on one line that no terminal obeys: controls, escapes and bidirectional overrides are written out. */
export function escapeTerminal(text: string): string {
  return visibleText(text)
}

/** Like `escapeTerminal`, with line ends and tabs kept. */
export function escapeTerminalBlock(text: string): string {
  return visibleText(text, '\n\t')
}

/**
 * Columns a text takes in a terminal: 0 for combining marks, 2 for East Asian wide and fullwidth characters and emoji
 * (ranges of Unicode 15 EastAsianWidth W and F, coarsened), 1 for the rest.
 */
export function displayWidth(text: string): number {
  // every printable ASCII character is one column
  if (/^[ -~]*$/.test(text)) return text.length
  let width = 0
  for (const char of text) width += charWidth(char)
  return width
}

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
]

function charWidth(char: string): number {
  if (/\p{M}/u.test(char)) return 0
  const code = char.codePointAt(0) ?? 0
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}

/** Pads or cuts a text to exactly `width` columns. */
export function fitWidth(text: string, width: number): string {
  const has = displayWidth(text)
  if (has <= width) return text + ' '.repeat(width - has)
  let out = ''
  let used = 0
  for (const char of text) {
    const next = charWidth(char)
    if (used + next > width - 1) break
    out += char
    used += next
  }
  return `${out}…${' '.repeat(Math.max(0, width - used - 1))}`
}
