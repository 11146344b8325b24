import type { CaseFile, EventRow, FactRow } from '../../model/case-file.ts'
import { findSandbox } from '../find-sandbox.ts'
import { factWords } from '../words.ts'

/** What a timeline shows of a case. */
export interface TimelineFilter {
  /** First digits of a sandbox id. */
  readonly sandbox?: string
  /** `namespace/name` or name. */
  readonly pod?: string
  readonly node?: string
  readonly sinceUs?: number
  readonly untilUs?: number
  /** AROUND_US before and after this time. */
  readonly aroundUs?: number
}

/** Five minutes either side. */
const AROUND_US = 300_000_000

/** The span of time asked for; 0 = open. */
export function spanOf(filter: TimelineFilter): { readonly sinceUs: number; readonly untilUs: number } {
  const since = filter.sinceUs ?? 0
  const until = filter.untilUs ?? 0
  if (filter.aroundUs === undefined) return { sinceUs: since, untilUs: until }
  const to = filter.aroundUs + AROUND_US
  return { sinceUs: Math.max(since, filter.aroundUs - AROUND_US), untilUs: until === 0 ? to : Math.min(until, to) }
}

/** One record of a timeline: an event or a fact. */
export type Item =
  | { readonly type: 'event'; readonly us: number; readonly event: EventRow }
  | { readonly type: 'fact'; readonly us: number; readonly fact: FactRow }

/** Events and facts that pass the filter, one by one in order of time; those without a time come first. `raw`: the records as they stand are wanted too. Throws SANDBOX_NOT_FOUND, SANDBOX_AMBIGUOUS. */
export function* items(file: CaseFile, filter: TimelineFilter, raw = false): Generator<Item> {
  const facts = factsFor(file, filter)[Symbol.iterator]()
  try {
    let next = facts.next()
    for (const event of events(file, filter, raw)) {
      for (; next.done !== true && next.value.time_us <= event.time_us; next = facts.next()) yield factItem(next.value)
      yield { type: 'event', us: event.time_us, event }
    }
    for (; next.done !== true; next = facts.next()) yield factItem(next.value)
  } finally {
    facts.return(undefined)
  }
}

function factItem(fact: FactRow): Item {
  return { type: 'fact', us: fact.time_us, fact }
}

function* events(file: CaseFile, filter: TimelineFilter, raw: boolean): Generator<EventRow> {
  const { sinceUs, untilUs } = spanOf(filter)
  const { namespace, name } = podParts(filter.pod)
  const found = file.events({
    raw,
    ...(sinceUs > 0 ? { fromUs: sinceUs } : {}),
    ...(untilUs > 0 ? { toUs: untilUs } : {}),
    ...(name === '' ? {} : { podName: name }),
    ...(filter.node === undefined ? {} : { node: filter.node }),
    ...(filter.sandbox === undefined ? {} : { sandboxId: String(findSandbox(file, filter.sandbox)['sandbox_id']) }),
  })
  for (const event of found) {
    if (namespace === '' || event.pod_namespace === '' || event.pod_namespace === namespace) yield event
  }
}

function podParts(pod: string | undefined): { readonly namespace: string; readonly name: string } {
  const text = pod ?? ''
  const cut = text.indexOf('/')
  return cut < 0 ? { namespace: '', name: text } : { namespace: text.slice(0, cut), name: text.slice(cut + 1) }
}

/** Facts that happen (a listing of binaries does not) on the nodes asked for, one by one in order of time. A pod or sandbox alone has none of its own. */
export function* factsFor(file: CaseFile, filter: TimelineFilter): Generator<FactRow, undefined> {
  if (filter.pod !== undefined || filter.sandbox !== undefined) return
  const { sinceUs, untilUs } = spanOf(filter)
  for (const fact of file.eachFact()) {
    const wanted =
      factWords(fact) !== undefined &&
      (filter.node === undefined || fact.node === filter.node) &&
      fact.time_us >= sinceUs &&
      (untilUs === 0 || fact.time_us <= untilUs)
    if (wanted) yield fact
  }
}
