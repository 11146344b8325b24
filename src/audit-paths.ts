import { supportedBy } from '../parsers/versions/plugins.ts'
import {
  AuditGatherer,
  pluginNames,
  probePlugin,
  type Repair,
  renderAuditMarkdown,
  renderAuditSarif,
  renderAuditText,
  repair,
  repairDiff,
  runChecks,
  writeRepair,
} from './audit/index.ts'
import { PostmortemError } from './base/errors.ts'
import { packageVersion } from './base/package-root.ts'
import { type InputOptions, ingestOptions } from './input-options.ts'
import type { AuditContext, AuditFinding, AuditResult, SupportedVersions } from './model/audit.ts'
import type { CniConfig } from './model/fact.ts'

export interface AuditOptions extends InputOptions {
  /** A containernetworking/plugins release whose supported versions hold for plugins of which nothing better is known. */
  readonly pluginsVersion?: string | undefined
  /** Plugin directory of this machine: its listing is used; its binaries are run only with `exec`. */
  readonly pluginsDir?: string | undefined
  readonly exec?: boolean | undefined
  readonly maxPods?: number | undefined
}

export type AuditFormat = 'text' | 'md' | 'json' | 'sarif'

export interface Audit extends AuditResult {
  readonly context: AuditContext
}

/** Plugins of containernetworking/plugins; a release says nothing of others. */
const REFERENCE_PLUGINS = new Set([
  'bandwidth',
  'bridge',
  'dhcp',
  'dummy',
  'firewall',
  'host-device',
  'host-local',
  'ipvlan',
  'loopback',
  'macvlan',
  'portmap',
  'ptp',
  'sbr',
  'static',
  'tap',
  'tuning',
  'vlan',
  'vrf',
])

function releaseKnowledge(version: string | undefined): (type: string) => SupportedVersions | undefined {
  if (version === undefined) return () => undefined
  const versions = supportedBy(version.replace(/^v/, ''))
  if (versions.length === 0) {
    throw new PostmortemError('BAD_OPTION', `--plugins-version does not know ${version}`, {
      reason: 'it takes a release of containernetworking/plugins',
      hint: 'for example --plugins-version 0.9.1',
    })
  }
  return (type) =>
    REFERENCE_PLUGINS.has(type) ? { versions, from: `plugins ${version}, --plugins-version` } : undefined
}

/** A file without logs is the ordinary case here. */
async function gather(options: AuditOptions, gatherer: AuditGatherer): Promise<void> {
  const { ingest } = await import('./ingest/index.ts')
  try {
    await ingest(ingestOptions(options), gatherer)
  } catch (error) {
    if (!(error instanceof PostmortemError && error.code === 'NO_LOGS' && gatherer.configs.length > 0)) throw error
  }
  if (gatherer.configs.length > 0) return
  throw new PostmortemError('NO_LOGS', 'no CNI configuration found', {
    reason: `looked for *.conflist, *.conf and *.json in CNI folders, and for manifests, below ${options.paths.join(', ')}`,
    hint: 'Give /etc/cni/net.d, a bundle that holds it, or a folder of Kubernetes manifests.',
  })
}

/** Finds the CNI configurations below the paths and checks them. Throws PostmortemError NO_LOGS where there is none, BAD_OPTION, PATH_NOT_FOUND. */
export async function audit(options: AuditOptions): Promise<Audit> {
  const release = releaseKnowledge(options.pluginsVersion)
  const gatherer = new AuditGatherer()
  await gather(options, gatherer)
  const { pluginsDir, exec = false } = options
  const names = pluginsDir === undefined ? undefined : new Set(pluginNames(pluginsDir))
  const probed = new Map<string, SupportedVersions | undefined>()
  const probe = (type: string): SupportedVersions | undefined => {
    if (pluginsDir === undefined || !exec || !names?.has(type)) return undefined
    if (!probed.has(type)) probed.set(type, probePlugin(pluginsDir, type))
    return probed.get(type)
  }
  const known = gatherer.context(options.maxPods ?? 0, (type) => probe(type) ?? release(type))
  const context = names === undefined ? known : { ...known, binaries: new Map([...known.binaries, ['', names]]) }
  return { configs: gatherer.configs, findings: runChecks(gatherer.configs, context), context }
}

/** An audit in a format. Ends in a newline. */
export function renderAudit(result: AuditResult, format: AuditFormat): string {
  if (format === 'md') return renderAuditMarkdown(result)
  if (format === 'sarif') return renderAuditSarif(result, packageVersion())
  if (format === 'text') return renderAuditText(result)
  const configs = result.configs.map(({ node, path, name, cniVersion, plugins }) => ({
    node,
    path,
    name,
    cni_version: cniVersion ?? null,
    plugins,
  }))
  return `${JSON.stringify({ configs, findings: result.findings }, null, 2)}\n`
}

export interface AuditFix {
  readonly config: CniConfig
  readonly repair: Repair
  readonly diff: string
}

/** Repairs of every configuration that can be mended, in order of path; `refused` ones come without a diff. */
export function auditFixes(result: Audit): readonly AuditFix[] {
  return result.configs
    .map((config) => {
      const mended = repair(config, result.context)
      return { config, repair: mended, diff: repairDiff(config, mended) }
    })
    .filter((fix) => fix.diff !== '' || fix.repair.refused !== '')
    .sort((a, b) => (a.config.path < b.config.path ? -1 : 1))
}

/** Writes the repairs over their files. Configurations inside archives and manifests are named in the result and left alone. */
export function writeFixes(
  fixes: readonly AuditFix[],
): readonly { readonly path: string; readonly written: boolean }[] {
  return fixes
    .filter((fix) => fix.diff !== '')
    .map(({ config, repair: mended }) => {
      const plain = !config.path.includes('!/') && !config.path.includes('#') && config.path !== '-'
      if (plain) writeRepair(config.path, mended.text)
      return { path: config.path, written: plain }
    })
}

/** Is there a finding at least this severe? */
export function auditFails(findings: readonly AuditFinding[], failOn: 'error' | 'warning'): boolean {
  return findings.some(({ severity }) => severity === 'error' || (failOn === 'warning' && severity === 'warning'))
}
