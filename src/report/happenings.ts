import type { Span } from '../model/block.ts'
import type { FactRow } from '../model/case-file.ts'
import type { FactKind } from '../model/fact.ts'
import type { Operation } from '../model/vocabulary.ts'
import type { Consequence, ReportInput } from './input.ts'
import { LASTING } from './lasting.ts'
import { notReadyUs } from './not-ready.ts'
import type { Retry } from './scope.ts'
import { cite, code, t } from './spans.ts'
import { untilText } from './time-text.ts'
import { causeWords, excerpt, factWords, grouped, operationWords, podOf, shortId } from './words.ts'

/** One row of a report's timeline. */
export interface Happening {
  readonly us: number
  /** Time of the last of folded rows; equals `us` for one. */
  readonly untilUs: number
  readonly node: string
  readonly what: readonly Span[]
  readonly source: string
  readonly line: number
  readonly from: readonly Span[]
}

/** Facts this long before the first failure and after the last one or the recovery belong to the story. */
const AROUND_US = 30 * 60_000_000

/** Facts of which a report shows at most this many, nearest to the first failure first. */
const MAX_FACTS = 40

const TOLD: ReadonlySet<FactKind> = new Set([
  'runtime-start',
  'runtime-stop',
  'runtime-crash',
  'kubelet-start',
  'reboot',
  'config-change',
  'config-load-failed',
  'config-loaded',
  'node-not-ready',
  'node-ready',
  'agent-start',
  'agent-stop',
  'certificate-expired',
  'apiserver-unreachable',
  'disk-full',
  'hang',
  'suppressed',
  'node-joined',
])

/** Changes, folded failures and the recovery, by time; what has no time comes last. */
export function happenings(input: ReportInput): readonly Happening[] {
  const rows = [
    ...factRows(input),
    ...input.scope.retries.map((retry) => retryRow(input, retry)),
    ...incidentRows(input),
    ...input.consequences.map((one) => consequenceRow(input, one)),
  ]
  const late = (us: number): number => (us === 0 ? Number.MAX_SAFE_INTEGER : us)
  return rows.sort(
    (a, b) => late(a.us) - late(b.us) || compare(a.node, b.node) || compare(a.source, b.source) || a.line - b.line,
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

interface ToldFact {
  readonly fact: FactRow
  readonly words: string
  readonly times: number
  readonly untilUs: number
}

function factRows(input: ReportInput): readonly Happening[] {
  const { totals } = input.scope
  if (totals.fromUs === 0) return []
  const trigger = input.incident?.trigger_us ?? 0
  const from = (trigger > 0 ? Math.min(trigger, totals.fromUs) : totals.fromUs) - AROUND_US
  const to = Math.max(totals.untilUs, input.incident?.recovered_us ?? 0) + AROUND_US
  const hit = new Set(input.scope.nodes.map((node) => node.node))
  const near = input.facts.filter(
    (fact) =>
      TOLD.has(fact.kind) && fact.time_us >= from && fact.time_us <= to && (fact.node === '' || hit.has(fact.node)),
  )
  return foldFacts(near)
    .toSorted(
      (a, b) =>
        Math.abs(a.fact.time_us - totals.fromUs) - Math.abs(b.fact.time_us - totals.fromUs) || a.fact.id - b.fact.id,
    )
    .slice(0, MAX_FACTS)
    .map((told) => factRow(input, told))
}

/** Facts in order of time, each once: what two programs tell in the same second, what one line tells twice, and lasting conditions are one. */
function foldFacts(facts: readonly FactRow[]): readonly ToldFact[] {
  const failedLoads = new Set(
    facts.filter((fact) => fact.kind === 'config-load-failed').map((fact) => `${fact.source}:${fact.line}`),
  )
  const byKey = new Map<string, ToldFact>()
  for (const fact of facts.toSorted((a, b) => a.time_us - b.time_us || a.id - b.id)) {
    const words = excerpt(factWords(fact) ?? '', 200)
    if (words === '' || (fact.kind === 'config-change' && failedLoads.has(`${fact.source}:${fact.line}`))) continue
    const second = LASTING.has(fact.kind) ? 0 : Math.floor(fact.time_us / 1_000_000)
    const key = `${fact.node}\n${words}\n${second}`
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, { fact, words, times: 1, untilUs: fact.time_us })
    else if (LASTING.has(fact.kind)) byKey.set(key, { ...known, times: known.times + 1, untilUs: fact.time_us })
  }
  return [...byKey.values()]
}

function factRow(input: ReportInput, { fact, words, times, untilUs }: ToldFact): Happening {
  const fold = foldText({ failures: times, fromUs: fact.time_us, untilUs })
  return {
    us: fact.time_us,
    untilUs,
    node: fact.node,
    what: fold === '' ? [code(words)] : [code(words), t(', '), { type: 'strong', text: fold }],
    source: fact.source,
    line: fact.line,
    from: cite(input, fact.source, fact.line),
  }
}

/** `x181 until 02:14`; '' for one failure, but `until 02:14` where a network was not ready until then. */
export function foldText(retry: {
  readonly operation?: Operation
  readonly failures: number
  readonly fromUs: number
  readonly untilUs: number
}): string {
  if (notReadyUs(retry) > 0) return `until ${untilText(retry.untilUs, retry.fromUs)}`
  if (retry.failures < 2) return ''
  return retry.untilUs === 0
    ? `x${retry.failures}`
    : `x${retry.failures} until ${untilText(retry.untilUs, retry.fromUs)}`
}

/** The CRI's name of an operation; what has none in words. */
const named = (operation: Operation): string => (operation === 'other' ? operationWords('other') : operation)

function retryRow(input: ReportInput, retry: Retry): Happening {
  const pod = podOf(retry)
  const what: Span[] = [t(`${named(retry.operation)} failed`)]
  if (pod !== '') what.push(t(' for '), code(pod))
  if (retry.sandboxId !== '') what.push(t(' sandbox '), code(shortId(retry.sandboxId)))
  if (retry.sandboxId === '' && retry.sandboxes > 1)
    what.push(
      t(
        retry.sandboxes === retry.failures
          ? ' (a new pod sandbox each time)'
          : ` (${grouped(retry.sandboxes)} pod sandboxes, one after the other)`,
      ),
    )
  const fold = foldText(retry)
  if (fold !== '') what.push(t(', '), { type: 'strong', text: fold })
  what.push(t(': '), retry.message === '' ? t(causeWords(retry.cause)) : code(excerpt(retry.message, 160)))
  // the record that the key times and the appendix cite, where it is this failure's
  const { first } = input
  const isFirst = first?.source === retry.source && first.timeUs === retry.fromUs && first.node === retry.node
  const line = isFirst ? first.line : retry.line
  return {
    us: retry.fromUs,
    untilUs: retry.untilUs,
    node: retry.node,
    what,
    source: retry.source,
    line,
    from: cite(input, retry.source, line),
  }
}

function incidentRows(input: ReportInput): readonly Happening[] {
  const { incident } = input
  const rows: Happening[] = []
  if (incident !== undefined && incident.recovered_us > 0) {
    rows.push({
      us: incident.recovered_us,
      untilUs: incident.recovered_us,
      node: '',
      what: [t(`${incident.operation} succeeds again on the node that came back last`)],
      source: incident.recovered_source,
      line: incident.recovered_line,
      from: cite(input, incident.recovered_source, incident.recovered_line),
    })
  }
  if (
    incident !== undefined &&
    incident.trigger_kind !== '' &&
    !input.facts.some((f) => f.source === incident.trigger_source && f.line === incident.trigger_line)
  ) {
    rows.push({
      us: incident.trigger_us,
      untilUs: incident.trigger_us,
      node: '',
      what: [code(excerpt(incident.trigger_text, 200))],
      source: incident.trigger_source,
      line: incident.trigger_line,
      from: cite(input, incident.trigger_source, incident.trigger_line),
    })
  }
  return rows
}

function consequenceRow(input: ReportInput, one: Consequence): Happening {
  const fold = foldText({ failures: one.failures, fromUs: one.first_us, untilUs: one.last_us })
  const what: Span[] = [t(`${named(one.operation)} failed`)]
  if (fold !== '') what.push(t(', '), { type: 'strong', text: fold })
  what.push(t(', inferred to follow from the failures above: '), code(one.cause))
  const node = one.nodes.includes(' ') ? '' : one.nodes
  const from = cite(input, one.source, one.line)
  return { us: one.first_us, untilUs: one.last_us, node, what, source: one.source, line: one.line, from }
}
