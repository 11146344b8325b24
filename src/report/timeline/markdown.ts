import type { Block, Span } from '../../model/block.ts'
import type { CaseFile } from '../../model/case-file.ts'
import { printMarkdown } from '../markdown.ts'
import { code, heading, paragraph, strong, t } from '../spans.ts'
import { stampText } from '../time-text.ts'
import { count, excerpt } from '../words.ts'
import { folded } from './folded.ts'
import type { TimelineFilter } from './items.ts'
import type { OnSummary } from './records.ts'

/** The timeline as one Markdown table. */
export function* timelineMarkdown(file: CaseFile, filter: TimelineFilter, done: OnSummary): Generator<string> {
  const { rows, failures, cut, undated, changesLeft } = folded(file, filter)
  done({ rows: rows.length, undated })
  if (rows.length === 0) {
    yield printMarkdown([
      heading(2, 'Timeline'),
      paragraph(t('Nothing happened to a pod sandbox within what was asked for.')),
    ])
    return
  }
  const table: Block = {
    type: 'table',
    columns: ['Time (UTC)', 'Node', 'What', 'From'],
    rows: rows.map((row): readonly (readonly Span[])[] => [
      [t(stampText(row.us))],
      row.node === '' ? [] : [code(row.node)],
      [
        row.kind === 'change' ? code(row.what) : t(row.what),
        ...(row.subject === '' ? [] : [t(' for '), code(row.subject)]),
        ...(row.fold === '' ? [] : [t(' '), strong(row.fold)]),
        ...(row.message === '' ? [] : [t(': '), code(excerpt(row.message, 200))]),
      ],
      [code(row.line > 0 ? `${row.source}:${row.line}` : row.source)],
    ]),
  }
  yield printMarkdown([
    heading(2, 'Timeline'),
    table,
    paragraph(
      t(
        `${count(failures, 'failure')} in these rows${cut ? '; there are more in the case' : ''}${changesLeft > 0 ? `; ${count(changesLeft, 'more change')} without a row` : ''}.`,
      ),
    ),
  ])
}
