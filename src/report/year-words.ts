import type { SourceRow } from '../model/case-file.ts'

const YEAR_FROM: Readonly<Record<string, string>> = {
  flag: 'the --year option',
  'same source': 'another stamp in the same source',
  'same node': 'other sources of the same node',
  'same bundle': 'other sources of the same archive',
  'member time': 'the time of the archive member',
  'file time': 'the time of the file',
  'file name': 'the name of the file',
}

/** Where the year of stamps without one was taken from, for readers. */
export function yearFromWords(yearFrom: string): string {
  return YEAR_FROM[yearFrom] ?? yearFrom
}

/** Where a year comes from that no record names: files are copied, and written to for a long time. */
const ASSUMED_FROM: ReadonlySet<string> = new Set(['member time', 'file time', 'file name'])

/** Years and zones that times rest on though no record names them, for one line; '' where there are none. */
export function assumedClockWords(sources: readonly SourceRow[]): string {
  const guessed = sources.filter((source) => ASSUMED_FROM.has(source.year_from))
  return [
    ...(guessed.length === 0
      ? []
      : [`the year ${yearsText(guessed)} is assumed: it is taken from ${fromText(guessed)} (--year sets it)`]),
    ...(isZoneAssumed(sources) ? ['no zone is named: UTC is assumed (--timezone sets it)'] : []),
  ].join('; ')
}

const isZoneAssumed = (sources: readonly SourceRow[]): boolean =>
  sources.some((source) => source.zone_from === 'assumed')

/** The basis of all times in one sentence: the zone, and which year stamps without one were given, from what. */
export function clockWords(sources: readonly SourceRow[]): string {
  const guessed = sources.filter((source) => source.year_from !== '')
  if (sources.every((source) => source.first_us === 0)) return 'no record that was read has an absolute time'
  const years =
    guessed.length === 0
      ? 'every time stamp names its year'
      : `stamps without a year are of ${yearsText(guessed)}, taken from ${fromText(guessed)}`
  return `UTC; ${years}${isZoneAssumed(sources) ? '; stamps whose zone nothing tells are taken as UTC' : ''}`
}

const yearsText = (sources: readonly SourceRow[]): string =>
  sortedSet(sources.map((source) => String(source.year))).join(' or ')

const fromText = (sources: readonly SourceRow[]): string =>
  sortedSet(sources.map((source) => yearFromWords(source.year_from))).join(' or ')

function sortedSet(all: readonly string[]): readonly string[] {
  return [...new Set(all)].sort()
}
