import type { Block, Span } from '../../model/block.ts'
import type { ReportInput } from '../input.ts'
import { longestNotReadyUs } from '../not-ready.ts'
import { repeatSpans } from '../repeats.ts'
import type { Scope } from '../scope.ts'
import { isQuiet, type Section } from '../section.ts'
import { code, counted, heading, list, numbersFrom, paragraph, t, todo } from '../spans.ts'
import { stateItems } from '../states.ts'
import { duration, grouped } from '../words.ts'

export const section: Section = {
  id: 'impact',
  order: 50,
  build(input) {
    const { scope } = input
    if (isQuiet(input)) return []
    const namespaces = scope.namespaces.filter((one) => one.name !== '')
    return [
      heading(2, 'Impact'),
      list(numbers(input)),
      ...ending(scope),
      ...(namespaces.length === 0
        ? []
        : [
            {
              type: 'table' as const,
              columns: ['Namespace', 'Pods', 'Failures'],
              align: ['left', 'right', 'right'] as const,
              rows: namespaces
                .slice(0, 20)
                .map((one) => [[code(one.name)], [t(grouped(one.pods))], [t(grouped(one.failures))]]),
            },
            numbersFrom('incident-namespaces'),
          ]),
      todo('Which users and services noticed, how many, for how long?'),
      todo('Which service level objectives were missed, and how much error budget was spent?'),
    ]
  },
}

function ending(scope: Scope): readonly Block[] {
  const items = stateItems(scope)
  return items.length === 0 ? [] : [paragraph(t('When the logs end, of the pod sandboxes hit:')), list(items)]
}

function numbers(input: ReportInput): readonly (readonly Span[])[] {
  const { totals, nodeMinutes, retries } = input.scope
  const items: (readonly Span[])[] = []
  const add = (n: number, query: string, one: string, plural: string, tail: string): void => {
    if (n > 0) items.push([...counted(n, query, one, plural), t(tail)])
  }
  items.push([...counted(totals.failures, 'incident-totals', 'failed operation'), ...repeatSpans(input)])
  add(totals.retries, 'incident-totals', 'retry', 'retries', ' among them')
  add(totals.sandboxes, 'incident-totals', 'pod sandbox', 'pod sandboxes', ' hit')
  add(totals.pods, 'incident-totals', 'pod', 'pods', ' hit')
  add(totals.namespaces, 'incident-totals', 'namespace', 'namespaces', ' hit')
  add(totals.nodes, 'incident-totals', 'node', 'nodes', ' hit')
  const notReady = longestNotReadyUs(retries)
  if (notReady > 0) items.push([t(`network of a node not ready for ${duration(notReady)}, at the longest`)])
  else add(nodeMinutes, 'incident-minutes', 'node-minute', 'node-minutes', ' with at least one failure')
  return items
}
