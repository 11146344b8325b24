import type { Span } from '../model/block.ts'
import type { IncidentRow } from '../model/case-file.ts'
import { causeTitle } from './cause-title.ts'
import { code, counted, names, t } from './spans.ts'
import { utc } from './time-text.ts'
import { count, duration } from './words.ts'

/**
 * Incidents that the verdict does not explain and that do not follow from the one it does: the largest first. A configuration that could not be
 * loaded when it was changed is told as the trigger of that one.
 */
export function otherIncidents(all: readonly IncidentRow[], own: IncidentRow): readonly IncidentRow[] {
  return all
    .filter((one) => one.id !== own.id && one.consequence_of !== own.id && !isTrigger(one, own))
    .toSorted((a, b) => b.failures - a.failures || a.id - b.id)
}

function isTrigger(one: IncidentRow, own: IncidentRow): boolean {
  return one.operation === 'NetworkReady' && own.trigger_kind === 'config-change' && one.first_us === own.trigger_us
}

const SECOND_US = 1_000_000

/** When an incident began and ended, and whether it was seen to end: `from 2023-11-20 02:59:59 UTC for 24 min, over since ...`. */
function courseText(one: IncidentRow): string {
  if (one.first_us === 0) return 'at a time that is not known'
  const lengthUs = one.last_us - one.first_us
  const when = lengthUs < SECOND_US ? `at ${utc(one.first_us)}` : `from ${utc(one.first_us)} for ${duration(lengthUs)}`
  const end = one.recovered_us > 0 ? `succeeds again from ${utc(one.recovered_us)}` : 'no recovery is seen'
  return `${one.onset_before === 1 ? 'seen ' : ''}${when}; ${end}`
}

/** `RunPodSandbox failed again`: against the incident that the verdict explains. */
function failedText(one: IncidentRow, own: IncidentRow | undefined): string {
  const operation = one.operation === 'other' ? 'Sandbox operations' : one.operation
  const same = own !== undefined && one.cause === own.cause && one.operation === own.operation
  return `${operation} failed${same && own.first_us > 0 && one.first_us > own.last_us ? ' again' : ''}`
}

/** One of them as a text: what, where, when, why. */
export function otherText(one: IncidentRow, own: IncidentRow | undefined): string {
  const nodes = one.nodes === '' ? [] : one.nodes.split(' ')
  const where = nodes.length === 0 ? '' : ` on ${nodes.length > 3 ? count(nodes.length, 'node') : nodes.join(', ')}`
  return `${failedText(one, own)} ${count(one.failures, 'time')}${where} ${courseText(one)}: ${causeTitle(one.cause)}`
}

/** The same for a report: names from the evidence as code. */
export function otherSpans(one: IncidentRow, own: IncidentRow | undefined): readonly Span[] {
  const nodes = one.nodes === '' ? [] : [t(' on '), ...names(one.nodes.split(' '), 4)]
  const times = counted(one.failures, 'incident-list', 'time')
  return [code(one.cause), t(`: ${failedText(one, own)} `), ...times, ...nodes, t(` ${courseText(one)}`)]
}
