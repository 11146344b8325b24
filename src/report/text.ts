import { displayWidth, escapeTerminal, escapeTerminalBlock } from '../base/escape-terminal.ts'
import type { Block, Span } from '../model/block.ts'

type Of<T extends Block['type']> = Extract<Block, { type: T }>

/** Columns that running text is wrapped to. */
const WIDTH = 100

/** Blocks as plain text for a terminal or a mail: no markup, wrapped, log text cannot steer the terminal. */
export function printText(blocks: readonly Block[]): string {
  return `${blocks.map(printBlock).join('\n\n')}\n`
}

function printBlock(block: Block): string {
  switch (block.type) {
    case 'frontmatter':
      return block.entries
        .flatMap(([key, value]) =>
          (typeof value === 'string' ? [value] : value).map((v) => `${key}: ${escapeTerminal(v)}`),
        )
        .join('\n')
    case 'heading':
      return heading(block)
    case 'paragraph':
      return wrap(printSpans(block.spans), '')
    case 'quote':
      return wrap(printSpans(block.spans), '  ')
    case 'list':
      return block.items.map((item, i) => wrap(printSpans(item), '  ', block.ordered ? `${i + 1}. ` : '- ')).join('\n')
    case 'table':
      return table(block)
    case 'code':
      return escapeTerminalBlock(block.text)
        .split('\n')
        .map((line) => `    ${line}`)
        .join('\n')
    case 'todo':
      return wrap(`TODO: ${escapeTerminal(block.prompt)}`, '')
  }
}

function heading(block: Of<'heading'>): string {
  const text = escapeTerminal(block.text)
  if (block.level === 3) return text
  return `${text}\n${(block.level === 1 ? '=' : '-').repeat(Math.min(WIDTH, displayWidth(text)))}`
}

/** Columns as wide as their widest cell; the last is not padded. */
function table(block: Of<'table'>): string {
  const cells = [block.columns.map(escapeTerminal), ...block.rows.map((row) => row.map(printSpans))]
  const widths = block.columns.map((_, i) => Math.max(...cells.map((row) => displayWidth(row[i] ?? ''))))
  const pad = (text: string, i: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[i] ?? 0) - displayWidth(text)))
    return block.align?.[i] === 'right' ? space + text : text + space
  }
  const lines = cells.map((row) => row.map(pad).join('  ').trimEnd())
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')
}

function printSpans(spans: readonly Span[]): string {
  return spans.map((span) => (span.type === 'todo' ? `TODO ${span.prompt}`.trim() : escapeTerminal(span.text))).join('')
}

function wrap(text: string, indent: string, first = indent): string {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of text.split(' ')) {
    if (!empty && displayWidth(line) + 1 + displayWidth(word) > WIDTH) {
      lines.push(line)
      line = indent
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line].join('\n')
}
