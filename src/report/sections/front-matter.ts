import { createHash } from 'node:crypto'
import type { SourceRow } from '../../model/case-file.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { stampText, utc } from '../time-text.ts'
import { count, size } from '../words.ts'
import { clockWords } from '../year-words.ts'

/** Inputs named one by one in the front matter; where there are more, one hash stands for all and Coverage lists them. */
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

/** First and last absolute time of all sources; 0 where none has one. */
export function windowOf(sources: readonly SourceRow[]): { readonly fromUs: number; readonly toUs: number } {
  const firsts = sources.map((s) => s.first_us).filter((us) => us > 0)
  const lasts = sources.map((s) => s.last_us).filter((us) => us > 0)
  return { fromUs: firsts.length === 0 ? 0 : Math.min(...firsts), toUs: lasts.length === 0 ? 0 : Math.max(...lasts) }
}

function inputs(sources: readonly SourceRow[]): readonly string[] {
  if (sources.length <= NAMED_INPUTS)
    return sources.map((s) => `${s.path} (${size(s.bytes)}${s.sha256 === '' ? '' : `, sha256 ${s.sha256}`})`)
  const lines = sources.map((s) => `${s.sha256}  ${s.path}\n`).join('')
  const bytes = sources.reduce((sum, s) => sum + s.bytes, 0)
  return [
    `${count(sources.length, 'source')}, ${size(bytes)}; sha256 of their checksum list ${createHash('sha256').update(lines).digest('hex')}`,
  ]
}

export const section: Section = {
  id: 'front-matter',
  order: 10,
  build(input) {
    const { fromUs, toUs } = windowOf(input.sources)
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
