import type { Span } from '../model/block.ts'
import type { ReportInput } from './input.ts'
import { link, queryAnchor, t } from './spans.ts'
import { grouped } from './words.ts'

/** An Event stands for as many failures as it counts; the headline counts them, the tables one for each Event. Nothing where none repeats. */
export function repeatSpans({ incident, scope }: ReportInput): readonly Span[] {
  if (incident === undefined || incident.failures <= scope.totals.failures) return []
  return [
    t(' ('),
    link(grouped(incident.failures), queryAnchor('incident-list')),
    t(' with the repeats that Kubernetes Events count)'),
  ]
}
