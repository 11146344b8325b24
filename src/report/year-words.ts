import type { SourceRow } from '../model/case-file.ts'

const YEAR_FROM: Readonly<Record<string, string>> = {
  flag: 'the --year option',
  'same source': 'another stamp in the same source',
  'same node': 'other sources of the same node',
  'member time': 'the time of the archive member',
  'file time': 'the time of the file',
  'file name': 'the name of the file',
}

/** Where the year of stamps without one was taken from, for readers. */
export function yearFromWords(yearFrom: string): string {
  return YEAR_FROM[yearFrom] ?? yearFrom
}

/** The basis of all times in one sentence: the zone, and which year stamps without one were given, from what. */
export function clockWords(sources: readonly SourceRow[]): string {
  const guessed = sources.filter((source) => source.year_from !== '')
  if (sources.every((source) => source.first_us === 0)) return 'no record that was read has an absolute time'
  if (guessed.length === 0) return 'UTC; every time stamp names its year'
  const years = sortedSet(guessed.map((source) => String(source.year)))
  const from = sortedSet(guessed.map((source) => yearFromWords(source.year_from)))
  return `UTC; stamps without a year are of ${years.join(' or ')}, taken from ${from.join(' or ')}`
}

function sortedSet(all: readonly string[]): readonly string[] {
  return [...new Set(all)].sort()
}
