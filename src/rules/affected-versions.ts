import type { FactRow } from '../model/case-file.ts'
import { firstOfEachNode, type Grounds } from './grounds.ts'
import { type KnownRange, rangeOf, rangesFor } from './version-knowledge.ts'

const MAX_NODES = 4

/** A version that was in force, and the known range that it lies in. */
export interface AffectedVersion {
  readonly fact: FactRow
  readonly range: KnownRange
}

/** Versions in force at the first failure of each node (of the first four) that lie in a known range. */
export function affectedVersions(grounds: Grounds): readonly AffectedVersion[] {
  const ranges = rangesFor(grounds.cause, grounds.plugin, grounds.configVersion)
  const hits: AffectedVersion[] = []
  for (const failure of firstOfEachNode(grounds.failures, MAX_NODES)) {
    for (const component of new Set(ranges.map((range) => range.component))) {
      const fact = grounds.versions.at(failure.node, component, failure.first_us)
      const range = fact && rangeOf(ranges, component, fact.value)
      if (fact && range && !hits.some((hit) => hit.fact.id === fact.id)) hits.push({ fact, range })
    }
  }
  return hits
}
