import type { Span } from '../../model/block.ts'
import { gapsOf } from '../gaps.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { code, heading, list, t, todo } from '../spans.ts'
import { count, grouped } from '../words.ts'

export const section: Section = {
  id: 'open-questions',
  order: 170,
  build(input) {
    if (input.scope.totals.failures === 0) return []
    const items = questions(input)
    return [heading(2, 'Open questions'), ...(items.length === 0 ? [] : [list(items)]), todo('What else is not understood yet, and who looks into it (role)?')]
  },
}

/** What the logs cannot tell. */
function questions(input: ReportInput): readonly (readonly Span[])[] {
  const { incident, scope, verdict } = input
  const items: (readonly Span[])[] = []
  if (verdict.cause === 'unknown') for (const one of verdict.wouldChange) items.push([t(one)])
  if (incident?.onset_before === 1) items.push([t('When did it begin? The first failure stands at the very start of the logs; earlier logs of the nodes hit would tell.')])
  if (incident !== undefined && incident.trigger_kind === '') items.push([t('What changed? The logs show no change shortly before the first failure.')])
  if (incident !== undefined && incident.recovered_us === 0) items.push([t('Is it over? Not every node hit has a success after its last failure; later logs would tell.')])
  const unnamed = scope.nodes.find((node) => node.node === '')
  if (unnamed !== undefined) items.push([t(`On which node? ${count(unnamed.failures, 'failure')} ${unnamed.failures === 1 ? 'comes' : 'come'} from logs that do not name their node.`)])
  const lost = scope.states.unknown ?? 0
  if (lost > 0) items.push([t(`What became of ${count(lost, 'pod sandbox', 'pod sandboxes')} that the logs name in a failure but whose life they do not show?`)])
  if (input.file.cniConfigs().length === 0) items.push([t('Which CNI configuration was in force? No configuration file is among the inputs.')])
  for (const gap of gapsOf(input).slice(0, 10)) items.push([t('What happened on '), code(gap.node), t(` ${gap.words}? Its logs do not cover that time.`)])
  const unseen = input.sources.filter((source) => source.problem !== '').length
  if (unseen > 0) items.push([t(`What is in the ${grouped(unseen)} ${unseen === 1 ? 'source' : 'sources'} that could not be read in full? See Coverage.`)])
  return items
}
