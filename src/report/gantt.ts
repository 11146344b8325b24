import type { ReportInput } from './input.ts'
import { stampText } from './time-text.ts'
import { podOf, shortId, triggerWords } from './words.ts'

/** A chart with more bars than this is a wall, not a picture. */
const MAX_BARS = 16

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

/** A Mermaid gantt chart of an incident: one section a node, one bar a pod sandbox; '' where there is too little or too much to draw. */
export function ganttOf(input: ReportInput): string {
  const bars = input.scope.retries.filter((retry) => retry.fromUs > 0)
  const shown = bars.reduce((sum, retry) => sum + retry.failures, 0)
  if (bars.length < 2 || bars.length > MAX_BARS || shown < input.scope.totals.failures) return ''
  const lines = [
    'gantt',
    '  title Failures by node and pod sandbox (UTC)',
    '  dateFormat YYYY-MM-DDTHH:mm:ss',
    '  axisFormat %H:%M',
  ]
  const { incident } = input
  if (incident !== undefined && (incident.trigger_us > 0 || incident.recovered_us > 0)) lines.push('  section changes')
  if (incident !== undefined && incident.trigger_kind !== '' && incident.trigger_us > 0) {
    lines.push(`  ${plain(triggerWords(incident.trigger_kind))} :milestone, ${at(incident.trigger_us)}, 0s`)
  }
  if (incident !== undefined && incident.recovered_us > 0)
    lines.push(`  ${incident.operation} succeeds again :milestone, ${at(incident.recovered_us)}, 0s`)
  const nodes = [...new Set(bars.map((bar) => bar.node))].sort()
  for (const node of nodes) {
    lines.push(`  section ${plain(node) || 'node not named'}`)
    for (const bar of bars.filter((one) => one.node === node).sort((a, b) => a.fromUs - b.fromUs)) {
      const name = plain(podOf(bar) || shortId(bar.sandboxId)) || bar.operation
      lines.push(
        `  ${name} x${bar.failures} :crit, ${at(bar.fromUs)}, ${at(Math.max(bar.untilUs, bar.fromUs + 1_000_000))}`,
      )
    }
  }
  return lines.join('\n')
}
