// ```sh   ~~~~
const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** A line of a text: its number from 1, and the place of its first character. */
export interface TextLine {
  readonly text: string
  readonly number: number
  readonly offset: number
}

/** The lines of a Markdown text that are not in a fenced code block; fences themselves are left out. */
export function* linesOutsideFences(markdown: string): Generator<TextLine> {
  let open = ''
  let offset = 0
  let number = 0
  for (const text of markdown.split('\n')) {
    number++
    const mark = FENCE.exec(text)?.[1] ?? ''
    if (open === '') {
      if (mark === '') yield { text, number, offset }
      else open = mark
    } else if (mark.startsWith(open) && text.trim() === mark) open = ''
    offset += text.length + 1
  }
}
