import type { FactKind } from '../../model/fact.ts'
import type { ReportInput } from '../input.ts'
import { tellingFacts } from '../timeline/changes.ts'
import { excerpt, factWords, triggerWords } from '../words.ts'
import type { PageFlag } from './data.ts'
import { LIMITS } from './limits.ts'

const VERSIONED: ReadonlySet<FactKind> = new Set(['version', 'runtime-start', 'kubelet-start'])

/** Triggers, recoveries, version changes and other changes of the nodes, by time; those nearest to the first failure where there are too many. */
export function readFlags(
  input: ReportInput,
  firstMs: number,
): { readonly flags: readonly PageFlag[]; readonly left: number } {
  const dated = input.facts.filter((fact) => fact.time_us > 0)
  const facts = Array.from(tellingFacts(dated)).flatMap((fact): readonly PageFlag[] => {
    const words = factWords(fact)
    if (words === undefined || words === '') return []
    const type = VERSIONED.has(fact.kind) ? 'version' : 'change'
    const { node, source, line } = fact
    return [{ ms: toMs(fact.time_us), node, type, text: excerpt(words, 200), source, line }]
  })
  const near = [...facts].sort((a, b) => Math.abs(a.ms - firstMs) - Math.abs(b.ms - firstMs)).slice(0, LIMITS.flags)
  const flags = [...incidentFlags(input), ...near].sort(
    (a, b) => a.ms - b.ms || compare(a.node, b.node) || compare(a.source, b.source) || a.line - b.line,
  )
  return { flags, left: facts.length - near.length }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function incidentFlags(input: ReportInput): readonly PageFlag[] {
  return input.incidents.flatMap((one): readonly PageFlag[] => {
    const flags: PageFlag[] = []
    if (one.trigger_kind !== '' && one.trigger_us > 0) {
      flags.push({
        ms: toMs(one.trigger_us),
        node: '',
        type: 'trigger',
        text: `Before ${one.cause}: ${triggerWords(one.trigger_kind)}: ${excerpt(one.trigger_text, 200)}`,
        source: one.trigger_source,
        line: one.trigger_line,
      })
    }
    if (one.recovered_us > 0) {
      flags.push({
        ms: toMs(one.recovered_us),
        node: '',
        type: 'recovered',
        text: `${one.operation} succeeds again on every node hit (after ${one.cause})`,
        source: one.recovered_source,
        line: one.recovered_line,
      })
    }
    return flags
  })
}

function toMs(us: number): number {
  return Math.floor(us / 1000)
}
