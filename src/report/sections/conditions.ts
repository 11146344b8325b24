import type { Block, Span } from '../../model/block.ts'
import { configFolders } from '../configs.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { cite, code, heading, list, numbersFrom, paragraph, t } from '../spans.ts'
import { versionMatrix } from '../versions.ts'
import { excerpt, grouped } from '../words.ts'

/** Nodes that a table in the report shows at most. */
const MAX_NODES = 30

export const section: Section = {
  id: 'conditions',
  order: 90,
  build(input) {
    if (input.scope.totals.failures === 0) return []
    const parts = [...versions(input), ...configs(input), ...severalConfigs(input), ...findings(input)]
    return parts.length === 0 ? [] : [heading(2, 'Contributing conditions'), ...parts]
  },
}

function versions(input: ReportInput): readonly Block[] {
  const matrix = versionMatrix(input.facts)
  if (matrix.nodes.length === 0) return []
  const rows = matrix.nodes
    .slice(0, MAX_NODES)
    .map((node) => [
      [code(node.name)],
      ...node.versions.map((list): readonly Span[] => (list.length === 0 ? [t('not seen')] : [code(list.join(' → '))])),
    ])
  const left = matrix.nodes.length - rows.length
  return [
    heading(3, 'Versions by node'),
    { type: 'table', columns: ['Node', ...matrix.components], rows },
    ...(left > 0 ? [paragraph(t(`${grouped(left)} more in the query.`))] : []),
    numbersFrom('version-evidence'),
  ]
}

function configs(input: ReportInput): readonly Block[] {
  const all = input.file.cniConfigs()
  if (all.length === 0) return []
  const rows = all
    .slice(0, MAX_NODES)
    .map((one): readonly (readonly Span[])[] => [
      one.node === '' ? [] : [code(one.node)],
      [code(one.path)],
      one.cniVersion === undefined
        ? [{ type: 'strong', text: 'none declared' }]
        : one.cniVersion === ''
          ? [{ type: 'strong', text: 'empty' }]
          : [code(one.cniVersion)],
      [code(one.plugins.join(', '))],
      [t(excerpt(one.problem))],
    ])
  return [
    heading(3, 'CNI configurations'),
    { type: 'table', columns: ['Node', 'File', 'cniVersion', 'Plugins', 'Problem'], rows },
    numbersFrom('cni-configs'),
  ]
}

function severalConfigs(input: ReportInput): readonly Block[] {
  const folders = configFolders(input.file.cniConfigs()).filter((folder) => folder.files.length > 1)
  if (folders.length === 0) return []
  const items = folders
    .slice(0, MAX_NODES)
    .map((folder): readonly Span[] => [
      ...(folder.node === '' ? [] : [code(folder.node), t(': ')]),
      code(folder.folder),
      t(` holds ${folder.files.length} configurations; containerd and CRI-O load the first by name: `),
      code(folder.files[0] ?? ''),
    ])
  return [heading(3, 'Several configurations in one folder'), list(items)]
}

function findings(input: ReportInput): readonly Block[] {
  const found = input.facts.filter((fact) => fact.kind === 'config-finding').slice(0, MAX_NODES)
  if (found.length === 0) return []
  return [
    heading(3, 'Configuration findings'),
    list(found.map((one) => [code(excerpt(one.value)), t(' '), ...cite(input, one.source, one.line)])),
  ]
}
