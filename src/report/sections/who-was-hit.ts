import type { Block, Span } from '../../model/block.ts'
import type { CniConfig } from '../../model/fact.ts'
import { declaredVersions } from '../configs.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { code, heading, numbersFrom, paragraph, t } from '../spans.ts'
import { stampText } from '../time-text.ts'
import { versionsAt } from '../versions.ts'
import { grouped, nodeOf } from '../words.ts'

/** Nodes that a table in the report shows at most. */
const MAX_NODES = 30

export const section: Section = {
  id: 'who-was-hit',
  order: 100,
  build(input) {
    const { scope } = input
    if (scope.totals.failures === 0) return []
    // set-ups that never came back have no id
    const named = scope.totals.sandboxes > 0
    const rows = scope.nodes
      .slice(0, MAX_NODES)
      .map((node): readonly (readonly Span[])[] => [
        [code(nodeOf(node.node))],
        [t(grouped(node.failures))],
        ...(named ? [[t(grouped(node.sandboxes))]] : []),
        [t(grouped(node.pods))],
        [t(stampText(node.fromUs))],
        [t(stampText(node.untilUs))],
      ])
    const left = scope.nodes.length - rows.length
    return [
      heading(2, 'Who was hit'),
      {
        type: 'table',
        columns: ['Node', 'Failures', ...(named ? ['Sandboxes'] : []), 'Pods', 'First (UTC)', 'Last (UTC)'],
        align: ['left', 'right', ...(named ? (['right'] as const) : []), 'right', 'left', 'left'],
        rows,
      },
      ...(left > 0 ? [paragraph(t(`Not shown: ${grouped(left)} more.`))] : []),
      numbersFrom('incident-nodes'),
      ...notHit(input),
    ]
  },
}

/**
 * Nodes in the logs without a failure of this incident, and how they differ from those hit: what a hit node ran at its own first failure, the
 * others at the last one of all. What came after (the fix) is no difference.
 */
function notHit(input: ReportInput): readonly Block[] {
  const hit = new Set(input.scope.nodes.map((node) => node.node))
  const clean = input.nodes.filter((name) => !hit.has(name))
  if (clean.length === 0) return []
  const shown = clean.slice(0, MAX_NODES)
  const firstUs = new Map(input.scope.nodes.map((node) => [node.node, node.fromUs]))
  const configs = input.file.cniConfigs()
  const rows = [
    ...[...hit]
      .filter((name) => name !== '')
      .sort()
      .slice(0, MAX_NODES),
    ...shown,
  ].map((name) =>
    row(versionsAt(input.facts, name, firstUs.get(name) ?? input.scope.totals.untilUs), configs, name, hit.has(name)),
  )
  const told = rows.some((cells) => cells.slice(2).some((cell) => cell.length > 0))
  const left = clean.length - shown.length
  return [
    heading(3, 'Nodes not hit, and how they differ'),
    { type: 'table', columns: ['Node', 'Hit', 'Versions at the time', 'CNI configuration'], rows },
    ...(left > 0 ? [paragraph(t(`Not shown: ${grouped(left)} more without a failure.`))] : []),
    ...difference(rows, told),
    numbersFrom('nodes-not-hit'),
  ]
}

type Row = readonly (readonly Span[])[]

/** Said where the table shows no difference. */
function difference(rows: readonly Row[], told: boolean): readonly Block[] {
  if (!told)
    return [
      paragraph(t('The logs say nothing about versions or configurations, so how these nodes differ is not known.')),
    ]
  const looks = new Set(rows.map((cells) => JSON.stringify(cells.slice(2))))
  return looks.size > 1 ? [] : [paragraph(t('In versions and CNI configuration they do not differ.'))]
}

function row(
  running: readonly string[],
  configs: readonly CniConfig[],
  name: string,
  hit: boolean,
): readonly (readonly Span[])[] {
  const versions = running.join(', ')
  const config = declaredVersions(configs, name)
  return [
    [code(name)],
    [t(hit ? 'yes' : 'no')],
    versions === '' ? [] : [code(versions)],
    config === '' ? [] : [code(config)],
  ]
}
