import { isDigit, skipDigits } from './scan.ts'
import type { Read } from './stamps.ts'

/** Month abbreviations January to December as `journalctl -o short` prints them under glibc 2.36 locales, and some of other C libraries. */
const NAMES: readonly string[] = [
  'jan feb mar apr may jun jul aug sep oct nov dec', // C, en
  'jan feb mär apr mai jun jul aug sep okt nov dez', // de
  'jän feb märz april mai juni juli aug sept okt nov dez', // de_AT, long forms
  'janv févr mars avril mai juin juil août sept oct nov déc', // fr
  'janv févr mars avr mai juin juil août sept oct nov déc', // fr, other C libraries
  'ene feb mar abr may jun jul ago sep oct nov dic', // es
  'gen feb mar apr mag giu lug ago set ott nov dic', // it
  'jan fev mar abr mai jun jul ago set out nov dez', // pt
  'jan feb mrt apr mei jun jul aug sep okt nov dec', // nl
  'jan feb mar apr maj jun jul aug sep okt nov dec', // sv, da
  'jan feb mars april mai juni juli aug sep okt nov des', // nb, nn
  'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu', // fi
  'янв фев мар апр мая июн июл авг сен окт ноя дек', // ru
  'янв февр марта апр май июня июля авг сент окт нояб дек', // ru, other C libraries
  'січ лют бер кві тра чер лип сер вер жов лис гру', // uk
  'sty lut mar kwi maj cze lip sie wrz paź lis gru', // pl
  'led úno bře dub kvě čen čec srp zář říj lis pro', // cs
  'jan febr márc ápr máj jún júl aug szept okt nov dec', // hu
  'oca şub mar nis may haz tem ağu eyl eki kas ara', // tr
  'jan feb mar apr mei jun jul agu sep okt nov des', // id
  'ιαν φεβ μαρ απρ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ', // el
  'ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ', // el, other C libraries
]

const TABLE: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((row) => row.split(' ').map((name, index) => [name, index + 1] as const)),
)

/** English names as they stand, for the common case. */
const ENGLISH: ReadonlyMap<string, number> = new Map(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ').map((name, index) => [name, index + 1]),
)

/** Longest name in UTF-16 units, a final dot included. */
const MAX_NAME = 8

/**
 * Reads a month name at `at`, of any locale in the table: `Apr`, `nov.`, `Ιαν`, `11月`, ` 5월` (one leading blank), `Thg 4`.
 * The end is the index behind the name and its dot.
 */
export function readMonth(text: string, at = 0): Read<number> | undefined {
  const english = ENGLISH.get(text.slice(at, at + 3))
  if (english !== undefined && text.charCodeAt(at + 3) === 32) return { value: english, end: at + 3 }
  return readNumbered(text, at) ?? readNamed(text, at)
}

//  5월 03 17:40:32 node-a kubelet[5493]: ...   11月 04 00:29:27 ...   Thg 4 26 00:43:24 ...
function readNumbered(text: string, at: number): Read<number> | undefined {
  const vietnamese = text.startsWith('Thg ', at)
  const from = vietnamese ? at + 4 : at + (text.charCodeAt(at) === 32 ? 1 : 0)
  const end = skipDigits(text, from)
  if (end === from || end - from > 2) return undefined
  const value = Number(text.slice(from, end))
  if (value < 1 || value > 12) return undefined
  if (vietnamese) return { value, end }
  const mark = text[end]
  return mark === '月' || mark === '월' ? { value, end: end + 1 } : undefined
}

function readNamed(text: string, at: number): Read<number> | undefined {
  if (isDigit(text.charCodeAt(at))) return undefined
  const blank = text.indexOf(' ', at)
  if (blank <= at || blank - at > MAX_NAME) return undefined
  if (!isDigit(text.charCodeAt(blank + 1)) && text.charCodeAt(blank + 1) !== 32) return undefined
  const name = text.slice(at, blank).toLowerCase().normalize('NFC')
  const value = TABLE.get(name.endsWith('.') ? name.slice(0, -1) : name)
  return value === undefined ? undefined : { value, end: blank }
}
