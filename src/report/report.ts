import type { Block } from '../model/block.ts'
import type { CaseFile } from '../model/case-file.ts'
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

/** The same in pieces: JSON of a large case does not fit one string. */
export function* renderReportParts(file: CaseFile, verdict: Verdict, options: ReportOptions): Generator<string> {
  if (options.format === 'json') {
    yield* jsonParts(file, verdict)
    return
  }
  if (options.format === 'text') {
    yield printText(reportBlocks(file, verdict, options))
    return
  }
  const text =
    options.format === 'html'
      ? renderPage(file, verdict, options)
      : `${printMarkdown(reportBlocks(file, verdict, options))}\n`
  yield text
  yield seal(text)
}

/** Sections that answer at once; on the page the interactive part follows them. */
const FIRST: readonly string[] = ['title', 'verdict', 'fix']

/** The page: verdict and what to do, the interactive part, then all else. A template keeps its own order, the interactive part comes last. */
function renderPage(file: CaseFile, verdict: Verdict, options: Omit<ReportOptions, 'format'>): string {
  const input = readInput(file, verdict, options)
  const steps = stepsOf(options.template)
  const own = options.template !== undefined && options.template !== ''
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
  const input = readInput(file, verdict, options)
  return dropDeadLinks(stepsOf(options.template).flatMap((step) => build(step, input)))
}

function build(step: TemplateStep, input: ReportInput): readonly Block[] {
  return 'section' in step ? step.section.build(input) : step.blocks
}

function stepsOf(template: string | undefined): readonly TemplateStep[] {
  const ordered = [...sections].sort((a, b) => a.order - b.order)
  if (template === undefined || template === '') return ordered.map((section) => ({ section }))
  return readTemplate(templates[template] ?? template, ordered)
}
