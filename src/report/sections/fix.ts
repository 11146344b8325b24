import type { Block, Span } from '../../model/block.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { code, heading, paragraph, strong, t, todo } from '../spans.ts'

/** Diffs that are shown in full; more are one command away. */
const MAX_DIFFS = 4

/** The repaired configurations of the evidence, ready to apply. */
function repairs(input: ReportInput): readonly Block[] {
  const found = input.facts.filter((fact) => fact.kind === 'config-repair')
  if (found.length === 0) return []
  const left = found.length - MAX_DIFFS
  return [
    heading(3, 'The configurations in these logs, repaired'),
    ...found
      .slice(0, MAX_DIFFS)
      .flatMap((one): readonly Block[] => [
        paragraph(...(one.node === '' ? [] : [code(one.node), t(': ')]), t(one.value), t('.')),
        { type: 'code', language: 'diff', text: one.text },
      ]),
    paragraph(
      t(left > 0 ? `${left} more of them. ` : ''),
      code('cni-postmortem audit PATH --fix --write'),
      t(' on a node writes the repaired file and keeps the original as .bak.'),
    ),
  ]
}

export const section: Section = {
  id: 'fix',
  order: 140,
  build(input) {
    const { fix } = input.verdict
    if (fix.length === 0) return []
    const steps = fix.flatMap((step, i): readonly Block[] => {
      const check: readonly Span[] = step.check === '' ? [] : [strong('Check'), t(`: ${step.check}`)]
      return [
        paragraph(strong(`Step ${i + 1}.`), t(` ${step.text}`)),
        ...(step.commands === '' ? [] : [{ type: 'code' as const, language: 'sh', text: step.commands }]),
        ...(check.length === 0 ? [] : [{ type: 'paragraph' as const, spans: check }]),
      ]
    })
    return [
      heading(2, 'Fix now'),
      ...steps,
      ...repairs(input),
      paragraph(
        strong('Roll back'),
        t(
          ': before a step changes a file or a package on a node, keep the old file and note the old version; to roll back, put them back and restart the service, one node at a time, node drained.',
        ),
      ),
      todo('Which of these steps were taken, on which nodes, when?'),
    ]
  },
}
