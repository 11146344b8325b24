import { createHash } from 'node:crypto'
import type { Block, Span } from '../../model/block.ts'
import type { Cited } from '../cited.ts'
import type { ReportInput } from '../input.ts'
import type { Section } from '../section.ts'
import { code, heading, list, paragraph, t } from '../spans.ts'
import { utc } from '../time-text.ts'
import { shortId } from '../words.ts'

export const section: Section = {
  id: 'evidence',
  order: 200,
  build(input) {
    const ids = fullIds(input)
    if (input.cited.length === 0 && ids.length === 0) return []
    return [
      heading(2, 'Evidence'),
      ...(input.cited.length === 0
        ? []
        : [paragraph(t('The cited records as they stand in the sources. The hash is the SHA-256 of the record.'))]),
      ...input.cited.flatMap((one) => citedLine(input, one)),
      ...(ids.length === 0
        ? []
        : [
            heading(3, 'Identifiers in full'),
            { type: 'code' as const, language: 'text', text: ids.map((id) => `${shortId(id)}  ${id}`).join('\n') },
          ]),
    ]
  },
}

/** Sandbox ids that the report shortens, each once. */
function fullIds(input: ReportInput): readonly string[] {
  const ids = [
    ...input.scope.retries.map((retry) => retry.sandboxId),
    ...input.scope.sandboxes.flatMap((s) => [s.sandboxId, s.replacedBy]),
  ]
  return [...new Set(ids.filter((id) => id.length > 12))].sort()
}

function citedLine(input: ReportInput, one: Cited): readonly Block[] {
  const raw = rawText(input, one)
  const hash = raw === '' ? '' : createHash('sha256').update(raw).digest('hex')
  const quoted = raw === '' ? undefined : quote(input, one, raw)
  const facts: (readonly Span[])[] = [[t('Place: '), code(one.line > 0 ? `${one.source}:${one.line}` : one.source)]]
  if (one.says !== '') facts.push([t(`Cited as: ${one.says}`)])
  if (one.timeUs > 0) facts.push([t(`Time: ${utc(one.timeUs)}`)])
  if (hash !== '') facts.push([t('Hash: '), code(hash)])
  if (quoted !== undefined && quoted.missing !== '') facts.push([t(`Context not available: ${quoted.missing}.`)])
  return [
    heading(3, `Evidence E${one.number}`),
    list(facts),
    ...(quoted === undefined ? [] : [{ type: 'code' as const, language: 'text', text: quoted.text }]),
  ]
}

/** The record as the case holds it, else the text the citation carries (a verdict cites records as they stand). */
function rawText(input: ReportInput, one: Cited): string {
  if (!one.lookUp || one.timeUs === 0) return one.text
  for (const event of input.file.events({ fromUs: one.timeUs, toUs: one.timeUs, limit: 200 })) {
    if (event.source === one.source && event.line === one.line) return event.raw === '' ? one.text : event.raw
  }
  return one.text
}

/** Lines after a record. */
const AFTER = 2

/** The record between its neighbouring lines, numbered; alone where the source cannot tell them, and why (`missing`). */
function quote(input: ReportInput, one: Cited, raw: string): { readonly text: string; readonly missing: string } {
  if (input.context === undefined || one.line === 0) return { text: raw, missing: '' }
  const around = input.context(one.source, one.line)
  if ('missing' in around) return { text: raw, missing: around.missing }
  const records = raw.split('\n')
  // what differs is not quoted beside the record
  if (around.at !== records[0]) return { text: raw, missing: 'the line in the source differs from the record' }
  const before = around.before.map((line, i) => `${one.line - around.before.length + i}   ${line}`)
  const lines = records.map((line, i) => `${one.line + i} > ${line}`)
  const after = around.after
    .slice(lines.length - 1, lines.length - 1 + AFTER)
    .map((line, i) => `${one.line + lines.length + i}   ${line}`)
  return { text: [...before, ...lines, ...after].join('\n'), missing: '' }
}
