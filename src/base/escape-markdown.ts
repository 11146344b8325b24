import { visibleText } from './visible-text.ts'

/**
 * Characters that Markdown could read as markup anywhere in a line (CommonMark 0.31 sections 2.4 and 6, GFM tables and
 * strike-through, `$` of GitHub and GitLab mathematics, `#` of issue references).
 */
const INLINE = /[\\`*_[\]<>|~$#&]/g

// 1. item   12) item   - item   + item   === (setext underline)   : definition
const LINE_START = /^(?:(\d{1,9})([.)])|([-+=:]))/

// http://x   ftp://x   www.example.com   someone@example.com   @team   xmpp:a@b   mailto:x
const LINKED = /:\/\/|www\.|@|(?:mailto|xmpp):/gi

/** Splits what GFM or a forge would turn into a link or a mention; the empty comment is invisible. */
function breakLink(found: string): string {
  const half = found.startsWith(':') || found.startsWith('@') ? 0 : 1
  return `${found.slice(0, half)}<!-- -->${found.slice(half)}`
}

/** Text on one line that Markdown shows as it stands, as part of a line. The word TODO is kept from being counted as an open prompt. */
export function escapeMarkdown(text: string): string {
  return visibleText(text.replaceAll(/[\r\n\t]+/g, ' '))
    .replace(INLINE, '\\$&')
    .replace(LINKED, breakLink)
    .replace(/\bTODO\b/g, 'TO&#68;O')
}

/** Like `escapeMarkdown`, for text at the start of a paragraph, list item or quote. */
export function escapeMarkdownStart(text: string): string {
  return escapeMarkdown(text.trimStart()).replace(
    LINE_START,
    (_, digits: string | undefined, mark: string | undefined, sign: string | undefined) =>
      digits === undefined ? `\\${sign}` : `${digits}\\${mark}`,
  )
}

/** The longest run of back-ticks in a text. */
function longestTicks(text: string): number {
  let longest = 0
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length)
  return longest
}

/**
 * A code span that shows the text as it stands. In a table cell a pipe cannot be written faithfully inside a code span
 * (GFM 4.10: rows are split before spans are read), so there it becomes `<code>` with the pipe as a character reference.
 */
export function markdownCode(text: string, inTable = false): string {
  const shown = visibleText(text.replaceAll(/[\r\n\t]+/g, ' '))
  if (shown.trim() === '') return ''
  if (inTable && shown.includes('|')) return `<code>${escapeMarkdown(shown).replaceAll('\\|', '&#124;')}</code>`
  const ticks = '`'.repeat(longestTicks(shown) + 1)
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : ''
  return `${ticks}${pad}${shown}${pad}${ticks}`
}

/** A fenced block that shows the text as it stands. */
export function markdownFence(text: string, language: string): string {
  const shown = visibleText(text, '\n\t').replace(/\n+$/, '')
  const fence = '`'.repeat(Math.max(3, longestTicks(shown) + 1))
  return `${fence}${language}\n${shown}\n${fence}`
}

/** The anchor that GitHub and GitLab give a heading: lower case, spaces to hyphens, other punctuation dropped. */
export function headingAnchor(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}
