import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askedMeta, askedParts, part } from './base/asked-window.ts'
import { packageVersion } from './base/package-root.ts'
import { type InputOptions, ingestOptions, ownCauses } from './input-options.ts'
import type { CaseFile, IncidentRow, QueryHead } from './model/case-file.ts'
import type { Reading } from './model/reading.ts'
import type { Verdict } from './model/verdict.ts'
import type { QueryFormat, QueryResult, ReportCheck, ReportFormat, TimelineOptions } from './report/index.ts'

// The rooms below are imported when they are called for: `--help` and `extract` never load SQLite, `query` loads no joins and no report.

export interface IngestCaseOptions extends InputOptions {
  /** The case file (SQLite); made where absent, added to where present. */
  readonly case: string
}

export interface ReportOptions {
  readonly format: ReportFormat
  /** The command line, as the report cites it. */
  readonly command?: string | undefined
  /** Name of a shipped template, or the text of one (docs/report.md). */
  readonly template?: string | undefined
}

export interface AnalyzeOptions extends InputOptions, ReportOptions {
  /** Where to keep the case file; an earlier case of that name is replaced. Absent: it is temporary. */
  readonly case?: string | undefined
}

/** Takes the next piece of a result. */
export type Write = (part: string) => void | Promise<void>

export interface Analysis {
  readonly verdict: Verdict
  readonly incidents: readonly IncidentRow[]
  /** Years and zones that times rest on though no record names them, in words; '' where there are none. */
  readonly assumedClock: string
}

/** A canned query (queries/<name>.sql) with parameters, or one SELECT. */
export type QueryRequest =
  | { readonly name: string; readonly params?: Readonly<Record<string, string | number>> }
  | { readonly sql: string }

/** What was read, and what the case holds after it. */
export interface Ingested {
  readonly read: Reading
  readonly sources: number
  readonly events: number
}

/** Logs to case file. Throws as `extract`, and PostmortemError CASE_... where the file cannot be written. */
export async function ingestCase(options: IngestCaseOptions): Promise<Ingested> {
  return fillCase(options.case, options, true, async (file, read) => ({
    read,
    sources: Number(file.meta('sources')),
    events: Number(file.meta('events')),
  }))
}

/**
 * The one-shot: logs to case file to verdict to report. The report is handed to `write` in pieces (JSON of a large case fits no
 * string). Throws as `ingestCase`.
 */
export async function analyze(options: AnalyzeOptions, write: Write): Promise<Analysis> {
  if (options.case !== undefined) return analyzeInto(options.case, options, write)
  const folder = temporaryFolder()
  if (folder === undefined) return analyzeInto(':memory:', options, write)
  try {
    return await analyzeInto(join(folder, 'case.db'), options, write)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Undefined where the machine's temporary folder cannot be written: the case is then kept in memory. */
function temporaryFolder(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), 'cni-postmortem-'))
  } catch {
    return undefined
  }
}

function analyzeInto(path: string, options: AnalyzeOptions, write: Write): Promise<Analysis> {
  return fillCase(path, options, false, async (file) => {
    const [verdict, { assumedClockWords }] = await Promise.all([judge(file), import('./report/year-words.ts')])
    for (const part of await reportParts(file, verdict, options)) await write(part)
    return { verdict, incidents: file.incidents(), assumedClock: assumedClockWords(file.sources()) }
  })
}

async function fillCase<Result>(
  path: string,
  options: InputOptions,
  append: boolean,
  use: (file: CaseFile, read: Reading) => Promise<Result>,
): Promise<Result> {
  const [own, { ingest }, { openStore }, { withAudit }, { withHashes }, { encodeCauses }] = await Promise.all([
    ownCauses(options.rules),
    import('./ingest/index.ts'),
    import('./store/index.ts'),
    import('./audit-facts.ts'),
    import('./ingest/source-hashes.ts'),
    import('../parsers/own-causes/merge.ts'),
  ])
  const input = ingestOptions(options, own)
  const store = openStore(path, { append })
  const before = askedParts(store.meta)
  const hashing = withHashes(store)
  try {
    const audited = withAudit(hashing.sink)
    const read = await ingest({ ...input, hashes: true, known: store.knownTimes() }, audited.sink)
    audited.end()
    await hashing.end()
    if (own.length > 0) store.putMeta('own_causes', encodeCauses(own))
    const parts = [...before, part(input.sinceUs, input.untilUs, read.sources)]
    for (const [key, value] of Object.entries(askedMeta(parts))) store.putMeta(key, value)
    store.finish()
    return await use(store.caseFile(), read)
  } finally {
    await hashing.close()
    store.close()
  }
}

/** Opens a case for reading; close it after use. Throws PostmortemError CASE_NOT_FOUND, CASE_NOT_A_CASE, CASE_TOO_OLD or CASE_TOO_NEW. */
export async function openCase(path: string): Promise<CaseFile> {
  const { openCaseFile } = await import('./store/open-case-file.ts')
  return openCaseFile(path)
}

/** What the case says happened, and how sure that is. */
export async function judge(file: CaseFile): Promise<Verdict> {
  const rules = await import('./rules/index.ts')
  return rules.judge(file)
}

/** The post-mortem of a case, in pieces. */
export async function report(file: CaseFile, options: ReportOptions): Promise<Iterable<string>> {
  return reportParts(file, await judge(file), options)
}

async function reportParts(file: CaseFile, verdict: Verdict, options: ReportOptions): Promise<Iterable<string>> {
  const [{ prepareReport }, { readLineContext }] = await Promise.all([
    import('./report/index.ts'),
    import('./line-context.ts'),
  ])
  const { format, command, template } = options
  const { places, parts } = prepareReport(file, verdict, {
    format,
    version: packageVersion(),
    ...(command === undefined ? {} : { command }),
    ...(template === undefined ? {} : { template }),
  })
  return parts(places.length === 0 ? undefined : await readLineContext(places, { markBefore: file.markBefore }))
}

/** What happened in order of time, in pieces. Throws PostmortemError SANDBOX_NOT_FOUND or SANDBOX_AMBIGUOUS. */
export async function timeline(file: CaseFile, options: TimelineOptions): Promise<Iterable<string>> {
  const { renderTimeline } = await import('./report/timeline/index.ts')
  return renderTimeline(file, options)
}

/** How many prompts of a written report nobody has answered yet. */
export async function countTodos(report: string): Promise<number> {
  const rendering = await import('./report/check/todos.ts')
  return rendering.countTodos(report)
}

/** What a written Markdown or HTML report still lacks, and the times to detect, mitigate and recover that follow from what people filled in. */
export async function checkReport(report: string): Promise<ReportCheck> {
  const rendering = await import('./report/index.ts')
  return rendering.checkReport(report)
}

/** May a report of this format be written over a file with this text, without losing what people wrote into it (docs/report.md)? */
export async function mayReplaceReport(existing: string, format: ReportFormat): Promise<boolean> {
  const rendering = await import('./report/index.ts')
  return rendering.mayReplace(existing, format === 'md' || format === 'html')
}

/** Names of the shipped report templates. */
export async function templateNames(): Promise<readonly string[]> {
  const { templates } = await import('./report/template.ts')
  return Object.keys(templates).sort()
}

/** One sandbox's life; verbose: every record as it stands, with its error chain layer by layer. Throws PostmortemError SANDBOX_NOT_FOUND or SANDBOX_AMBIGUOUS. */
export async function sandbox(
  file: CaseFile,
  idPrefix: string,
  options: { readonly verbose: boolean },
): Promise<string> {
  const [{ renderSandbox }, { recordChain }] = await Promise.all([
    import('./report/render-sandbox.ts'),
    import('./explain-line.ts'),
  ])
  return renderSandbox(file, idPrefix, { ...options, chain: recordChain })
}

/** Runs a query read-only. Throws PostmortemError UNKNOWN_QUERY, BAD_PARAMETER or BAD_SQL. */
export function query(file: CaseFile, request: QueryRequest): QueryResult {
  if ('sql' in request) return file.sql(request.sql)
  const rows = file.query(request.name, request.params ?? {})
  const columns = file.queryHeads().find((head) => head.name === request.name)?.columns ?? []
  return { columns, rows }
}

/** Heads of the canned queries, sorted by name. */
export async function queries(): Promise<readonly QueryHead[]> {
  const { queryHeads } = await import('./store/query-files.ts')
  return queryHeads()
}

/** The verdict in a few lines for a terminal; `incidents` of the case tell how long it went on and what else there was, `assumedClock` is that of `analyze`. */
export async function renderVerdict(
  verdict: Verdict,
  incidents: readonly IncidentRow[] = [],
  assumedClock = '',
): Promise<string> {
  const rendering = await import('./report/render-verdict.ts')
  return rendering.renderVerdict(verdict, incidents, assumedClock)
}

/** What `ingest` read, in a line or two. */
export async function renderIngested(ingested: Ingested): Promise<readonly string[]> {
  const rendering = await import('./report/render-ingested.ts')
  return rendering.renderIngested(ingested)
}

/** The rows of a query as text. */
export async function renderQuery(result: QueryResult, format: QueryFormat): Promise<string> {
  const rendering = await import('./report/render-query.ts')
  return rendering.renderQuery(result, format)
}
