import { askedParts, partWords } from '../../base/asked-window.ts'
import type { Block, Span } from '../../model/block.ts'
import type { SourceRow } from '../../model/case-file.ts'
import { isLoss, NOT_TEXT } from '../../model/unread.ts'
import { coverageNotes } from '../coverage-notes.ts'
import type { ReportInput } from '../input.ts'
import { checksumList } from '../input-files.ts'
import type { Section } from '../section.ts'
import { code, heading, list, numbersFrom, paragraph, t } from '../spans.ts'
import { stampText, utc } from '../time-text.ts'
import { count, excerpt, grouped, size } from '../words.ts'
import { yearFromWords } from '../year-words.ts'

/** Sources that the table shows at most; the rest is summed up. */
const MAX_SOURCES = 60

export const section: Section = {
  id: 'coverage',
  order: 180,
  build(input) {
    const { sources } = input
    if (sources.length === 0) return []
    const rows = sources.slice(0, MAX_SOURCES).map(row)
    return [
      heading(2, 'Coverage and data quality'),
      paragraph(t(summary(sources))),
      {
        type: 'table',
        columns: ['Source', 'Node', 'Format', 'Size', 'Lines', 'Read', 'Understood', 'First (UTC)', 'Last (UTC)'],
        align: ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'left', 'left'],
        rows,
      },
      ...(sources.length > rows.length
        ? [paragraph(t(`Not shown: ${grouped(sources.length - rows.length)} more; the query lists all.`))]
        : []),
      numbersFrom('coverage'),
      ...asked(input),
      ...problems(input),
      ...coverageNotes(input),
      ...years(sources),
      ...checksums(sources),
    ]
  },
}

/** What `--since` and `--until` left in, for each run of ingest. */
function asked({ file }: ReportInput): readonly Block[] {
  const parts = askedParts(file.meta).map((part) => ({ ...part, words: partWords(part, utc) }))
  if (parts.every(({ words }) => words === '')) return []
  const items = parts.map(({ sources, words }): readonly Span[] => [
    t(`${count(sources, 'source')}: ${words === '' ? 'all records' : `only what is ${words}`}`),
  ])
  return [heading(3, 'Spans that were asked for'), list(items)]
}

function summary(sources: readonly SourceRow[]): string {
  const sum = (of: (source: SourceRow) => number): number => sources.reduce((total, source) => total + of(source), 0)
  const candidates = sum((s) => s.candidates)
  const understood = sum((s) => s.understood)
  const lines = sum((s) => s.lines)
  const read =
    candidates === 0
      ? 'no record speaks of pod sandboxes or the node network.'
      : `${count(candidates, 'record')} that may speak of pod sandboxes or the node network ${candidates === 1 ? 'was' : 'were'} read, ${understoodWords(understood, candidates)}.`
  return `${count(sources.length, 'source')}, ${size(sum((s) => s.bytes))}, ${count(lines, 'line')}; ${read}`
}

function understoodWords(understood: number, of: number): string {
  if (understood === of) return of === 1 ? 'and understood' : 'and all of them understood'
  return understood === 0 ? 'none of them understood' : `${grouped(understood)} of them understood`
}

function row(source: SourceRow): readonly (readonly Span[])[] {
  const format = [source.transport, source.payload].filter((part) => part !== '').join(' + ')
  const time = (us: number): readonly Span[] => (us === 0 ? [] : [t(stampText(us))])
  return [
    [code(source.path)],
    source.node === '' ? [] : [code(source.node)],
    format === '' ? [] : [t(format)],
    [t(size(source.bytes))],
    [t(grouped(source.lines))],
    [t(grouped(source.candidates))],
    [t(grouped(source.understood))],
    time(source.first_us),
    time(source.last_us),
  ]
}

function problems(input: ReportInput): readonly Block[] {
  const lost = input.sources.filter((source) => isLoss(source.problem))
  const items = lost
    .slice(0, MAX_SOURCES)
    .map((source): readonly Span[] => [code(source.path), t(': '), code(excerpt(source.problem))])
  if (lost.length > items.length)
    items.push([t(`and ${grouped(lost.length - items.length)} more; the query lists all`)])
  items.push(...passedOver(input.sources))
  return items.length === 0 ? [] : [heading(3, 'What could not be read'), list(items)]
}

/** Files without text, counted by kind: a bundle has hundreds of them. */
function passedOver(sources: readonly SourceRow[]): readonly (readonly Span[])[] {
  return Object.values(NOT_TEXT).flatMap((why) => {
    const of = sources.filter((source) => source.problem === why)
    const [first] = of
    if (first === undefined) return []
    return [[code(first.path), t(`${of.length === 1 ? '' : ` and ${grouped(of.length - 1)} more`}: ${why}`)]]
  })
}

/** How stamps without a year or zone got theirs. */
function years(sources: readonly SourceRow[]): readonly Block[] {
  const groups = new Map<string, number>()
  const add = (key: string): void => void groups.set(key, (groups.get(key) ?? 0) + 1)
  for (const source of sources) {
    if (source.year_from !== '') add(`year ${source.year}, taken from ${yearFromWords(source.year_from)}`)
    if (source.zone_from === 'assumed') add('zone UTC, which nothing tells')
    if (source.zone_from === 'flag') add('zone taken from the --timezone option')
  }
  if (groups.size === 0) return []
  const items = [...groups.keys()]
    .sort()
    .map((key): readonly Span[] => [t(`${count(groups.get(key) ?? 0, 'source')}: ${key}`)])
  return [heading(3, 'Years and zones that the time stamps do not name'), list(items)]
}

function checksums(sources: readonly SourceRow[]): readonly Block[] {
  const lines = checksumList(sources).trimEnd().split('\n').filter(Boolean)
  return lines.length === 0
    ? []
    : [heading(3, 'Checksums of the inputs'), { type: 'code', language: 'text', text: lines.slice(0, 500).join('\n') }]
}
