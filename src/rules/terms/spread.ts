import type { FactRow } from '../../model/case-file.ts'
import type { Evidence } from '../../model/verdict.ts'
import { citeConfig, citeFact } from '../cite.ts'
import { configsOf, type Grounds } from '../grounds.ts'
import type { TermRule } from '../term-rule.ts'

const COMPONENTS = ['containerd', 'crio', 'kubelet'] as const

interface Difference {
  readonly says: string
  readonly evidence: readonly Evidence[]
}

/** What all failing nodes share and no clean node has. */
export const term: TermRule = {
  name: 'spread',
  find: (grounds) => {
    if (grounds.failingNodes.length === 0 || grounds.cleanNodes.length === 0) return undefined
    const found = versionDifference(grounds) ?? configDifference(grounds)
    return found && { weight: 0.04, ...found }
  },
}

function versionDifference(grounds: Grounds): Difference | undefined {
  for (const component of COMPONENTS) {
    const failing = versionsOf(grounds, grounds.failingNodes, component)
    const clean = versionsOf(grounds, grounds.cleanNodes, component)
    if (!failing || !clean || intersects(failing, clean)) continue
    const [bad, good] = [words(failing), words(clean)]
    return {
      says: `every failing node ran ${component} ${bad}; the ${counted(grounds.cleanNodes)} ran ${component} ${good}`,
      evidence: [...clean.slice(0, 2), ...failing.slice(0, 1)].map((fact) =>
        citeFact(fact, `${component} ${fact.value} on ${fact.node}`),
      ),
    }
  }
  return undefined
}

/** The version of a component on each of the nodes at the first failure; undefined if one is not known. */
function versionsOf(grounds: Grounds, nodes: readonly string[], component: string): readonly FactRow[] | undefined {
  const facts = nodes.map((node) => grounds.versions.at(node, component, grounds.incident.first_us))
  const known = facts.filter((fact) => fact !== undefined)
  return known.length === nodes.length ? known : undefined
}

function intersects(a: readonly FactRow[], b: readonly FactRow[]): boolean {
  const values = new Set(a.map((fact) => plain(fact.value)))
  return b.some((fact) => values.has(plain(fact.value)))
}

function words(facts: readonly FactRow[]): string {
  return [...new Set(facts.map((fact) => plain(fact.value)))].sort().join(', ')
}

function plain(version: string): string {
  return version.replace(/^v/, '')
}

function configDifference(grounds: Grounds): Difference | undefined {
  const failing = grounds.failingNodes.map((node) => ownConfig(grounds, node))
  const clean = grounds.cleanNodes.map((node) => ownConfig(grounds, node))
  if ([...failing, ...clean].includes(undefined)) return undefined
  const bad = new Set(failing.map((config) => declared(config)))
  const good = new Set(clean.map((config) => declared(config)))
  if ([...bad].some((value) => good.has(value))) return undefined
  const evidence = [...clean.slice(0, 2), ...failing.slice(0, 1)].flatMap((config) =>
    config
      ? [citeConfig(config, config.cniVersion ? 'cniVersion' : '"name"', `${config.node}: ${declared(config)}`)]
      : [],
  )
  return {
    says: `the CNI config of every failing node has ${[...bad].sort().join(' or ')}; that of the ${counted(grounds.cleanNodes)} has ${[...good].sort().join(' or ')}`,
    evidence,
  }
}

function ownConfig(grounds: Grounds, node: string): Grounds['configs'][number] | undefined {
  return configsOf(grounds, node).find((config) => config.node === node)
}

function declared(config: Grounds['configs'][number] | undefined): string {
  if (!config || config.cniVersion === undefined || config.cniVersion === '') return 'no cniVersion'
  return `cniVersion ${config.cniVersion}`
}

function counted(nodes: readonly string[]): string {
  return nodes.length === 1 ? `clean node ${nodes[0]}` : `${nodes.length} clean nodes`
}
