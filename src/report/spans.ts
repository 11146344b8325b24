import { headingAnchor } from '../base/escape-markdown.ts'
import type { Block, Span } from '../model/block.ts'
import type { ReportInput } from './input.ts'
import { grouped, noun } from './words.ts'

/** Our own words. */
export function t(text: string): Span {
  return { type: 'text', text }
}

/** Text or a name from the evidence. */
export function code(text: string): Span {
  return { type: 'code', text }
}

export function strong(text: string): Span {
  return { type: 'strong', text }
}

export function link(text: string, href: string): Span {
  return { type: 'link', text, href }
}

export function paragraph(...spans: readonly Span[]): Block {
  return { type: 'paragraph', spans }
}

/** A heading whose anchor is the one that forges give it. */
export function heading(level: 1 | 2 | 3, text: string): Block {
  return { type: 'heading', level, text, anchor: headingAnchor(text) }
}

export function list(items: readonly (readonly Span[])[]): Block {
  return { type: 'list', ordered: false, items }
}

export function todo(prompt: string): Block {
  return { type: 'todo', prompt }
}

/** Anchor of the query in "How to repeat this". */
export function queryAnchor(name: string): string {
  return `#${headingAnchor(`Query ${name}`)}`
}

/** A number that leads to the query it comes from, then its noun: [12](#query-...) pods. */
export function counted(n: number, query: string, one: string, plural = `${one}s`): readonly Span[] {
  return [link(grouped(n), queryAnchor(query)), t(` ${noun(n, one, plural)}`)]
}

/** The line under a table or list that names the queries its numbers come from. */
export function numbersFrom(...names: readonly string[]): Block {
  const spans = names.flatMap((name, i) => [...(i === 0 ? [] : [t(', ')]), link(name, queryAnchor(name))])
  return paragraph(t(names.length === 1 ? 'Numbers from query ' : 'Numbers from queries '), ...spans, t('.'))
}

/** `path:line`, and a link to the evidence appendix where the line stands there in full. */
export function cite(input: ReportInput, source: string, line: number): readonly Span[] {
  if (source === '') return []
  const known = input.cited.find((one) => one.source === source && one.line === line)
  const place = code(line > 0 ? `${source}:${line}` : source)
  return known === undefined ? [place] : [place, t(' '), link(`E${known.number}`, evidenceAnchor(known.number))]
}

/** Anchor of a cited line in the appendix. */
export function evidenceAnchor(number: number): string {
  return `#evidence-e${number}`
}

/** Names as code, the first `max` of them: `a`, `b` and `c`, or `a`, `b` and 7 more. */
export function names(all: readonly string[], max: number): readonly Span[] {
  const shown = all.length <= max ? all : all.slice(0, max)
  const parts: (readonly Span[])[] = shown.map((name) => [code(name)])
  if (all.length > shown.length) parts.push([t(`${grouped(all.length - shown.length)} more`)])
  const last = parts.pop() ?? []
  return parts.length === 0 ? last : [...joined(parts, ', '), t(' and '), ...last]
}

/** Spans in a row with a separator between them. */
export function joined(parts: readonly (readonly Span[])[], separator: string): readonly Span[] {
  return parts.flatMap((part, i) => (i === 0 ? part : [t(separator), ...part]))
}
