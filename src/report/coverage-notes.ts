import type { Block, Span } from '../model/block.ts'
import type { FactRow, SourceRow } from '../model/case-file.ts'
import type { FactKind } from '../model/fact.ts'
import type { ReportInput } from './input.ts'
import { code, heading, list, t } from './spans.ts'
import { count, excerpt, grouped } from './words.ts'

const MAX_ITEMS = 40

/** What the sources lack by themselves: logs missing from bundles, silences, dropped messages, clocks that differ, mended records. */
export function coverageNotes(input: ReportInput): readonly Block[] {
  return [
    ...block('Missing from the bundles', facts(input, 'log-missing', 'log-limit').map(bundleItem)),
    ...block('Silences and dropped messages', facts(input, 'log-silence', 'suppressed').map(quietItem)),
    ...block('Logs found twice', facts(input, 'log-copy').map(copyItem)),
    ...block('Clocks that differ', facts(input, 'clock-skew').map(skewItem)),
    ...block('Noted while reading', countItems(input.sources)),
  ]
}

function block(title: string, items: readonly (readonly Span[])[]): readonly Block[] {
  if (items.length === 0) return []
  const rest = items.length - MAX_ITEMS
  return [
    heading(3, title),
    list([...items.slice(0, MAX_ITEMS), ...(rest > 0 ? [[t(`and ${grouped(rest)} more`)]] : [])]),
  ]
}

function facts(input: ReportInput, ...kinds: readonly FactKind[]): readonly FactRow[] {
  return input.facts.filter((fact) => kinds.includes(fact.kind))
}

function bundleItem(fact: FactRow): readonly Span[] {
  return [code(excerpt(fact.value)), t(' ('), code(excerpt(fact.text)), t(')')]
}

function quietItem(fact: FactRow): readonly Span[] {
  const place = code(fact.line > 0 ? `${fact.source}:${fact.line}` : fact.source)
  if (fact.kind !== 'log-silence') return [place, t(': '), code(excerpt(fact.text))]
  return [
    place,
    t(fact.node === '' ? ': ' : ' of '),
    ...(fact.node === '' ? [] : [code(fact.node), t(': ')]),
    t(fact.text),
  ]
}

function copyItem(fact: FactRow): readonly Span[] {
  const n = Number(fact.value)
  const folded = `: ${count(n, 'event')} folded as ${n === 1 ? 'a copy' : 'copies'} of what stands in `
  return [code(fact.source), t(folded), code(fact.component)]
}

function skewItem(fact: FactRow): readonly Span[] {
  return [code(excerpt(fact.text)), t(' Reported only: no time was changed.')]
}

/** Counts of all sources, most frequent first: cut, glued and wrapped lines, folded copies, bytes that are no text. */
function countItems(sources: readonly SourceRow[]): readonly (readonly Span[])[] {
  const sums = new Map<string, { n: number; sources: number; first: string }>()
  for (const source of sources) {
    for (const [name, n] of Object.entries(countsOf(source))) {
      const sum = sums.get(name) ?? { n: 0, sources: 0, first: source.path }
      sums.set(name, { n: sum.n + n, sources: sum.sources + 1, first: sum.first })
    }
  }
  return [...sums]
    .sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1))
    .map(([name, sum]) => [t(`${name}: ${grouped(sum.n)} in ${count(sum.sources, 'source')}, first `), code(sum.first)])
}

function countsOf(source: SourceRow): Readonly<Record<string, number>> {
  if (source.detail === '') return {}
  const detail = JSON.parse(source.detail) as { readonly counts?: Readonly<Record<string, number>> }
  return detail.counts ?? {}
}
