import type { FactRow } from '../../model/case-file.ts'
import { factWords } from '../words.ts'

/** systemd, the kubelet and the runtime tell of the same stop or start within seconds of each other. */
const SAME_US = 10_000_000

/**
 * Facts worth a row each, of facts in order of time, source and line: versions only where they differ from what the node told before, and what is
 * told twice on a node within seconds only once. One by one, in bounded memory.
 */
export function* tellingFacts(facts: Iterable<FactRow>): Generator<FactRow> {
  const versions = new Map<string, string>()
  const told = new Map<string, number>()
  for (const line of byPlace(facts)) {
    const starts = line.some((fact) => fact.kind.endsWith('-start'))
    for (const fact of line) {
      const isNews = noteVersion(versions, fact)
      if (fact.kind === 'version' && (!isNews || starts)) continue
      if (!wasTold(told, fact)) yield fact
    }
  }
}

/** Remembers the version that a fact tells; false where the node told the same before. */
function noteVersion(versions: Map<string, string>, fact: FactRow): boolean {
  if (!VERSIONED.has(fact.kind) || fact.value === '') return true
  const isNews = versions.get(component(fact)) !== fact.value
  versions.set(component(fact), fact.value)
  return isNews
}

/** Was the same told on this node within SAME_US? Older tellings are forgotten: they stand at the beginning of `told`. */
function wasTold(told: Map<string, number>, fact: FactRow): boolean {
  for (const [key, us] of told) {
    if (us >= fact.time_us - SAME_US) break
    told.delete(key)
  }
  const key = `${fact.node}\n${factWords(fact) ?? ''}`
  const known = told.delete(key)
  told.set(key, fact.time_us)
  return known
}

/** Facts of the same line together: they follow one another. */
function* byPlace(facts: Iterable<FactRow>): Generator<readonly FactRow[]> {
  let line: FactRow[] = []
  for (const fact of facts) {
    const [first] = line
    if (first !== undefined && (first.source !== fact.source || first.line !== fact.line)) {
      yield line
      line = []
    }
    line.push(fact)
  }
  if (line.length > 0) yield line
}

/** Kinds whose value is a version. */
const VERSIONED: ReadonlySet<FactRow['kind']> = new Set(['version', 'runtime-start', 'kubelet-start'])

function component(fact: FactRow): string {
  return `${fact.node}\n${fact.kind === 'kubelet-start' ? 'kubelet' : fact.component}`
}
