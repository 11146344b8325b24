import type { CniConfig } from '../../model/fact.ts'
import type { Cause } from '../../model/vocabulary.ts'
import { citeConfig } from '../cite.ts'
import { configsOf, type Grounds } from '../grounds.ts'
import type { TermRule } from '../term-rule.ts'

interface Proof {
  /** Key in the file whose line is cited. */
  readonly key: string
  readonly says: string
}

type Prove = (config: CniConfig, grounds: Grounds) => Proof | undefined

const PROOFS: Readonly<Partial<Record<Cause, Prove>>> = {
  'cni-config-version-missing': (config) => {
    if (config.cniVersion !== undefined && config.cniVersion !== '') return undefined
    return { key: '"name"', says: `CNI config ${nameOf(config)} declares no cniVersion` }
  },
  'cni-config-version-unsupported': (config, grounds) => {
    if (grounds.configVersion === null || config.cniVersion !== grounds.configVersion) return undefined
    const supported = grounds.supportedVersions === '' ? '' : `, the plugin supports ${grounds.supportedVersions}`
    return {
      key: 'cniVersion',
      says: `CNI config ${nameOf(config)} declares cniVersion ${config.cniVersion}${supported}`,
    }
  },
  'cni-config-invalid': (config) => {
    if (config.problem === '') return undefined
    return { key: '', says: `CNI config ${nameOf(config)}: ${config.problem}` }
  },
  'cni-plugin-binary-missing': (config, grounds) => {
    if (grounds.plugin === '' || !config.plugins.includes(grounds.plugin)) return undefined
    return { key: `"${grounds.plugin}"`, says: `CNI config ${nameOf(config)} asks for plugin ${grounds.plugin}` }
  },
}

const MAX_CITED = 4

/** A CNI configuration file of a failing node proves the cause. */
export const term: TermRule = {
  name: 'configuration',
  find: (grounds) => {
    const prove = PROOFS[grounds.cause]
    if (!prove) return undefined
    const nodes = grounds.failingNodes.length > 0 ? grounds.failingNodes : ['']
    const configs = new Set(nodes.flatMap((node) => configsOf(grounds, node)))
    const cited = [...configs].flatMap((config) => {
      const proof = prove(config, grounds)
      return proof ? [citeConfig(config, proof.key, proof.says)] : []
    })
    const first = cited[0]
    return first && { weight: 0.06, says: first.says, evidence: cited.slice(0, MAX_CITED) }
  },
}

function nameOf(config: CniConfig): string {
  const base = config.path.slice(config.path.lastIndexOf('/') + 1)
  return config.name === '' ? base : `${base} (network ${config.name})`
}
