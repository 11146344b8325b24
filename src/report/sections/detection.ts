import type { Block } from '../../model/block.ts'
import { alertLiteral } from '../alert-literal.ts'
import type { ReportInput } from '../input.ts'
import { isQuiet, type Section } from '../section.ts'
import { cite, code, heading, paragraph, t, todo } from '../spans.ts'
import { utc } from '../time-text.ts'
import { excerpt } from '../words.ts'

export const section: Section = {
  id: 'detection',
  order: 120,
  build(input) {
    if (isQuiet(input)) return []
    return [
      heading(2, 'Detection'),
      ...firstLine(input),
      todo('How was the incident noticed: alert, dashboard, user report, chance?'),
      todo('Which alert should have fired, and why did it not?'),
    ]
  },
}

function firstLine(input: ReportInput): readonly Block[] {
  const { first } = input
  if (first === undefined) return []
  const seen = paragraph(
    t(`The first line that could have paged, ${utc(first.timeUs)}: `),
    code(excerpt(first.text)),
    t(' '),
    ...cite(input, first.source, first.line),
  )
  const literal = alertLiteral(first.text)
  if (literal === '') return [seen]
  return [
    seen,
    paragraph(
      t(
        'Suggested alert, LogQL: more than three such lines on one node in five minutes (fit the labels to your collector).',
      ),
    ),
    {
      type: 'code',
      language: 'logql',
      text: `sum by (node) (count_over_time({unit=~"containerd.service|kubelet.service"} |= ${JSON.stringify(literal)} [5m])) > 3`,
    },
    paragraph(
      t('Suggested filter for a log-based metric (Google Cloud Logging syntax), to alert on its rate by node:'),
    ),
    {
      type: 'code',
      language: 'text',
      text: `resource.type="k8s_node" AND jsonPayload.MESSAGE:${JSON.stringify(literal)}`,
    },
  ]
}
