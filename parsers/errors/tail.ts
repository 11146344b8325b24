/** Class that containerd's clients append to the very end of a text (errdefs); it says nothing. */
const classSuffix = ': unknown'

/** Ends that a pager, a collector or a copy left behind; ` |` is the end of a cell of a table of logs. */
const cutMarks: readonly string[] = ['>', '…', '...', ' |']

// .. exit status 3`: the end of a code quotation that began before the error
const codeEnd = /^[^`]*[^`\s]\s*`{1,3}$/

// .. exit status 1; Skipping pod   what kubelet up to 1.5 says it does then
const skipping = ['; Skipping pod', '; Skipping pod"']

/** Text without blank ends, one cut mark and the class suffix `: unknown`. */
export function trimTail(text: string): string {
  let body = text.trim()
  if (body.endsWith('`') && codeEnd.test(body)) body = body.replace(/\s*`{1,3}$/, '')
  const mark = cutMarks.find((end) => body.endsWith(end))
  if (mark !== undefined) body = body.slice(0, -mark.length).trimEnd()
  const what = skipping.find((end) => body.endsWith(end))
  if (what !== undefined) body = body.slice(0, -what.length)
  return body.endsWith(classSuffix) ? body.slice(0, -classSuffix.length) : body
}
