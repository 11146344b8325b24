import type { Block } from '../../model/block.ts'
import type { IncidentRow } from '../../model/case-file.ts'
import type { ReportInput } from '../input.ts'
import { isQuiet, type Section } from '../section.ts'
import { cite, code, heading, list, paragraph, t, todo } from '../spans.ts'
import { utc } from '../time-text.ts'
import { duration, excerpt, factWords } from '../words.ts'

/** A change this long before the first success is named as what may have ended the failures. */
const ENDED_BY_US = 10 * 60_000_000

const CHANGES = new Set(['runtime-start', 'kubelet-start', 'config-change', 'config-loaded', 'reboot', 'agent-start'])

export const section: Section = {
  id: 'response',
  order: 130,
  build(input) {
    if (isQuiet(input)) return []
    return [
      heading(2, 'Response and recovery'),
      ...recovery(input),
      todo('What did the team do, in which order, and which step helped?'),
      todo('What slowed the response down?'),
    ]
  },
}

function recovery(input: ReportInput): readonly Block[] {
  const { incident } = input
  if (incident === undefined || incident.recovered_us === 0) {
    const last = input.scope.totals.untilUs
    return [
      paragraph(
        t(
          `No recovery seen in these logs${last > 0 ? `: the last failure is at ${utc(last)} and not every node hit has a success after it` : ''}.`,
        ),
      ),
    ]
  }
  const gap = incident.recovered_us - incident.last_us
  const seen = paragraph(
    t(
      `The logs show ${incident.operation} succeed again at ${utc(incident.recovered_us)} on the node that came back last${gap > 0 ? `, ${duration(gap)} after the last failure` : ''}: `,
    ),
    ...cite(input, incident.recovered_source, incident.recovered_line),
  )
  return [seen, ...endedBy(input, incident)]
}

/** Changes on nodes that were hit, after the first failure and shortly before the recovery. */
function endedBy(input: ReportInput, { first_us: firstUs, recovered_us: recoveredUs }: IncidentRow): readonly Block[] {
  const fromUs = Math.max(firstUs, recoveredUs - ENDED_BY_US)
  const hit = new Set(input.scope.nodes.map((node) => node.node))
  const seen = new Set<string>()
  const found = input.facts.filter((fact) => {
    const said = `${fact.source}:${fact.line}`
    const fits =
      CHANGES.has(fact.kind) &&
      hit.has(fact.node) &&
      fact.time_us <= recoveredUs &&
      fact.time_us > fromUs &&
      !seen.has(said)
    if (fits) seen.add(said)
    return fits
  })
  if (found.length === 0)
    return [paragraph(t('The logs show no change shortly before it; what ended the failures is not known from them.'))]
  const parts = found
    .slice(0, 6)
    .map((fact) => [
      t(`${utc(fact.time_us)} `),
      code(fact.node),
      t(' '),
      code(excerpt(factWords(fact) ?? '', 120)),
      t(' '),
      ...cite(input, fact.source, fact.line),
    ])
  const which = parts.length === 1 ? 'this change' : 'one of these changes'
  return [paragraph(t(`Inferred: ${which} shortly before may have ended the failures:`)), list(parts)]
}
