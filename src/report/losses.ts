import type { Span } from '../model/block.ts'
import { isLoss } from '../model/unread.ts'
import type { ReportInput } from './input.ts'
import { code, link, queryAnchor, strong, t } from './spans.ts'
import { count, excerpt, grouped } from './words.ts'

/** Says that sources were not read whole: what the logs do not show may stand there. Undefined where all was read. */
export function lossSpans({ sources }: ReportInput): readonly Span[] | undefined {
  const lost = sources.filter((source) => isLoss(source.problem))
  const [first] = lost
  if (first === undefined) return undefined
  return [
    strong('Not read whole'),
    t(': '),
    link(grouped(lost.length), queryAnchor('coverage')),
    t(` of ${count(sources.length, 'source')}${lost.length === 1 ? '' : ', first'} `),
    code(first.path),
    t(' ('),
    code(excerpt(first.problem, 120)),
    t('); what else stood in there is missing from this report.'),
  ]
}
