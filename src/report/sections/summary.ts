import { askedWords } from '../../base/asked-window.ts'
import { sourceSpan } from '../../base/source-span.ts'
import type { Block, Span } from '../../model/block.ts'
import { causeSpans } from '../cause-title.ts'
import type { ReportInput } from '../input.ts'
import { otherSpans } from '../other-incidents.ts'
import { repeatSpans } from '../repeats.ts'
import type { Section } from '../section.ts'
import { code, counted, heading, list, names, paragraph, t, todo } from '../spans.ts'
import { utc } from '../time-text.ts'
import { count, nodeOf } from '../words.ts'

export const section: Section = {
  id: 'summary',
  order: 30,
  build(input) {
    if (input.scope.totals.failures === 0) return healthy(input)
    if (input.verdict.cause === null) return harmless(input)
    return [
      heading(2, 'Summary'),
      paragraph(...story(input)),
      ...others(input),
      todo('In two sentences for readers outside the team: what did users notice, and is it over?'),
    ]
  },
}

function healthy(input: ReportInput): readonly Block[] {
  const { fromUs, toUs } = sourceSpan(input.sources)
  const asked = askedWords((key) => input.file.meta(key), utc)
  const span = fromUs === 0 ? '' : ` between ${utc(fromUs)} and ${utc(toUs)}`
  const nodes = input.nodes.length === 0 ? '' : ` of ${count(input.nodes.length, 'node')}`
  const nothing = 'show no failed set-up, tear-down or removal of a pod sandbox'
  const whole = `The logs${nodes}${span} ${nothing}.`
  const part = `Only what is ${asked} was looked at: it ${nothing.replace('show', 'shows')}. The logs${nodes} have records${span}.`
  return [heading(2, 'Summary'), paragraph(t(asked === '' ? whole : part))]
}

/** Failures, but none that hurt a pod: what each series was. */
function harmless(input: ReportInput): readonly Block[] {
  const items = input.verdict.ruledOut.map(({ cause, why }): readonly Span[] => [code(cause), t(`: ${why}`)])
  return [heading(2, 'Summary'), paragraph(...story(input)), ...(items.length === 0 ? [] : [list(items)])]
}

function story(input: ReportInput): readonly Span[] {
  const { scope, verdict } = input
  const { totals } = scope
  const nodes = scope.nodes.map((node) => nodeOf(node.node)).sort()
  const spans: Span[] = [
    t('The logs show '),
    ...counted(totals.failures, 'incident-totals', 'failed operation'),
    ...repeatSpans(input),
    t(' on '),
    ...names(nodes, 6),
  ]
  if (totals.fromUs > 0) spans.push(t(` between ${utc(totals.fromUs)} and ${utc(totals.untilUs)}`))
  if (totals.records === 0) spans.push(t(', told by Kubernetes Events alone. '))
  else spans.push(t(', printed in '), ...counted(totals.records, 'incident-totals', 'log record'), t('. '))
  // Status calls for what is gone, and clients run by hand: where the verdict names no cause, all failures are of that kind.
  if (verdict.cause === null) return [...spans, t('By themselves they kept no pod from starting or stopping.')]
  spans.push(
    t('Inferred cause: '),
    ...causeSpans(verdict.cause, verdict.causeTitle),
    t(`. ${opening(verdict.mechanism)}`.trimEnd()),
  )
  return spans
}

/** The first two sentences; the verdict has the rest. */
function opening(text: string): string {
  return text
    .split(/(?<=\.) /)
    .slice(0, 2)
    .join(' ')
}

/** Incidents beside the one the verdict explains. */
function others(input: ReportInput): readonly Block[] {
  const rest = input.incidents.filter((one) => one.id !== input.incident?.id)
  if (rest.length === 0) return []
  const items = rest.map((one): readonly Span[] => {
    const follows =
      one.consequence_of !== 0 && one.consequence_of === input.incident?.id
        ? '; inferred to be a consequence of this incident'
        : ''
    return [...otherSpans(one, input.incident), t(follows)]
  })
  return [paragraph(t(`The logs also show ${count(rest.length, 'other incident')}:`)), list(items)]
}
