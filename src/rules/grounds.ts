import type { CaseFile, FailureRow, IncidentRow } from '../model/case-file.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { CniConfig } from '../model/fact.ts'
import type { Cause } from '../model/vocabulary.ts'
import type { VersionLog } from './versions.ts'

/** Failures of an incident that are looked at one by one; the counts of all are in the incident's row. */
const MAX_EXAMINED = 400

/** What the terms of a verdict look at. */
export interface Grounds {
  readonly file: CaseFile
  readonly cause: Cause
  /** Undefined for `unknown`. */
  readonly definition: CauseDefinition | undefined
  /** The incident that the verdict explains, and others of its cause. */
  readonly incident: IncidentRow
  readonly incidents: readonly IncidentRow[]
  /** Every incident of the case that counts against another. */
  readonly all: readonly IncidentRow[]
  /** First failures of the incident, those of one node beside those of another. */
  readonly failures: readonly FailureRow[]
  readonly failingNodes: readonly string[]
  readonly cleanNodes: readonly string[]
  readonly versions: VersionLog
  readonly configs: readonly CniConfig[]
  /** What plugin, config version the errors name most often. */
  readonly plugin: string
  readonly configVersion: string | null
  readonly supportedVersions: string
}

/** Gathers the grounds for one cause of the case. */
export function gather(
  file: CaseFile,
  definition: CauseDefinition | undefined,
  incident: IncidentRow,
  all: readonly IncidentRow[],
  versions: VersionLog,
): Grounds {
  const failures = [...file.failures({ incidentId: incident.id, limit: MAX_EXAMINED })].filter(
    (failure) => failure.incident_id === incident.id,
  )
  const incidents = all.filter((row) => row.cause === incident.cause)
  const failingNodes = nodesOf(incidents)
  const named = failures.find((failure) => failure.config_version !== null)
  return {
    file,
    cause: incident.cause,
    definition,
    incident,
    incidents,
    all,
    failures,
    failingNodes,
    cleanNodes: file.nodes().filter((node) => node !== '' && !failingNodes.includes(node)),
    versions,
    configs: file.cniConfigs(),
    plugin: (named ?? failures.find((failure) => failure.plugin !== ''))?.plugin ?? '',
    configVersion: named?.config_version ?? null,
    supportedVersions: failures.find((failure) => failure.supported_versions !== '')?.supported_versions ?? '',
  }
}

/** Node names of incidents, sorted. */
export function nodesOf(incidents: readonly IncidentRow[]): string[] {
  return [...new Set(incidents.flatMap((row) => row.nodes.split(' ')).filter((node) => node !== ''))].sort()
}

/** The first failure on each node, at most `limit` of them, in order of time. */
export function firstOfEachNode(failures: readonly FailureRow[], limit: number): readonly FailureRow[] {
  const seen = new Set<string>()
  return failures.filter((failure) => seen.size < limit && !seen.has(failure.node) && seen.add(failure.node))
}

/** Configs of a node; of all nodes where the files do not tell theirs. */
export function configsOf(grounds: Grounds, node: string): readonly CniConfig[] {
  const own = grounds.configs.filter((config) => config.node === node)
  return own.length > 0 ? own : grounds.configs.filter((config) => config.node === '')
}
