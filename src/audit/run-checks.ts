import type { AuditContext, AuditFinding } from '../model/audit.ts'
import type { CniConfig } from '../model/fact.ts'
import type { AuditCheck } from './check.ts'
import { checks } from './checks/index.ts'
import { type ConfigFile, parseConfig } from './config-file.ts'

/** Nothing is known beside the configurations. */
export const NO_CONTEXT: AuditContext = {
  supported: () => undefined,
  containerd: new Map(),
  binaries: new Map(),
  maxPods: 0,
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const folderOf = (config: CniConfig): string =>
  `${config.node}\0${config.path.slice(0, config.path.lastIndexOf('/') + 1)}`
const RANK = { error: 0, warning: 1, note: 2 } as const

/** Runs every check over the configurations; findings in order of path, place and check. Deterministic. */
export function runChecks(
  configs: readonly CniConfig[],
  context: AuditContext = NO_CONTEXT,
  only: readonly AuditCheck[] = checks,
): readonly AuditFinding[] {
  const folders = new Map<string, ConfigFile[]>()
  const sorted = [...configs].sort((a, b) => byText(a.node, b.node) || byText(a.path, b.path))
  for (const config of sorted) {
    const key = folderOf(config)
    folders.set(key, [...(folders.get(key) ?? []), parseConfig(config)])
  }
  const findings: AuditFinding[] = []
  for (const folder of folders.values()) {
    for (const file of folder) for (const check of only) findings.push(...findingsOf(check, file, context, folder))
  }
  return findings.sort(
    (a, b) =>
      byText(a.node, b.node) ||
      byText(a.path, b.path) ||
      a.line - b.line ||
      a.column - b.column ||
      RANK[a.severity] - RANK[b.severity] ||
      byText(a.check, b.check),
  )
}

function findingsOf(
  check: AuditCheck,
  file: ConfigFile,
  context: AuditContext,
  folder: readonly ConfigFile[],
): readonly AuditFinding[] {
  // a file that is no JSON has one fault; all others would follow from it
  if (file.errors.length > 0 && check.id !== 'invalid-json' && check.id !== 'several-configs') return []
  return check.run(file, context, folder).map((remark) => {
    const { line, column } = file.place(remark.offset)
    const offset = file.source.lineOffset ?? 0
    return {
      check: check.id,
      severity: remark.severity ?? check.severity,
      node: file.source.node,
      path: file.source.path,
      line: line + offset,
      column,
      what: remark.what,
      why: remark.why,
      do: remark.do,
      reference: check.reference,
    }
  })
}
