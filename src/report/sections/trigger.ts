import type { Block } from '../../model/block.ts'
import type { IncidentRow } from '../../model/case-file.ts'
import type { Section } from '../section.ts'
import { cite, code, heading, paragraph, t, todo } from '../spans.ts'
import { utc } from '../time-text.ts'
import { duration, excerpt, triggerWords } from '../words.ts'

export const section: Section = {
  id: 'trigger',
  order: 80,
  build(input) {
    const { incident } = input
    if (incident === undefined) return []
    const ask = todo(
      'What change or event does the team hold to be the trigger, and who or what made it (role or system, no names)?',
    )
    if (incident.trigger_kind === '') {
      return [heading(2, 'Trigger'), paragraph(t(noTrigger(incident))), ask]
    }
    const gap = incident.first_us - incident.trigger_us
    const before = incident.trigger_us > 0 && gap > 0 ? `, ${duration(gap)} before the first failure` : ''
    const seen: Block = paragraph(
      t(`The logs show${incident.trigger_us > 0 ? `: ${utc(incident.trigger_us)}${before}` : ''}: `),
      code(excerpt(incident.trigger_text)),
      t(' '),
      ...cite(input, incident.trigger_source, incident.trigger_line),
    )
    return [
      heading(2, 'Trigger'),
      seen,
      paragraph(
        t(
          `Inferred: ${triggerWords(incident.trigger_kind)}, and the failures follow from it. That one came after the other is no proof by itself.`,
        ),
      ),
      ask,
    ]
  },
}

function noTrigger(incident: IncidentRow): string {
  if (incident.first_us === 0)
    return 'The failing records carry no absolute time, so these logs cannot tell what came shortly before.'
  const why =
    incident.onset_before === 1
      ? ' The first failure stands at the very start of the logs, so the trigger may lie before them.'
      : ''
  return `The logs show no change shortly before the first failure.${why}`
}
