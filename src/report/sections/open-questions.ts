import type { Span } from '../../model/block.ts'
import type { FactRow } from '../../model/case-file.ts'
import { isLoss } from '../../model/unread.ts'
import { gapsOf } from '../gaps.ts'
import type { ReportInput } from '../input.ts'
import { isQuiet, type Section } from '../section.ts'
import { code, heading, list, t, todo } from '../spans.ts'
import { count } from '../words.ts'

/** A silence this long before or after the incident may hide its beginning or end. */
const AROUND_US = 30 * 60_000_000

export const section: Section = {
  id: 'open-questions',
  order: 170,
  build(input) {
    if (isQuiet(input)) return []
    const items = questions(input)
    return [
      heading(2, 'Open questions'),
      ...(items.length === 0 ? [] : [list(items)]),
      todo('What else is not understood yet, and who looks into it (role)?'),
    ]
  },
}

type Item = readonly Span[]

/** What the logs cannot tell. */
function questions(input: ReportInput): readonly Item[] {
  const missing = input.verdict.cause === 'unknown' ? input.verdict.wouldChange.map((one): Item => [t(one)]) : []
  return [...missing, ...aboutIncident(input), ...aboutScope(input), ...aboutInputs(input)]
}

function aboutIncident({ incident }: ReportInput): readonly Item[] {
  if (incident === undefined) return []
  const items: Item[] = []
  if (incident.first_us === 0) {
    items.push([
      t(
        'When did it begin, and what changed? The failing records carry no absolute time; logs of the nodes hit would tell.',
      ),
    ])
  } else if (incident.onset_before === 1) {
    const why = 'The first failure stands at the very start of the logs; earlier logs of the nodes hit would tell.'
    items.push([t(`When did it begin? ${why}`)])
  }
  if (incident.trigger_kind === '' && incident.first_us > 0) {
    items.push([t('What changed? The logs show no change shortly before the first failure.')])
  }
  if (incident.recovered_us === 0) {
    items.push([t('Is it over? Not every node hit has a success after its last failure; later logs would tell.')])
  }
  return items
}

function aboutScope({ scope }: ReportInput): readonly Item[] {
  const items: Item[] = []
  const unnamed = scope.nodes.find((node) => node.node === '')?.failures ?? 0
  if (unnamed > 0) {
    const come = unnamed === 1 ? 'comes' : 'come'
    items.push([t(`On which node? ${count(unnamed, 'failure')} ${come} from logs that do not name their node.`)])
  }
  const lost = scope.states.unknown ?? 0
  if (lost > 0) {
    const sandboxes = count(lost, 'pod sandbox', 'pod sandboxes')
    items.push([t(`What became of ${sandboxes} that the logs name in a failure but whose life they do not show?`)])
  }
  return items
}

function aboutInputs(input: ReportInput): readonly Item[] {
  const items: Item[] = []
  if (input.file.cniConfigs().length === 0 && mayBeConfig(input.verdict.cause)) {
    items.push([t('Which CNI configuration was in force? No configuration file is among the inputs.')])
  }
  for (const gap of gapsOf(input).slice(0, 10)) {
    items.push([t('What happened on '), code(gap.node), t(` ${gap.words}? Its logs do not cover that time.`)])
  }
  for (const fact of silencesNear(input).slice(0, 10)) {
    items.push([t('What happened while '), code(fact.source), t(` was silent? It has ${fact.text}.`)])
  }
  const unread = input.sources.filter((source) => isLoss(source.problem)).length
  if (unread > 0) {
    items.push([t(`What is in the ${count(unread, 'source')} that could not be read in full? See Coverage.`)])
  }
  return items
}

/** Below the network plugin, no CNI configuration has a say. */
const NOT_THE_NETWORK: readonly string[] = [
  'oci-runtime-failed',
  'resource-exhausted',
  'runtime-timeout',
  'runtime-unavailable',
  'sandbox-image-failed',
  'sandbox-name-conflict',
]

const mayBeConfig = (cause: string | null): boolean => !NOT_THE_NETWORK.includes(cause ?? '')

/** Silences within half an hour of the incident, on the nodes that it hit. */
function silencesNear(input: ReportInput): readonly FactRow[] {
  const { totals, nodes } = input.scope
  const hit = new Set(nodes.map(({ node }) => node))
  return input.facts.filter(
    ({ kind, node, time_us: fromUs, value }) =>
      kind === 'log-silence' &&
      (node === '' || hit.has(node)) &&
      fromUs <= totals.untilUs + AROUND_US &&
      fromUs + Number(value) * 1_000_000 >= totals.fromUs - AROUND_US,
  )
}
