import type { CniConfig } from './fact.ts'

export type Severity = 'error' | 'warning' | 'note'

/** One finding of `audit`: what is wrong, why it matters, what to do, and where. */
export interface AuditFinding {
  /** Id of the check: its file name in src/audit/checks/. */
  readonly check: string
  readonly severity: Severity
  readonly node: string
  readonly path: string
  /** 1-based; column counts UTF-16 units. */
  readonly line: number
  readonly column: number
  readonly what: string
  readonly why: string
  readonly do: string
  readonly reference: { readonly title: string; readonly url: string }
}

/** CNI versions that a plugin type supports, and how that is known. */
export interface SupportedVersions {
  readonly versions: readonly string[]
  /** `plugin VERSION output in x`, `error text at path:line`, `plugins 0.9.1 (--plugins-version)` ... */
  readonly from: string
}

/** What is known beside the configuration itself. Everything is optional: absent knowledge raises no finding. */
export interface AuditContext {
  readonly supported: (pluginType: string) => SupportedVersions | undefined
  /** containerd versions by node, without a leading v; '' = the whole input. */
  readonly containerd: ReadonlyMap<string, string>
  /** Names in the plugin directory by node; '' = the whole input. */
  readonly binaries: ReadonlyMap<string, ReadonlySet<string>>
  /** Pods a node must be able to address; 0 = not asked. */
  readonly maxPods: number
}

export interface AuditResult {
  readonly configs: readonly CniConfig[]
  readonly findings: readonly AuditFinding[]
}
