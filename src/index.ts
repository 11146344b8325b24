/** The public API: what the commands do, as functions. Heavy parts (SQLite, the report) load when they are first called. */
import type { Audit, AuditFix, AuditFormat, AuditOptions } from './audit-paths.ts'

export type { Audit, AuditFix, AuditFormat, AuditOptions } from './audit-paths.ts'
export type { ErrorCode } from './base/errors.ts'
export { PostmortemError } from './base/errors.ts'
export type { CauseHeadline } from './explain.ts'
export type { ExtractedEvent } from './extract.ts'
export { extract } from './extract.ts'
export type { InputOptions, Progress } from './input-options.ts'
export type {
  CaseFile,
  Cell,
  EventRow,
  FactRow,
  FailureRow,
  IncidentRow,
  QueryHead,
  QueryRow,
  SandboxRow,
  SandboxState,
  SourceRow,
  TriggerKind,
} from './model/case-file.ts'
export type { CniConfig, FactKind } from './model/fact.ts'
export type { CauseId } from './model/names.ts'
export type { Evidence, FixStep, RuledOut, Term, Verdict } from './model/verdict.ts'
export type { Cause, Component, Operation, Outcome } from './model/vocabulary.ts'
export type { Analysis, AnalyzeOptions, IngestCaseOptions, QueryRequest, ReportOptions, Write } from './postmortem.ts'
export {
  analyze,
  countTodos,
  ingestCase,
  judge,
  openCase,
  queries,
  query,
  renderQuery,
  renderVerdict,
  report,
  sandbox,
  templateNames,
  timeline,
} from './postmortem.ts'
export type { QueryFormat, QueryResult, ReportFormat, TimelineFormat, TimelineOptions } from './report/index.ts'

/** The catalogue of causes, sorted by id. */
export async function causes(): Promise<readonly import('./explain.ts').CauseHeadline[]> {
  const { causeHeadlines } = await import('./explain.ts')
  return causeHeadlines()
}

/** One cause of the catalogue, or all of them. Throws PostmortemError UNKNOWN_CAUSE. */
export async function explain(id: string | undefined, format: 'md' | 'text'): Promise<string> {
  const { explainCause } = await import('./explain.ts')
  return explainCause(id, format)
}

/** A pasted log record or error text taken apart, one fact a line. */
export async function explainLine(text: string): Promise<string> {
  const module = await import('./explain-line.ts')
  return module.explainLine(text)
}

/** Checks the CNI configurations below the paths. Throws PostmortemError NO_LOGS where there is none, BAD_OPTION, PATH_NOT_FOUND. */
export async function audit(options: AuditOptions): Promise<Audit> {
  const module = await import('./audit-paths.ts')
  return module.audit(options)
}

/** An audit as text, Markdown, JSON or SARIF 2.1.0. */
export async function renderAudit(result: Audit, format: AuditFormat): Promise<string> {
  const module = await import('./audit-paths.ts')
  return module.renderAudit(result, format)
}

/** Repairs of the configurations that can be mended, with their unified diffs, and why others cannot. */
export async function auditFixes(result: Audit): Promise<readonly AuditFix[]> {
  const module = await import('./audit-paths.ts')
  return module.auditFixes(result)
}

/** Writes repairs over their files, originals kept as `.bak`. Throws PostmortemError OUTPUT_FAILED. */
export async function writeFixes(
  fixes: readonly AuditFix[],
): Promise<readonly { readonly path: string; readonly written: boolean }[]> {
  const module = await import('./audit-paths.ts')
  return module.writeFixes(fixes)
}

/** Is there a finding at least as severe as `failOn`? */
export async function auditFails(findings: Audit['findings'], failOn: 'error' | 'warning'): Promise<boolean> {
  const module = await import('./audit-paths.ts')
  return module.auditFails(findings, failOn)
}

/** JSON Schema of a CNI conf or conflist, as text. */
export async function auditSchema(): Promise<string> {
  const { CNI_SCHEMA } = await import('./audit/index.ts')
  return `${JSON.stringify(CNI_SCHEMA, null, 2)}\n`
}

/** A valid bridge + host-local + portmap conflist. Without subnets: 10.88.0.0/16. Throws PostmortemError BAD_OPTION. */
export async function auditExample(options: {
  readonly subnet: readonly string[]
  readonly cniVersion: string
}): Promise<string> {
  const { exampleConfig } = await import('./audit/index.ts')
  return exampleConfig({
    cniVersion: options.cniVersion,
    subnets: options.subnet.length === 0 ? ['10.88.0.0/16'] : options.subnet,
  })
}
