import type { AuditContext, AuditFinding, Severity } from '../model/audit.ts'
import type { CniConfig } from '../model/fact.ts'
import type { ConfigFile } from './config-file.ts'

/** What a check says; the engine adds check id, severity, path, node and reference. */
export interface Remark {
  readonly offset: number
  readonly what: string
  readonly why: string
  readonly do: string
  /** Where it differs from the check's own. */
  readonly severity?: Severity
}

/** A configuration with which a check's samples are tried. */
export interface CheckSample {
  readonly path?: string
  readonly text: string
  readonly context?: Partial<AuditContext>
  /** Other files in the same folder. */
  readonly beside?: readonly { readonly path: string; readonly text: string }[]
}

/** One check: src/audit/checks/<id>.ts exports `check`. */
export interface AuditCheck {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly reference: AuditFinding['reference']
  /** `folder` = all configurations of the same node and folder, in lexical order, the file itself included. */
  readonly run: (file: ConfigFile, context: AuditContext, folder: readonly ConfigFile[]) => readonly Remark[]
  /** Configurations that it must find fault with, and ones that it must not. */
  readonly trips: readonly CheckSample[]
  readonly passes: readonly CheckSample[]
}

/** A CniConfig of nothing but path and text, for samples and texts that come from elsewhere. */
export function configOf(path: string, text: string, node = ''): CniConfig {
  return { node, path, name: '', cniVersion: undefined, plugins: [], problem: '', text }
}

const SPEC = 'https://github.com/containernetworking/cni/blob'

/** A section of the CNI specification. */
export function spec(section: string, version = '1.1.0'): AuditFinding['reference'] {
  const anchor = section
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')
  return { title: `CNI specification ${version}, ${section}`, url: `${SPEC}/spec-v${version}/SPEC.md#${anchor}` }
}

/** A page of the reference plugins' documentation. */
export function pluginDoc(kind: 'main' | 'ipam' | 'meta', plugin: string): AuditFinding['reference'] {
  return { title: `CNI plugins, ${plugin}`, url: `https://www.cni.dev/plugins/current/${kind}/${plugin}/` }
}

/** Kubernetes' page of the founding case. */
export const KUBERNETES_PAGE: AuditFinding['reference'] = {
  title: 'Kubernetes: Troubleshooting CNI plugin-related errors',
  url: 'https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/',
}
