import { linesOutsideFences } from './fences.ts'

// <!-- Prompt: ... -->
const COMMENT = /<!--[\s\S]*?-->/g
// <pre>...</pre>   <code>...</code>: text of the evidence
const HTML_CODE = /<(pre|code)\b[^>]*>[\s\S]*?<\/\1>/g
// `text` and ``text``
const CODE_SPAN = /(`+)[^`\n][^\n]*?\1(?!`)/g

/**
 * Counts prompts that nobody has filled yet in a Markdown or HTML report: the word TODO outside comments and quoted log text. An answer
 * replaces the word; the prompt itself stays as a comment.
 */
export function countTodos(text: string): number {
  const outside = Array.from(linesOutsideFences(text), (line) => line.text).join('\n')
  const own = outside.replaceAll(COMMENT, '').replaceAll(HTML_CODE, '').replaceAll(CODE_SPAN, '')
  return own.match(/\bTODO\b/g)?.length ?? 0
}
