/**
 * Characters that a terminal, a browser or an editor would obey instead of showing: C0 and C1 controls, bidirectional
 * overrides and isolates, zero-width and other invisible format characters, line and paragraph separators (Unicode 15,
 * general categories Cc, Cf, Zl, Zp), and halves of surrogate pairs.
 */
const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
const OBEYED_ALL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

const NAMES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\u001b': '\\x1b' }

function name(char: string): string {
  const known = NAMES[char]
  if (known !== undefined) return known
  const code = (char.codePointAt(0) ?? 0).toString(16)
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`
}

/**
 * Text with every invisible or active character written out (`\x1b`, `\u{202e}`, `\n`), on one line. Characters named in
 * `keep` stay as they are.
 */
export function visibleText(text: string, keep = ''): string {
  if (!OBEYED.test(text)) return text
  return text.replace(OBEYED_ALL, (char) => (keep.includes(char) ? char : name(char)))
}

/** The first `max` characters (code points) of a text, with `…` where something was cut. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  const points = Array.from(text.slice(0, max * 2))
  return points.length <= max && points.join('') === text ? text : `${points.slice(0, max - 1).join('')}…`
}
