import type { Block, Span } from '../../model/block.ts'
import type { Section } from '../section.ts'
import { heading, paragraph, strong, t, todo } from '../spans.ts'

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
