import type { Block, Span } from '../../model/block.ts'
import type { IncidentRow } from '../../model/case-file.ts'
import type { ReportInput } from '../input.ts'
import { BEGAN_BEFORE, KEY_TIMES, KEY_TIMES_HEADING, NOT_COMPUTED } from '../key-time-names.ts'
import { isQuiet, type Section } from '../section.ts'
import { cite, counted, heading, link, queryAnchor, t } from '../spans.ts'
import { minuteText, stampText } from '../time-text.ts'
import { noun, spanText, triggerWords } from '../words.ts'

type Row = readonly (readonly Span[])[]

export const section: Section = {
  id: 'key-times',
  order: 40,
  build(input) {
    if (isQuiet(input)) return []
    const table: Block = {
      type: 'table',
      columns: ['Time (UTC)', 'What', 'From'],
      rows: [...trigger(input), ...failures(input), ...end(input), ...people(input)],
    }
    return [heading(2, KEY_TIMES_HEADING), table]
  },
}

function trigger(input: ReportInput): readonly Row[] {
  const { incident } = input
  if (incident === undefined || incident.trigger_kind === '') return []
  const what = `${KEY_TIMES.trigger}: ${triggerWords(incident.trigger_kind)}`
  const { us, source, line } = firstTrace(input, incident)
  return [[[t(stampText(us))], [t(what)], cite(input, source, line)]]
}

/** The kernel tells of a hang when it has gone on for minutes: calls that were stuck before are its first trace. */
const HANG_REACH_US = 10 * 60_000_000

function firstTrace(input: ReportInput, incident: IncidentRow): { us: number; source: string; line: number } {
  const told = { us: incident.trigger_us, source: incident.trigger_source, line: incident.trigger_line }
  const hangs = input.facts.filter(({ kind, time_us: us }) => kind === 'hang' && us > 0 && us <= told.us)
  const trigger = hangs.find(({ source, line }) => source === told.source && line === told.line)
  if (incident.trigger_kind !== 'hang' || trigger === undefined) return told
  const earlier = hangs.filter(({ node, time_us: us }) => node === trigger.node && us >= told.us - HANG_REACH_US)
  const { time_us: us, source, line } = earlier.reduce((a, b) => (b.time_us < a.time_us ? b : a), trigger)
  return { us, source, line }
}

function failures(input: ReportInput): readonly Row[] {
  const { scope, incident } = input
  const { fromUs, untilUs } = scope.totals
  if (fromUs === 0) return []
  const { first } = input
  const onset =
    incident?.onset_before === 1 ? `${KEY_TIMES.firstFailure} in these logs (${BEGAN_BEFORE})` : KEY_TIMES.firstFailure
  const rows: Row[] = [
    [
      [t(stampText(fromUs))],
      [t(onset)],
      first === undefined
        ? [link('incident-totals', queryAnchor('incident-totals'))]
        : cite(input, first.source, first.line),
    ],
  ]
  if (scope.totals.failures > 1) rows.push(...several(input))
  const following = input.consequences.reduce((most, one) => Math.max(most, one.last_us), 0)
  if (following > untilUs)
    rows.push([
      [t(stampText(following))],
      [t('last of the failures inferred to follow from them')],
      [link('incident-list', queryAnchor('incident-list'))],
    ])
  return rows
}

/** The peak, where there is one, and the last of several failures. */
function several({ scope }: ReportInput): readonly Row[] {
  const { peak, totals } = scope
  const last: Row = [
    [t(stampText(totals.untilUs))],
    [t(KEY_TIMES.lastFailure)],
    [link('incident-totals', queryAnchor('incident-totals'))],
  ]
  if (peak.failures < 2) return [last]
  const what = [
    t('peak minute: '),
    ...counted(peak.failures, 'incident-minutes', 'failure'),
    t(` on ${peak.nodes} ${noun(peak.nodes, 'node')}`),
  ]
  return [[[t(minuteText(peak.minuteUs))], what, [link('incident-minutes', queryAnchor('incident-minutes'))]], last]
}

function end(input: ReportInput): readonly Row[] {
  const us = input.incident?.recovered_us ?? 0
  if (us === 0 || input.incident === undefined)
    return [[[t('not seen')], [t(`${KEY_TIMES.firstSuccess}, on every node hit`)], [t('no such record in these logs')]]]
  return [
    [
      [t(stampText(us))],
      [t(`${KEY_TIMES.firstSuccess}, on the node that came back last`)],
      cite(input, input.incident.recovered_source, input.incident.recovered_line),
    ],
  ]
}

/** What only people know, and the spans that follow from it: `report --check FILE --write` computes them in the written report. */
function people(input: ReportInput): readonly Row[] {
  const blank = (what: string, how: string): Row => [[{ type: 'todo', prompt: '' }], [t(what)], [t(how)]]
  const span = (what: string, how: string, cell: string = NOT_COMPUTED): Row => [[t(cell)], [t(what)], [t(how)]]
  const { fromUs } = input.scope.totals
  const recoveredUs = input.incident?.recovered_us ?? 0
  const recovered = recoveredUs > 0
  const end = recovered ? KEY_TIMES.firstSuccess : KEY_TIMES.recovered
  return [
    blank(KEY_TIMES.alert, 'alert manager; none if there was none'),
    blank(KEY_TIMES.page, 'on-call log'),
    blank(KEY_TIMES.declared, 'incident channel'),
    blank(KEY_TIMES.mitigated, 'incident channel'),
    ...(recovered ? [] : [blank(KEY_TIMES.recovered, 'monitoring, later logs')]),
    span(KEY_TIMES.detect, 'from first failure to first alert, page or declaration'),
    span(KEY_TIMES.mitigate, `from first failure to ${KEY_TIMES.mitigated}`),
    span(
      KEY_TIMES.recover,
      `from first failure to ${end}`,
      recovered && fromUs > 0 ? spanText(recoveredUs - fromUs, input.incident?.onset_before === 1) : NOT_COMPUTED,
    ),
  ]
}
