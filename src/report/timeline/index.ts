import type { CaseFile } from '../../model/case-file.ts'
import { timelineMarkdown } from './markdown.ts'
import { timelineOtlp } from './otlp.ts'
import { timelinePerfetto } from './perfetto.ts'
import { type OnSummary, timelineCsv, timelineJson, timelineTimesketch } from './records.ts'
import { type TextOptions, timelineText } from './text.ts'

export type { TimelineSummary } from './records.ts'

export type TimelineFormat = 'text' | 'md' | 'json' | 'csv' | 'timesketch' | 'perfetto' | 'otlp'

export interface TimelineOptions extends TextOptions {
  readonly format: TimelineFormat
  /** Told once at the end: rows written, and rows without an absolute time (left out by timesketch and perfetto). */
  readonly onSummary?: OnSummary
}

const PRINTERS: Readonly<
  Record<TimelineFormat, (file: CaseFile, options: TextOptions, done: OnSummary) => Iterable<string>>
> = {
  text: timelineText,
  md: timelineMarkdown,
  json: timelineJson,
  csv: timelineCsv,
  timesketch: timelineTimesketch,
  perfetto: timelinePerfetto,
  otlp: timelineOtlp,
}

/** The timeline of a case in pieces of text, in order. Throws SANDBOX_NOT_FOUND, SANDBOX_AMBIGUOUS. */
export function renderTimeline(file: CaseFile, options: TimelineOptions): Iterable<string> {
  return PRINTERS[options.format](file, options, options.onSummary ?? (() => undefined))
}
