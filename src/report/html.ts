import { createHash } from 'node:crypto'
import { escapeHtml } from '../base/escape-html.ts'
import type { Block, Span } from '../model/block.ts'
import { safeHref } from './links.ts'
import { clientScript } from './page/client-script.ts'
import type { PageData } from './page/data.ts'
import { EXPLORER, EXPLORER_TITLE, printData } from './page/explorer.ts'
import { PAGE_STYLE } from './page/page-style.ts'
import { STYLE } from './style.ts'

type Of<T extends Block['type']> = Extract<Block, { type: T }>

/** The interactive part of a page, and after how many blocks it stands. */
export interface PagePart {
  readonly after: number
  readonly data: PageData
}

/**
 * Blocks as one HTML document that needs no network: a content security policy allows this style sheet and, for the interactive part,
 * this one script, both by their hash. Light and dark, printable.
 */
export function printHtml(blocks: readonly Block[], part?: PagePart): string {
  const title = blocks.find((block) => block.type === 'heading')
  const style = part === undefined ? STYLE : `${STYLE}\n${PAGE_STYLE}`
  const body = part === undefined ? printHtmlBlocks(blocks) : withPart(blocks, part)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, part === undefined ? '' : clientScript)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title?.type === 'heading' ? title.text : 'Post-mortem')}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
${part === undefined ? '' : `${printData(part.data)}\n<script>${clientScript}</script>\n`}</body>
</html>
`
}

/** Nothing but the style sheet and the script with these texts. */
function policy(style: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const allowed = [`style-src ${hash(style)}`, ...(script === '' ? [] : [`script-src ${hash(script)}`])]
  return `default-src 'none'; ${allowed.join('; ')}; base-uri 'none'; form-action 'none'`
}

function withPart(blocks: readonly Block[], part: PagePart): string {
  const lead = blocks.slice(0, part.after)
  const rest = blocks.slice(part.after)
  const links = [...chapters(lead), `<li><a href="#explorer">${EXPLORER_TITLE}</a></li>`, ...chapters(rest)]
  const contents = `<nav aria-label="On this page">\n<ul>\n${links.join('\n')}\n</ul>\n</nav>`
  return [contents, printHtmlBlocks(lead), EXPLORER, printHtmlBlocks(rest)].join('\n')
}

/** Links to the chapters. */
function chapters(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === 'heading' && block.level === 2
      ? [`<li><a href="#${escapeHtml(block.anchor)}">${escapeHtml(block.text)}</a></li>`]
      : [],
  )
}

/** Blocks as HTML elements, without the document around them. */
export function printHtmlBlocks(blocks: readonly Block[]): string {
  return blocks.map(printBlock).join('\n')
}

function printBlock(block: Block): string {
  switch (block.type) {
    case 'frontmatter':
      return frontmatter(block)
    case 'heading':
      return `<h${block.level} id="${escapeHtml(block.anchor)}">${escapeHtml(block.text)}</h${block.level}>`
    case 'paragraph':
      return `<p>${printSpans(block.spans)}</p>`
    case 'quote':
      return `<blockquote><p>${printSpans(block.spans)}</p></blockquote>`
    case 'list':
      return list(block)
    case 'table':
      return table(block)
    case 'code':
      return `<pre tabindex="0"><code class="language-${escapeHtml(block.language)}">${escapeHtml(block.text, '\n\t')}</code></pre>`
    case 'todo':
      return `<p class="todo"><mark>TODO</mark> ${escapeHtml(block.prompt)}</p>`
  }
}

function frontmatter(block: Of<'frontmatter'>): string {
  const value = (v: string | readonly string[]): string =>
    (typeof v === 'string' ? [v] : v).map((one) => `<dd>${escapeHtml(one)}</dd>`).join('')
  return `<dl class="frontmatter">\n${block.entries.map(([key, v]) => `<dt>${escapeHtml(key.replaceAll('_', ' '))}</dt>${value(v)}`).join('\n')}\n</dl>`
}

function list(block: Of<'list'>): string {
  const tag = block.ordered ? 'ol' : 'ul'
  return `<${tag}>\n${block.items.map((item) => `<li>${printSpans(item)}</li>`).join('\n')}\n</${tag}>`
}

function table(block: Of<'table'>): string {
  const side = (i: number): string => (block.align?.[i] === 'right' ? ' class="right"' : '')
  const head = block.columns.map((column, i) => `<th scope="col"${side(i)}>${escapeHtml(column)}</th>`).join('')
  const rows = block.rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${side(i)}>${printSpans(cell)}</td>`).join('')}</tr>`,
  )
  return `<div class="table" tabindex="0"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table></div>`
}

function printSpans(spans: readonly Span[]): string {
  return spans.map(printSpan).join('')
}

function printSpan(span: Span): string {
  switch (span.type) {
    case 'text':
      return escapeHtml(span.text)
    case 'code':
      return `<code>${escapeHtml(span.text)}</code>`
    case 'strong':
      return `<strong>${escapeHtml(span.text)}</strong>`
    case 'link':
      return `<a href="${escapeHtml(safeHref(span.href))}">${escapeHtml(span.text)}</a>`
    case 'todo':
      return `<mark>TODO</mark>${span.prompt === '' ? '' : ` ${escapeHtml(span.prompt)}`}`
  }
}
