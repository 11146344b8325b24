import { createHash } from 'node:crypto'
import { sourceSpan } from '../../base/source-span.ts'
import type { SourceRow } from '../../model/case-file.ts'
import type { ReportInput } from '../input.ts'
import { checksumList, inputFiles } from '../input-files.ts'
import type { Section } from '../section.ts'
import { stampText, utc } from '../time-text.ts'
import { count, size } from '../words.ts'
import { clockWords } from '../year-words.ts'

/** Input files named one by one in the front matter; where there are more, one hash stands for all and Coverage lists them. */
const NAMED_INPUTS = 6

/** Id of an incident: day and minute of its first failure and six hex digits of cause, nodes and time. Same input, same id. */
export function incidentKey(input: ReportInput): string {
  const { incident, verdict, scope } = input
  const us = incident?.first_us ?? scope.totals.fromUs
  const hash = createHash('sha256')
    .update(`${verdict.cause ?? 'none'}\n${incident?.nodes ?? ''}\n${us}`)
    .digest('hex')
    .slice(0, 6)
  const day = us === 0 ? 'undated' : stampText(us).slice(0, 16).replaceAll(/[-:]/g, '').replace(' ', '-')
  return `cni-${day}-${hash}`
}

function inputs(sources: readonly SourceRow[]): readonly string[] {
  const files = inputFiles(sources)
  if (files.length <= NAMED_INPUTS)
    return files.map(({ path, of, bytes, sha256 }) => {
      const members = of > 1 ? `${count(of, 'source')}, ` : ''
      return `${path} (${members}${size(bytes)}${sha256 === '' ? '' : `, sha256 ${sha256}`})`
    })
  const total = size(sources.reduce((sum, s) => sum + s.bytes, 0))
  const hash = createHash('sha256').update(checksumList(sources)).digest('hex')
  return [`${count(sources.length, 'source')}, ${total}; sha256 of their checksum list ${hash}`]
}

export const section: Section = {
  id: 'front-matter',
  order: 10,
  build(input) {
    const { fromUs: readUs, toUs } = sourceSpan(input.sources)
    // An Event tells of the first of what it repeats; the span of a source is that of its records.
    const firstUs = input.scope.totals.fromUs
    const fromUs = firstUs > 0 && firstUs < readUs ? firstUs : readUs
    const entries: [string, string | readonly string[]][] = [
      ...(input.scope.totals.failures === 0 ? [] : [['incident', incidentKey(input)] as [string, string]]),
      ['status', 'draft'],
      ['cause', input.verdict.cause ?? 'none'],
      ['tool', `cni-postmortem ${input.version}`.trim()],
    ]
    if (fromUs > 0) entries.push(['window', `${utc(fromUs)} to ${utc(toUs)}`])
    entries.push(['clock', clockWords(input.sources)])
    if (input.sources.length > 0) entries.push(['inputs', inputs(input.sources)])
    return [{ type: 'frontmatter', entries }]
  },
}
