import type { Block, Span } from '../../model/block.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { cite, counted, heading, link, queryAnchor, t } from '../spans.ts'
import { minuteText, stampText } from '../time-text.ts'
import { duration, noun, triggerWords } from '../words.ts'

type Row = readonly (readonly Span[])[]

export const section: Section = {
  id: 'key-times',
  order: 40,
  build(input) {
    if (input.scope.totals.failures === 0) return []
    const table: Block = {
      type: 'table',
      columns: ['Time (UTC)', 'What', 'From'],
      rows: [...trigger(input), ...failures(input), ...end(input), ...people(input)],
    }
    return [heading(2, 'Key times'), table]
  },
}

function trigger(input: ReportInput): readonly Row[] {
  const { incident } = input
  if (incident === undefined || incident.trigger_kind === '') return []
  const what = `first trace of the inferred trigger: ${triggerWords(incident.trigger_kind)}`
  return [[[t(stampText(incident.trigger_us))], [t(what)], cite(input, incident.trigger_source, incident.trigger_line)]]
}

function failures(input: ReportInput): readonly Row[] {
  const { scope, incident } = input
  const { fromUs, untilUs } = scope.totals
  if (fromUs === 0) return []
  const { first } = input
  const onset = incident?.onset_before === 1 ? 'first failure in these logs (it began before they do)' : 'first failure'
  const rows: Row[] = [
    [
      [t(stampText(fromUs))],
      [t(onset)],
      first === undefined
        ? [link('incident-totals', queryAnchor('incident-totals'))]
        : cite(input, first.source, first.line),
    ],
  ]
  if (scope.totals.failures === 1) return rows
  const { peak } = scope
  if (peak.failures > 1) {
    rows.push([
      [t(minuteText(peak.minuteUs))],
      [
        t('peak minute: '),
        ...counted(peak.failures, 'incident-minutes', 'failure'),
        t(` on ${peak.nodes} ${noun(peak.nodes, 'node')}`),
      ],
      [link('incident-minutes', queryAnchor('incident-minutes'))],
    ])
  }
  rows.push([[t(stampText(untilUs))], [t('last failure')], [link('incident-totals', queryAnchor('incident-totals'))]])
  return rows
}

function end(input: ReportInput): readonly Row[] {
  const us = input.incident?.recovered_us ?? 0
  if (us === 0 || input.incident === undefined)
    return [
      [
        [t('not seen')],
        [t('first success after the last failure, on every node hit')],
        [t('no such record in these logs')],
      ],
    ]
  const after =
    input.scope.totals.fromUs > 0 ? `, ${duration(us - input.scope.totals.fromUs)} after the first failure` : ''
  return [
    [
      [t(stampText(us))],
      [t(`first success after the last failure, on the node that came back last${after}`)],
      cite(input, input.incident.recovered_source, input.incident.recovered_line),
    ],
  ]
}

/** What only people know, and what follows from it. */
function people(input: ReportInput): readonly Row[] {
  const { fromUs } = input.scope.totals
  const from = fromUs === 0 ? 'first failure' : stampText(fromUs)
  const recovered = input.incident?.recovered_us ?? 0
  const until = recovered === 0 ? 'end of the incident' : stampText(recovered)
  const blank = (what: string, how: string): Row => [[{ type: 'todo', prompt: '' }], [t(what)], [t(how)]]
  return [
    blank('first alert', 'alert manager'),
    blank('first page answered', 'on-call log'),
    blank('incident declared', 'incident channel'),
    blank('mitigated for users', 'incident channel'),
    blank('time to detect', `first alert minus ${from}`),
    blank('time to mitigate', `mitigated minus ${from}`),
    blank('time to recover', `${until} minus incident declared`),
  ]
}
