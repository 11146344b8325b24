import type { Block } from '../model/block.ts'
import type { CaseFile } from '../model/case-file.ts'
import type { LineContext, LinePlace } from '../model/line-context.ts'
import type { Verdict } from '../model/verdict.ts'
import { printHtml } from './html.ts'
import { type InputOptions, type ReportInput, readInput } from './input.ts'
import { jsonParts } from './json.ts'
import { dropDeadLinks } from './links.ts'
import { printMarkdown } from './markdown.ts'
import { readPageData } from './page/page-data.ts'
import { seal } from './seal.ts'
import { sections } from './sections/index.ts'
import { readTemplate, type TemplateStep, templates } from './template.ts'
import { printText } from './text.ts'

export type ReportFormat = 'md' | 'html' | 'json' | 'text'

export interface ReportOptions extends InputOptions {
  readonly format: ReportFormat
  /** Name of a shipped template, or the text of one; without it every section in its order. Not for JSON. */
  readonly template?: string
}

/** The post-mortem of a case as one text. Throws BAD_TEMPLATE. */
export function renderReport(file: CaseFile, verdict: Verdict, options: ReportOptions): string {
  return Array.from(renderReportParts(file, verdict, options)).join('')
}

/** A report whose cited lines may be looked up in their sources before it is printed. */
export interface PreparedReport {
  /** Lines that the report shows between their neighbours; [] where it shows none. */
  readonly places: readonly LinePlace[]
  readonly parts: (context: LineContext | undefined) => Iterable<string>
}

/** The post-mortem of a case in two steps: what it cites, then its text in pieces. Throws BAD_TEMPLATE. */
export function prepareReport(file: CaseFile, verdict: Verdict, options: ReportOptions): PreparedReport {
  if (options.format === 'json') return { places: [], parts: () => jsonParts(file, verdict) }
  const input = readInput(file, verdict, options)
  const steps = stepsOf(options.template)
  const quoted = steps.some((step) => 'section' in step && step.section.id === 'evidence')
  return {
    places: quoted ? input.cited.filter((one) => one.line > 0) : [],
    parts: (context) => documentParts({ ...input, context: context ?? input.context }, options),
  }
}

/** The same in pieces: JSON of a large case does not fit one string. */
export function renderReportParts(file: CaseFile, verdict: Verdict, options: ReportOptions): Iterable<string> {
  return prepareReport(file, verdict, options).parts(undefined)
}

function* documentParts(input: ReportInput, { format, template }: ReportOptions): Generator<string> {
  if (format === 'text') {
    yield printText(blocksOf(input, template))
    return
  }
  const text = format === 'html' ? renderPage(input, template) : `${printMarkdown(blocksOf(input, template))}\n`
  yield text
  yield seal(text)
}

/** Sections that answer at once; on the page the interactive part follows them. */
const FIRST: readonly string[] = ['title', 'verdict', 'fix']

/** The page: verdict and what to do, the interactive part, then all else. A template keeps its own order, the interactive part comes last. */
function renderPage(input: ReportInput, template: string | undefined): string {
  const steps = stepsOf(template)
  const own = template !== undefined && template !== ''
  const first = own ? steps : steps.filter((step) => isFirst(step))
  const rest = own ? [] : steps.filter((step) => !isFirst(step))
  const lead = first.flatMap((step) => build(step, input))
  const blocks = dropDeadLinks([...lead, ...rest.flatMap((step) => build(step, input))])
  return printHtml(blocks, { after: lead.length, data: readPageData(input) })
}

function isFirst(step: TemplateStep): boolean {
  return 'section' in step && FIRST.includes(step.section.id)
}

/** The blocks of the report, in the order of the template. */
export function reportBlocks(
  file: CaseFile,
  verdict: Verdict,
  options: Omit<ReportOptions, 'format'>,
): readonly Block[] {
  return blocksOf(readInput(file, verdict, options), options.template)
}

function blocksOf(input: ReportInput, template: string | undefined): readonly Block[] {
  return dropDeadLinks(stepsOf(template).flatMap((step) => build(step, input)))
}

function build(step: TemplateStep, input: ReportInput): readonly Block[] {
  return 'section' in step ? step.section.build(input) : step.blocks
}

function stepsOf(template: string | undefined): readonly TemplateStep[] {
  const ordered = [...sections].sort((a, b) => a.order - b.order)
  if (template === undefined || template === '') return ordered.map((section) => ({ section }))
  return readTemplate(templates[template] ?? template, ordered)
}
