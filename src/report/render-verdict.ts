import { escapeTerminal } from '../base/escape-terminal.ts'
import type { IncidentRow } from '../model/case-file.ts'
import type { Verdict } from '../model/verdict.ts'
import { causeTitle } from './cause-title.ts'
import { confidenceWords } from './confidence.ts'
import { otherIncidents, otherText } from './other-incidents.ts'
import { utc } from './time-text.ts'
import { count, excerpt, grouped, isLateTrigger, noun, triggerWords } from './words.ts'

/** Evidence lines, and other incidents, that the short verdict shows. */
const SHOWN = 3

/**
 * The verdict for a terminal: title, cause, what came before and whether it is over, first evidence, other incidents, first step. No colour;
 * log text cannot steer the terminal. `clock`: what of the times is assumed ('' = nothing).
 */
export function renderVerdict(verdict: Verdict, incidents: readonly IncidentRow[] = [], clock = ''): string {
  const lines = [escapeTerminal(verdict.title)]
  if (verdict.cause === null) lines.push(...next(verdict))
  else {
    const own = incidents.find((one) => one.id === verdict.incidentId)
    lines.push(
      `cause:  ${causeTitle(verdict.cause, verdict.causeTitle)}, ${confidenceWords(verdict.confidence)}`,
      ...(own === undefined ? [] : course(own)),
      ...(clock === '' || own?.last_us === 0 ? [] : [`times:  ${clock}`]),
      ...evidence(verdict),
      ...others(incidents, own),
      ...next(verdict),
    )
  }
  return `${lines.join('\n')}\n`
}

/** What came shortly before the incident, and how it ended. */
function course(own: IncidentRow): readonly string[] {
  const lines: string[] = []
  if (own.trigger_kind !== '') {
    const time = own.trigger_us > 0 ? ` (${utc(own.trigger_us)})` : ''
    const place = own.trigger_source === '' ? '' : `  ${escapeTerminal(`${own.trigger_source}:${own.trigger_line}`)}`
    lines.push(`${isLateTrigger(own) ? 'with:   ' : 'before: '}${triggerWords(own.trigger_kind)}${time}${place}`)
  }
  if (own.last_us === 0) lines.push('until:  the failing records carry no absolute time')
  else if (own.recovered_us === 0) lines.push(`until:  ${utc(own.last_us)}; no recovery is seen in these logs`)
  else lines.push(`until:  ${utc(own.last_us)}; succeeds again on every node hit from ${utc(own.recovered_us)}`)
  return lines
}

function evidence(verdict: Verdict): readonly string[] {
  const places = new Map(verdict.evidence.map((one) => [`${one.source}:${one.line}`, one]))
  return [...places]
    .slice(0, SHOWN)
    .map(
      ([place, one]) =>
        `seen:   ${one.says === '' ? excerpt(one.text, 160) : escapeTerminal(one.says)}  ${escapeTerminal(place)}`,
    )
}

function others(incidents: readonly IncidentRow[], own: IncidentRow | undefined): readonly string[] {
  if (own === undefined) return []
  const rest = otherIncidents(incidents, own)
  const following = incidents.filter((one) => one.consequence_of === own.id)
  const failures = following.reduce((sum, one) => sum + one.failures, 0)
  return [
    ...(failures === 0
      ? []
      : [
          `also:   ${grouped(failures)} more ${noun(failures, 'failure is', 'failures are')} inferred to follow from these`,
        ]),
    ...rest.slice(0, SHOWN).map((one) => `also:   ${escapeTerminal(otherText(one, own))}`),
    ...(rest.length > SHOWN
      ? [`also:   ${count(rest.length - SHOWN, 'more incident')}: see Summary in the report`]
      : []),
  ]
}

function next(verdict: Verdict): readonly string[] {
  const [step, second] = verdict.fix
  if (step !== undefined) {
    const more =
      second === undefined ? '' : ` (step 1 of ${verdict.fix.length}, with commands under Fix now in the report)`
    return [`do:     ${escapeTerminal(step.text)}${more}`]
  }
  return verdict.wouldChange[0] === undefined ? [] : [`needed: ${escapeTerminal(verdict.wouldChange[0])}`]
}
