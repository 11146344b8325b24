import { askedParts, askedWords, partWords } from '../../base/asked-window.ts'
import type { Block, Span } from '../../model/block.ts'
import type { IncidentRow } from '../../model/case-file.ts'
import type { Operation } from '../../model/vocabulary.ts'
import { causeSpans } from '../cause-title.ts'
import { confidenceWords } from '../confidence.ts'
import type { ReportInput } from '../input.ts'
import { lossSpans } from '../losses.ts'
import { longestNotReadyUs } from '../not-ready.ts'
import { otherIncidents, otherSpans } from '../other-incidents.ts'
import { repeatSpans } from '../repeats.ts'
import { isQuiet, type Section } from '../section.ts'
import { code, counted, heading, joined, link, list, names, paragraph, queryAnchor, strong, t } from '../spans.ts'
import { utc } from '../time-text.ts'
import {
  count,
  duration,
  excerpt,
  factWords,
  grouped,
  isLateTrigger,
  nodeOf,
  noun,
  operationWords,
  triggerWords,
} from '../words.ts'

/** The first screen: what, where, since when, why, what to do. */
export const section: Section = {
  id: 'title',
  order: 20,
  build(input) {
    const { verdict } = input
    const losses = lossSpans(input)
    const asked = askedWords((key) => input.file.meta(key), utc)
    const head: Block[] = [heading(1, `Post-mortem: ${verdict.title}`)]
    if (isQuiet(input)) {
      return [
        ...head,
        paragraph(
          t(
            `These logs show no failed pod sandbox${asked === '' ? '' : ` ${asked}`}. What was read, and what was not, stands under `,
          ),
          link('Coverage', '#coverage-and-data-quality'),
          t('.'),
        ),
        ...verdict.wouldChange.map((one) => paragraph(strong('Needed'), t(`: ${one}.`))),
        ...(losses === undefined ? [] : [paragraph(...losses)]),
      ]
    }
    return [
      ...head,
      list([
        what(input),
        where(input),
        since(input),
        why(input),
        ...also(input),
        todoNow(input),
        ...lookedAt(input, asked),
        ...(losses === undefined ? [] : [losses]),
      ]),
    ]
  },
}

/** What of the logs was left out, on request. */
function lookedAt({ file }: ReportInput, asked: string): readonly (readonly Span[])[] {
  if (asked !== '') return [[strong('Looked at'), t(`: only what is ${asked}; the rest of the logs was left out.`)]]
  const sources = askedParts(file.meta)
    .filter((part) => partWords(part, utc) !== '')
    .reduce((sum, part) => sum + part.sources, 0)
  if (sources === 0) return []
  return [
    [
      strong('Looked at'),
      t(`: of ${count(sources, 'source')} only the span that was asked for (`),
      link('Coverage', '#coverage-and-data-quality'),
      t('), of all others everything.'),
    ],
  ]
}

function what(input: ReportInput): readonly Span[] {
  const { totals } = input.scope
  const operation = input.incident?.operation ?? input.scope.retries[0]?.operation ?? 'other'
  const parts: (readonly Span[])[] = []
  if (totals.sandboxes > 0) parts.push(counted(totals.sandboxes, 'incident-totals', 'pod sandbox', 'pod sandboxes'))
  if (totals.pods > 0) parts.push(counted(totals.pods, 'incident-totals', 'pod'))
  const on = parts.length === 0 ? [] : [t(', on '), ...joined(parts, ' of ')]
  return [
    strong('What'),
    t(`: ${failedOperations(operation, input)} failed `),
    ...counted(totals.failures, 'incident-totals', 'time'),
    ...repeatSpans(input),
    ...notReady(input),
    ...on,
    ...following(input),
    t('.'),
  ]
}

/** One failure may stand for hours. */
function notReady({ scope }: ReportInput): readonly Span[] {
  const us = longestNotReadyUs(scope.retries)
  return us === 0 ? [] : [t(`, ${scope.nodes.length > 1 ? 'at the longest ' : ''}for ${duration(us)}`)]
}

/** The count behind it is of every operation: `mostly` where more than half of the failures are of this one. */
function failedOperations(operation: Operation, { scope }: ReportInput): string {
  let own = 0
  let others = 0
  for (const retry of scope.retries) {
    if (retry.operation === operation) own += retry.failures
    else others += retry.failures
  }
  if (others === 0) return operationWords(operation)
  return own > others ? `mostly ${operationWords(operation)}` : `${operationWords(operation)} and other operations`
}

/** Failures of other incidents that follow from this one. */
function following(input: ReportInput): readonly Span[] {
  const more = input.consequences.reduce((sum, one) => sum + one.failures, 0)
  if (more === 0) return []
  const tail = t(` more ${noun(more, 'failure is', 'failures are')} inferred to follow from them`)
  return [t('; '), link(grouped(more), queryAnchor('incident-list')), tail]
}

function where(input: ReportInput): readonly Span[] {
  const hit = input.scope.nodes.map((node) => nodeOf(node.node))
  const named = input.scope.nodes.filter((node) => node.node !== '').length
  const known = input.nodes.length
  if (hit.length === 1 && named === 0) return [strong('Where'), t(': the logs do not name the node.')]
  const where = [strong('Where'), t(`: ${noun(hit.length, 'node')} `), ...names([...hit].sort(), 6)]
  if (known > named && named > 0)
    return [
      ...where,
      t('; '),
      link(String(named), queryAnchor('incident-nodes')),
      t(' of '),
      link(String(known), queryAnchor('coverage')),
      t(` ${noun(known, 'node')} in these logs.`),
    ]
  return [...where, t(known > 1 && known === named ? '; every node in these logs.' : '.')]
}

function since(input: ReportInput): readonly Span[] {
  const { incident } = input
  const { fromUs, untilUs } = input.scope.totals
  if (fromUs === 0) return [strong('Since'), t(': not known, the failing records carry no absolute time.')]
  const before = incident?.onset_before === 1 ? 'the logs begin, or earlier; first seen ' : ''
  return [
    strong('Since'),
    t(`: ${before}${utc(fromUs)}, last seen ${utc(untilUs)} (${duration(untilUs - fromUs)}). `),
    t(followingUntil(input)),
    t(recovery(input)),
  ]
}

/** Failures that follow from these may outlast them. */
function followingUntil(input: ReportInput): string {
  const last = input.consequences.reduce((most, one) => Math.max(most, one.last_us), 0)
  return last > input.scope.totals.untilUs ? `Failures that follow from them go on until ${utc(last)}. ` : ''
}

function recovery(input: ReportInput): string {
  const us = input.incident?.recovered_us ?? 0
  return us > 0
    ? `The operation succeeds again on every node hit from ${utc(us)}.`
    : 'No recovery is seen in these logs.'
}

function why(input: ReportInput): readonly Span[] {
  const { verdict, incident } = input
  const cause = verdict.cause ?? 'unknown'
  const trigger =
    incident !== undefined && incident.trigger_kind !== ''
      ? [
          t(
            ` ${isLateTrigger(incident) ? 'As the failures began' : 'Shortly before'}, ${triggerWords(incident.trigger_kind)}`,
          ),
          ...triggerFact(input, incident),
          t(`${incident.trigger_us > 0 ? ` (${utc(incident.trigger_us)})` : ''}.`),
        ]
      : []
  return [
    strong('Why'),
    t(': '),
    ...causeSpans(cause, verdict.causeTitle),
    t(`, ${confidenceWords(verdict.confidence)}.`),
    ...trigger,
    t(' See '),
    link('Verdict', '#verdict'),
    t('.'),
  ]
}

/** The largest of the incidents that the verdict does not explain: another fault, or the same one again. */
function also({ incidents, incident }: ReportInput): readonly (readonly Span[])[] {
  const [first, ...more] = incident === undefined ? [] : otherIncidents(incidents, incident)
  if (first === undefined) return []
  const rest = more.length === 0 ? '. See ' : `, and ${count(more.length, 'more incident')}. See `
  return [[strong('Also'), t(': '), ...otherSpans(first, incident), t(rest), link('Summary', '#summary'), t('.')]]
}

/** What the line of the trigger says beyond its kind, where it is a known fact: `containerd 1.6.2 started`, the name of a file. */
function triggerFact(input: ReportInput, incident: IncidentRow): readonly Span[] {
  const fact = input.facts.find(
    (one) => one.source === incident.trigger_source && one.line === incident.trigger_line && one.kind !== 'version',
  )
  if (fact === undefined) return []
  const words = fact.kind === 'runtime-start' || fact.kind === 'kubelet-start' ? factWords(fact) : fact.value
  return words === undefined || words === '' ? [] : [t(': '), code(excerpt(words, 80))]
}

function todoNow(input: ReportInput): readonly Span[] {
  const first = input.verdict.fix[0]
  if (first === undefined)
    return [
      strong('Do'),
      t(': the logs name no fix; '),
      link('Open questions', '#open-questions'),
      t(' says what is missing.'),
    ]
  const more =
    input.verdict.fix.length > 1 ? ` All ${input.verdict.fix.length} steps with their checks: ` : ' With its check: '
  return [strong('Do'), t(`: ${sentence(first.text)}${more}`), link('Fix now', '#fix-now'), t('.')]
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
