import { citeEvent, citeFact } from '../cite.ts'
import { configsOf, type Grounds } from '../grounds.ts'
import type { TermRule } from '../term-rule.ts'
import { rangesFor } from '../version-knowledge.ts'

/** A clean node did the same with the same affected version and no other config: the version alone does not explain the failures. */
export const term: TermRule = {
  name: 'healthy-alike',
  find: (grounds) => {
    const { incident } = grounds
    const component = rangesFor(grounds.cause, grounds.plugin, grounds.configVersion)[0]?.component
    const failing = component && grounds.versions.at(grounds.failingNodes[0] ?? '', component, incident.first_us)
    if (!component || !failing || incident.first_us === 0) return undefined
    for (const node of grounds.cleanNodes) {
      const fact = grounds.versions.at(node, component, incident.first_us)
      if (fact?.value !== failing.value || hasOtherConfig(grounds, node)) continue
      const [success] = grounds.file.events({
        node,
        operation: incident.operation,
        outcome: 'succeeded',
        fromUs: incident.first_us,
        limit: 1,
      })
      if (!success) continue
      return {
        weight: -0.1,
        says: `${node} ran ${component} ${fact.value} too, and its ${incident.operation} succeeded`,
        evidence: [citeFact(fact, `the same version on clean node ${node}`), citeEvent(success, `success on ${node}`)],
      }
    }
    return undefined
  },
}

function hasOtherConfig(grounds: Grounds, node: string): boolean {
  const versions = (of: string): string =>
    configsOf(grounds, of)
      .map((config) => config.cniVersion ?? '')
      .sort()
      .join(' ')
  return versions(node) !== versions(grounds.failingNodes[0] ?? '')
}
