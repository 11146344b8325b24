import type { Span } from '../../model/block.ts'
import type { Verdict } from '../../model/verdict.ts'
import { alertLiteral } from '../alert-literal.ts'
import type { ReportInput } from '../input.ts'
import { isQuiet, type Section } from '../section.ts'
import { heading, paragraph, t } from '../spans.ts'
import { grouped, noun } from '../words.ts'

type Row = readonly (readonly Span[])[]

export const section: Section = {
  id: 'actions',
  order: 150,
  build(input) {
    if (isQuiet(input)) return []
    const open: Span = { type: 'todo', prompt: '' }
    const row = (kind: string, what: readonly Span[]): Row => [[t(kind)], what, [open], [open], [open]]
    const rows = suggestions(input).map(([kind, what]) => row(kind, [t(`Suggested: ${what}`)]))
    return [
      heading(2, 'Actions'),
      paragraph(t('Rows marked "Suggested" are inferred from the cause; keep, change or strike them.')),
      {
        type: 'table',
        columns: ['Kind', 'Action', 'Owner', 'Due', 'Ticket'],
        rows: [
          ...rows,
          ...prevention(input).map((what) => row('prevent', what)),
          row('process', [{ type: 'todo', prompt: 'what the team changes in how it works' }]),
        ],
      },
    ]
  },
}

/** Causes that lie in what is installed on a node: its image or configuration can rule them out. */
function isOfTheImage(cause: Verdict['cause']): boolean {
  return cause !== null && (cause.startsWith('cni-config-') || IMAGE_CAUSES.has(cause))
}

const IMAGE_CAUSES: ReadonlySet<string> = new Set([
  'cni-result-version-unsupported',
  'cni-plugin-binary-missing',
  'cni-plugin-exec-failed',
  'sandbox-image-failed',
])

/** For other causes the logs suggest nothing that would have prevented them. */
function prevention({ verdict }: ReportInput): readonly (readonly Span[])[] {
  return isOfTheImage(verdict.cause) ? [] : [[{ type: 'todo', prompt: 'what would have kept this from happening' }]]
}

function suggestions(input: ReportInput): readonly (readonly [string, string])[] {
  const { verdict, scope, incident } = input
  const out: [string, string][] = []
  const fix = verdict.fix[0]
  const known = verdict.cause !== null && verdict.cause !== 'unknown'
  if (known && isOfTheImage(verdict.cause))
    out.push([
      'prevent',
      `make the fix for ${verdict.cause} part of the node image or configuration, so that a new node cannot come up without it.`,
    ])
  if (known && incident?.trigger_kind === 'version-change')
    out.push(['prevent', 'roll runtime versions out to one node first and stop one pod there before going on.'])
  if (known && incident?.trigger_kind === 'config-change')
    out.push([
      'prevent',
      'check CNI configurations before they are rolled out (cni-postmortem audit) and roll them out to one node first.',
    ])
  if (scope.retries.some((retry) => alertLiteral(retry.message) !== ''))
    out.push(['detect', 'add the alert under Detection and test it against these logs.'])
  const stuck = scope.states['stuck'] ?? 0
  if (stuck > 0)
    out.push([
      'mitigate',
      `clean up the ${grouped(stuck)} pod ${noun(stuck, 'sandbox that is', 'sandboxes that are')} left half torn down, with the network namespaces and addresses that they hold.`,
    ])
  if (fix !== undefined) out.push(['mitigate', 'keep the steps under Fix now as a run-book.'])
  return out
}
