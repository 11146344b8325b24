/** Class that containerd's clients append to the very end of a text (errdefs); it says nothing. */
const classSuffix = ': unknown'

/** Ends that a pager, a collector or a copy left behind. */
const cutMarks: readonly string[] = ['>', '…', '...']

// .. exit status 3`: the end of a code quotation that began before the error
const codeEnd = /^[^`]*[^`\s]\s*`{1,3}$/

/** Text without blank ends, one cut mark and the class suffix `: unknown`. */
export function trimTail(text: string): string {
  let body = text.trim()
  if (body.endsWith('`') && codeEnd.test(body)) body = body.replace(/\s*`{1,3}$/, '')
  const mark = cutMarks.find((end) => body.endsWith(end))
  if (mark !== undefined) body = body.slice(0, -mark.length).trimEnd()
  return body.endsWith(classSuffix) ? body.slice(0, -classSuffix.length) : body
}
