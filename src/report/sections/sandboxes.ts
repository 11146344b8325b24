import type { Block, Span } from '../../model/block.ts'
import type { HitSandbox } from '../scope.ts'
import type { Section } from '../section.ts'
import { code, heading, list, numbersFrom, paragraph, t } from '../spans.ts'
import { leftWords, stateWords } from '../states.ts'
import { utc } from '../time-text.ts'
import { count, nodeOf, podOf, shortId } from '../words.ts'

/** How many of the worst are told in full. */
const WORST = 3

export const section: Section = {
  id: 'sandboxes',
  order: 110,
  build(input) {
    const chosen = choose(input.scope.sandboxes)
    if (chosen.length === 0) return []
    const blocks = chosen.flatMap(({ sandbox, role }) => history(sandbox, role))
    return [
      heading(2, 'Sandbox histories'),
      paragraph(t(intro(chosen)), code('cni-postmortem sandbox ID'), t(' prints every record of one.')),
      ...blocks,
      numbersFrom('incident-sandboxes'),
    ]
  },
}

interface Chosen {
  readonly sandbox: HitSandbox
  readonly role: 'worst' | 'typical' | 'alike'
}

/** The worst, and the median one by number of failures where it is not among them; one where many failed equally often. */
function choose(all: readonly HitSandbox[]): readonly Chosen[] {
  const [first] = all
  if (first !== undefined && all.length > WORST && first.failures === all.at(-1)?.failures)
    return [{ sandbox: first, role: 'alike' }]
  const worst = all.slice(0, WORST).map((sandbox): Chosen => ({ sandbox, role: 'worst' }))
  const typical = all[Math.floor(all.length / 2)]
  return typical === undefined || all.length / 2 < WORST ? worst : [...worst, { sandbox: typical, role: 'typical' }]
}

/** What the histories below stand for. */
function intro(chosen: readonly Chosen[]): string {
  if (chosen[0]?.role === 'alike') return 'All of these pod sandboxes failed equally often; this is the first of them. '
  const typical = chosen.some((one) => one.role === 'typical') ? ', and a typical one' : ''
  return chosen.length === 1 ? '' : `The pod sandboxes with the most failures${typical}. `
}

function history(sandbox: HitSandbox, role: Chosen['role']): readonly Block[] {
  const pod = podOf(sandbox)
  const head: Span[] = [t(`On ${nodeOf('') === sandbox.node ? '' : 'node '}`), code(nodeOf(sandbox.node))]
  if (pod !== '') head.push(t(', pod '), code(pod))
  if (sandbox.attempt > 0) head.push(t(`, attempt ${sandbox.attempt}`))
  head.push(t(`; ${role === 'typical' ? 'typical, ' : ''}${count(sandbox.failures, 'failure')}.`))
  return [heading(3, `Sandbox ${shortId(sandbox.sandboxId)}`), paragraph(...head), list(life(sandbox))]
}

function life(s: HitSandbox): readonly (readonly Span[])[] {
  const steps: readonly (readonly [number, string])[] = [
    [s.requestedUs, 'set-up requested'],
    [s.readyUs, 'set up'],
    [s.stopUs, 'tear-down asked for'],
    [s.fromUs, s.failures === 1 ? 'failure' : 'first failure'],
    [s.failures === 1 ? 0 : s.untilUs, 'last failure'],
    [s.stoppedUs, 'torn down'],
    [s.removedUs, 'removed'],
  ]
  const dated = steps.filter(([us]) => us > 0).sort((a, b) => a[0] - b[0])
  const items = dated.map(([us, what]): readonly Span[] => [t(`${utc(us)}: ${what}`)])
  items.push([t(`When the logs end: ${stateWords(s.state)}${s.attached ? `; ${leftWords(s.state)}` : ''}.`)])
  if (s.replacedBy !== '') items.push([t('Replaced by sandbox '), code(shortId(s.replacedBy)), t('.')])
  return items
}
