/** The public API: what the commands do, as functions. Heavy parts (SQLite, the report) load when they are first called. */
import type { Audit, AuditFix, AuditFormat, AuditOptions } from './audit-paths.ts'
import type { CauseHeadline, RulesTest } from './explain.ts'
import type { PairQuestion } from './explain-versions.ts'
import type { RedactOptions } from './redact.ts'

export type { Audit, AuditFix, AuditFormat, AuditOptions } from './audit-paths.ts'
export type { ErrorCode } from './base/errors.ts'
export { PostmortemError } from './base/errors.ts'
export type { FreeLimits } from './base/limits.ts'
export type { CauseHeadline, RulesTest } from './explain.ts'
export type { PairQuestion } from './explain-versions.ts'
export type { ExtractedEvent } from './extract.ts'
export { extract } from './extract.ts'
export { extractLines } from './extract-lines.ts'
export type { InputOptions, Progress } from './input-options.ts'
export type { InspectedSource, Inspection } from './inspect.ts'
export { inspect, renderInspection } from './inspect.ts'
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
export type { Reading } from './model/reading.ts'
export type { Loss } from './model/unread.ts'
export type { Evidence, FixStep, RuledOut, Term, Verdict } from './model/verdict.ts'
export type { Cause, Component, Operation, Outcome, OwnCauseId } from './model/vocabulary.ts'
export type {
  Analysis,
  AnalyzeOptions,
  IngestCaseOptions,
  Ingested,
  QueryRequest,
  ReportOptions,
  Write,
} from './postmortem.ts'
export {
  analyze,
  checkReport,
  countTodos,
  ingestCase,
  judge,
  mayReplaceReport,
  openCase,
  queries,
  query,
  renderIngested,
  renderQuery,
  renderVerdict,
  report,
  sandbox,
  templateNames,
  timeline,
} from './postmortem.ts'
export type { RedactOptions } from './redact.ts'
export type {
  QueryFormat,
  QueryResult,
  ReportCheck,
  ReportFormat,
  TimelineFormat,
  TimelineOptions,
} from './report/index.ts'

/** Copies a case with made-up names, addresses and ids. Throws PostmortemError OUTPUT_EXISTS, OUTPUT_FAILED or CASE_... */
export async function redact(options: RedactOptions): Promise<void> {
  const { redactCase } = await import('./redact.ts')
  redactCase(options)
}

/** The catalogue of causes, sorted by id; `rules`: folder of the user's own (docs/rules.md). Throws PostmortemError BAD_RULES. */
export async function causes(rules?: string): Promise<readonly CauseHeadline[]> {
  const { causeHeadlines } = await import('./explain.ts')
  return causeHeadlines(rules)
}

/** One cause of the catalogue, or all of them. Throws PostmortemError UNKNOWN_CAUSE or BAD_RULES. */
export async function explain(id: string | undefined, format: 'md' | 'text', rules?: string): Promise<string> {
  const { explainCause } = await import('./explain.ts')
  return explainCause(id, format, rules)
}

/** A pasted log record or error text taken apart, one fact a line. Throws PostmortemError BAD_RULES. */
export async function explainLine(text: string, rules?: string): Promise<string> {
  const module = await import('./explain-line.ts')
  return module.explainLine(text, rules)
}

/** Tries the samples and look-alikes of a user's rules. Throws PostmortemError BAD_RULES. */
export async function testRules(rules: string): Promise<RulesTest> {
  const module = await import('./explain.ts')
  return module.testRules(rules)
}

/** The matrix of version knowledge: releases, what they carry, what ADD and DEL do. */
export async function explainVersions(): Promise<string> {
  const { versionsText } = await import('./explain-versions.ts')
  return versionsText()
}

/** What ADD and DEL will do for the versions named. Throws PostmortemError BAD_OPTION. */
export async function explainPair(question: PairQuestion): Promise<string> {
  const { pairText } = await import('./explain-versions.ts')
  return pairText(question)
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
