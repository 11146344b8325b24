/** The public API: what the commands do, as functions. Heavy parts (SQLite, the report) load when they are first called. */
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
