import type { Block, Span } from '../../model/block.ts'
import { ganttOf } from '../gantt.ts'
import { happenings } from '../happenings.ts'
import type { ReportInput } from '../input.ts'
import { isQuiet, type Section } from '../section.ts'
import { code, heading, numbersFrom, paragraph, t } from '../spans.ts'
import { stampText } from '../time-text.ts'
import { count } from '../words.ts'

export const section: Section = {
  id: 'timeline',
  order: 60,
  build(input) {
    if (input.scope.totals.failures === 0) return []
    const rows = happenings(input)
    const table: Block = {
      type: 'table',
      columns: ['Time (UTC)', 'Node', 'What', 'From'],
      rows: [
        ...rows.map((row) => [[t(stampText(row.us))], row.node === '' ? [] : [code(row.node)], row.what, row.from]),
        ...(isQuiet(input) ? [] : [human('who noticed, and how'), human('what was done, by which role, and why')]),
      ],
    }
    const gantt = ganttOf(input)
    return [
      heading(2, 'Timeline'),
      table,
      ...shown(input),
      ...(gantt === '' ? [] : [{ type: 'code' as const, language: 'mermaid', text: gantt }]),
    ]
  },
}

function human(what: string): readonly (readonly Span[])[] {
  return [[{ type: 'todo', prompt: '' }], [], [t(what)], []]
}

function shown(input: ReportInput): readonly Block[] {
  const told = input.scope.retries.reduce((sum, retry) => sum + retry.failures, 0)
  const left = input.scope.totals.failures - told
  const rest =
    left > 0
      ? [
          paragraph(
            t(`Not shown: ${count(left, 'failure')} on further pod sandboxes. `),
            code('cni-postmortem timeline'),
            t(' shows all of them.'),
          ),
        ]
      : []
  return [...rest, numbersFrom('incident-retries')]
}
