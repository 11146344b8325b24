import type { FactRow } from '../../model/case-file.ts'
import { factWords } from '../words.ts'

/** systemd, the kubelet and the runtime tell of the same stop or start within seconds of each other. */
const SAME_US = 10_000_000

/**
 * Facts worth a row each, of facts in order of time: versions only where they differ from what the node told before, and what is told twice
 * on a node within seconds only once.
 */
export function tellingFacts(facts: readonly FactRow[]): readonly FactRow[] {
  const starts = new Set(facts.filter((fact) => fact.kind.endsWith('-start')).map(place))
  const versions = new Map<string, string>()
  const told = new Map<string, number>()
  return facts.filter((fact) => {
    const before = fact.kind === 'version' ? versions.get(component(fact)) : undefined
    if (VERSIONED.has(fact.kind) && fact.value !== '') versions.set(component(fact), fact.value)
    if (fact.kind === 'version' && (before === fact.value || starts.has(place(fact)))) return false
    const key = `${fact.node}\n${factWords(fact) ?? ''}`
    const last = told.get(key)
    told.set(key, fact.time_us)
    return last === undefined || fact.time_us - last > SAME_US
  })
}

/** Kinds whose value is a version. */
const VERSIONED: ReadonlySet<FactRow['kind']> = new Set(['version', 'runtime-start', 'kubelet-start'])

function component(fact: FactRow): string {
  return `${fact.node}\n${fact.kind === 'kubelet-start' ? 'kubelet' : fact.component}`
}

function place(fact: FactRow): string {
  return `${fact.source}:${fact.line}`
}
