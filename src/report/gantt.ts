import type { ReportInput } from './input.ts'
import { stampText } from './time-text.ts'
import { podOf, shortId, triggerWords } from './words.ts'

/** A chart with more bars than this is a wall, not a picture. */
const MAX_BARS = 16

const SECOND_US = 1_000_000
const DAY_US = 86_400 * SECOND_US

/** Mermaid reads `:`, `;`, `#` and `,` in a task as syntax; names keep what cannot be misread. */
function plain(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N} ./_()-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
}

function at(us: number): string {
  return stampText(us).replace(' ', 'T')
}

/** Days that the chart spans. */
function daysOf({ scope, incident }: ReportInput): number {
  const { fromUs, untilUs } = scope.totals
  const from = Math.min(fromUs, incident?.trigger_us || fromUs)
  return (Math.max(untilUs, incident?.recovered_us ?? 0) - from) / DAY_US
}

/** A Mermaid gantt chart of an incident: one section a node, one bar or diamond a pod sandbox; '' where there is too little or too much to draw. */
export function ganttOf(input: ReportInput): string {
  const bars = input.scope.retries.filter((retry) => retry.fromUs > 0)
  const shown = bars.reduce((sum, retry) => sum + retry.failures, 0)
  if (bars.length < 2 || bars.length > MAX_BARS || shown < input.scope.totals.failures) return ''
  const lines = [
    'gantt',
    '  title Failures by node and pod sandbox (UTC)',
    '  dateFormat YYYY-MM-DDTHH:mm:ss',
    `  axisFormat ${daysOf(input) > 1 ? '%m-%d %H:%M' : '%H:%M'}`,
  ]
  lines.push(...changes(input.incident))
  const nodes = [...new Set(bars.map((bar) => bar.node))].sort()
  for (const node of nodes) {
    lines.push(`  section ${plain(node) || 'node not named'}`)
    for (const bar of bars.filter((one) => one.node === node).sort((a, b) => a.fromUs - b.fromUs))
      lines.push(task(podOf(bar) || shortId(bar.sandboxId) || bar.operation, bar.failures, bar.fromUs, bar.untilUs))
  }
  const following = input.consequences.filter((one) => one.first_us > 0)
  if (following.length > 0) lines.push('  section inferred to follow')
  for (const one of following) lines.push(task(one.cause, one.failures, one.first_us, one.last_us))
  return lines.join('\n')
}

/** Trigger and recovery as diamonds. */
function changes(incident: ReportInput['incident']): readonly string[] {
  if (incident === undefined) return []
  const marks: string[] = []
  if (incident.trigger_kind !== '' && incident.trigger_us > 0)
    marks.push(`  ${plain(triggerWords(incident.trigger_kind))} :milestone, ${at(incident.trigger_us)}, 0s`)
  if (incident.recovered_us > 0)
    marks.push(`  ${incident.operation} succeeds again :milestone, ${at(incident.recovered_us)}, 0s`)
  return marks.length === 0 ? [] : ['  section changes', ...marks]
}

/** A bar for what lasted, a diamond for what happened once. */
function task(name: string, failures: number, fromUs: number, untilUs: number): string {
  const words = safeName(name)
  const lasts = untilUs - fromUs >= SECOND_US
  return lasts
    ? `  ${words} x${failures} :crit, ${at(fromUs)}, ${at(untilUs)}`
    : `  ${words}${failures > 1 ? ` x${failures}` : ''} :crit, milestone, ${at(fromUs)}, 0s`
}

// gantt   title x   section x   click x   2022-04-26: a name that begins like a statement or a date of the Mermaid grammar would be read as one
const STATEMENT =
  /^(?:gantt|date|axis|tick|inclusive|top|includes|excludes|today|week|title|acc|section|click|call|href|\d)/i

function safeName(name: string): string {
  const text = plain(name)
  return text === '' || STATEMENT.test(text) ? `pod ${text}`.trim() : text
}
