import type { Block } from '../../model/block.ts'
import type { QueryHead } from '../../model/case-file.ts'
import type { ReportInput } from '../input.ts'
import type { AskedQuery } from '../scope.ts'
import type { Section } from '../section.ts'
import { heading, paragraph, t } from '../spans.ts'

export const section: Section = {
  id: 'repeat',
  order: 190,
  build(input) {
    const heads = new Map(input.file.queryHeads().map((head) => [head.name, head]))
    const asked = [...(input.scope.totals.failures === 0 ? [] : input.scope.asked), ...alsoNamed(input)]
    return [
      heading(2, 'How to repeat this'),
      paragraph(t('The same input gives the same bytes. This report:')),
      { type: 'code', language: 'sh', text: input.command },
      paragraph(t('Every number above, from the case file (keep it with --case):')),
      ...asked.flatMap((one) => query(one, heads.get(one.name))),
    ]
  },
}

/** Queries that tables and lists name beside those of the incident. */
function alsoNamed(input: ReportInput): readonly AskedQuery[] {
  const names =
    input.scope.totals.failures === 0
      ? ['coverage']
      : ['incident-list', 'version-evidence', 'cni-configs', 'nodes-not-hit', 'coverage']
  return names.map((name) => ({ name, params: {} }))
}

function query(asked: AskedQuery, head: QueryHead | undefined): readonly Block[] {
  if (head === undefined) return []
  const known = new Set(head.params.map((param) => param.name))
  const params = Object.keys(asked.params)
    .filter((key) => known.has(key))
    .sort()
    .map((key) => ` --param ${key}=${asked.params[key]}`)
  return [
    heading(3, `Query ${asked.name}`),
    paragraph(t(head.description)),
    { type: 'code', language: 'sh', text: `cni-postmortem query ${asked.name} --case incident.db${params.join('')}` },
    { type: 'code', language: 'sql', text: head.sql.trim() },
  ]
}
