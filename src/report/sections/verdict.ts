import type { Block, Span } from '../../model/block.ts'
import { CONFIDENCE, type Evidence, type Verdict } from '../../model/verdict.ts'
import { causeSpans } from '../cause-title.ts'
import { confidenceWords, percent } from '../confidence.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { cite, code, heading, list, paragraph, strong, t } from '../spans.ts'
import { excerpt, noun } from '../words.ts'

/** Cited lines of one kind that the body shows; the rest stands in the appendix. */
const MAX_CITED = 8

export const section: Section = {
  id: 'verdict',
  order: 70,
  build(input) {
    const { verdict } = input
    if (verdict.cause === null) return []
    return [
      heading(2, 'Verdict'),
      paragraph(
        t('Inferred cause: '),
        ...causeSpans(verdict.cause, verdict.causeTitle),
        t(`, ${confidenceWords(verdict.confidence)}.`),
      ),
      ...(verdict.mechanism === '' ? [] : [paragraph(strong('How it comes about'), t(`: ${verdict.mechanism}`))]),
      ...terms(input),
      ...cited(input, 'What the logs show for it', verdict.evidence),
      ...cited(input, 'What the logs show against it', verdict.against),
      ...ruledOut(input),
      ...wouldChange(input),
    ]
  },
}

function terms(input: ReportInput): readonly Block[] {
  const { terms: all } = input.verdict
  if (all.length === 0) return []
  const rows = all.map((term): readonly (readonly Span[])[] => {
    const first = term.evidence[0]
    return [
      [code(term.name)],
      [t(weight(term.weight))],
      [t(term.says)],
      first === undefined ? [] : cite(input, first.source, first.line),
    ]
  })
  return [
    heading(3, 'Where the confidence comes from'),
    {
      type: 'table',
      columns: ['Term', 'Weight', 'What it says', 'From'],
      align: ['left', 'right', 'left', 'left'],
      rows,
    },
    paragraph(t(sumWords(input.verdict))),
  ]
}

/** How the confidence follows from the terms. */
function sumWords({ cause, terms: all, confidence }: Verdict): string {
  const sum = all.reduce((total, term) => total + term.weight, 0)
  if (cause === 'unknown') return `No cause is named, so the confidence stays at ${percent(confidence)}.`
  const adds = noun(all.length, 'The term adds', 'The terms add')
  const begin = `${adds} ${weight(sum)} to the ${CONFIDENCE.base.toFixed(2)} that any verdict begins with`
  const total = CONFIDENCE.base + sum
  if (total > CONFIDENCE.most) return `${begin}; no verdict is told as more than ${percent(CONFIDENCE.most)} sure.`
  if (total < CONFIDENCE.least) return `${begin}; the least is ${percent(CONFIDENCE.least)}.`
  return `${begin}: ${percent(confidence)}.`
}

function weight(n: number): string {
  return `${n < 0 ? '-' : '+'}${Math.abs(n).toFixed(2)}`
}

function cited(input: ReportInput, title: string, all: readonly Evidence[]): readonly Block[] {
  if (all.length === 0) return []
  const places = new Map(all.map((one) => [`${one.source}:${one.line}:${one.says}`, one]))
  const items = [...places.values()]
    .slice(0, MAX_CITED)
    .map((one): readonly Span[] => [
      t(one.says === '' ? '' : `${one.says}: `),
      code(excerpt(one.text)),
      t(' '),
      ...cite(input, one.source, one.line),
    ])
  const rest = places.size - items.length
  const more: readonly Block[] = rest > 0 ? [paragraph(t(`${rest} more in the evidence appendix.`))] : []
  return [heading(3, title), list(items), ...more]
}

function ruledOut(input: ReportInput): readonly Block[] {
  const { ruledOut: all } = input.verdict
  if (all.length === 0) return []
  return [heading(3, 'Ruled out'), list(all.map((one) => [code(one.cause), t(`: ${one.why}`)]))]
}

function wouldChange(input: ReportInput): readonly Block[] {
  const { wouldChange: all, cause } = input.verdict
  if (all.length === 0) return []
  return [
    heading(3, cause === 'unknown' ? 'What is missing' : 'What would change this verdict'),
    list(all.map((one) => [t(one)])),
  ]
}
