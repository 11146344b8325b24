import { escapeMarkdown, escapeMarkdownStart, markdownCode, markdownFence } from '../base/escape-markdown.ts'
import { visibleText } from '../base/visible-text.ts'
import type { Block, Span } from '../model/block.ts'
import { safeHref } from './links.ts'

type Of<T extends Block['type']> = Extract<Block, { type: T }>

/** Blocks as CommonMark with GFM tables. One blank line between blocks, a line end at the end. */
export function printMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(printBlock).join('\n\n')}\n`
}

function printBlock(block: Block): string {
  switch (block.type) {
    case 'frontmatter':
      return frontmatter(block)
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`
    case 'paragraph':
      return printSpans(block.spans)
    case 'quote':
      return `> ${printSpans(block.spans)}`
    case 'list':
      return block.items.map((item, i) => `${block.ordered ? `${i + 1}.` : '-'} ${printSpans(item)}`).join('\n')
    case 'table':
      return table(block)
    case 'code':
      return markdownFence(block.text, block.language)
    case 'todo':
      return todo(block)
  }
}

/** YAML front matter: double-quoted scalars are JSON strings (YAML 1.2 section 1.2). */
function frontmatter(block: Of<'frontmatter'>): string {
  const quote = (text: string): string => JSON.stringify(visibleText(text))
  const lines = block.entries.map(([key, value]) =>
    typeof value === 'string'
      ? `${key}: ${quote(value)}`
      : `${key}:\n${value.map((v) => `  - ${quote(v)}`).join('\n')}`,
  )
  return `---\n${lines.join('\n')}\n---`
}

/** The comment keeps the prompt once the visible TODO is replaced by the answer. */
function todo(block: Of<'todo'>): string {
  const prompt = visibleText(block.prompt).replaceAll('--', '- -')
  return `<!-- Prompt: ${prompt} -->\n\n**TODO** ${escapeMarkdown(block.prompt)}`
}

function table(block: Of<'table'>): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = block.columns.map((_, i) => (block.align?.[i] === 'right' ? '---:' : '---'))
  return [
    row(block.columns.map((column) => escapeMarkdown(column))),
    row(rule),
    ...block.rows.map((cells) => row(cells.map((cell) => printSpans(cell, true)))),
  ].join('\n')
}

function printSpans(spans: readonly Span[], inTable = false): string {
  return spans.map((span, i) => printSpan(span, i === 0 && !inTable, inTable)).join('')
}

function printSpan(span: Span, first: boolean, inTable: boolean): string {
  switch (span.type) {
    case 'text':
      return first ? escapeMarkdownStart(span.text) : escapeMarkdown(span.text)
    case 'code':
      return markdownCode(span.text, inTable)
    case 'strong':
      return `**${escapeMarkdown(span.text.trim())}**`
    case 'link':
      return `[${escapeMarkdown(span.text)}](${safeHref(span.href)})`
    case 'todo':
      return span.prompt === '' ? '**TODO**' : `**TODO** ${escapeMarkdown(span.prompt)}`
  }
}
