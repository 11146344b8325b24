/** Class that containerd's clients append to the very end of a text (errdefs); it says nothing. */
const classSuffix = ': unknown'

/** Ends that a pager, a collector or a copy left behind. */
const cutMarks: readonly string[] = ['>', '…', '...']

/** Text without blank ends, one cut mark and the class suffix `: unknown`. */
export function trimTail(text: string): string {
  let body = text.trim()
  const mark = cutMarks.find((end) => body.endsWith(end))
  if (mark !== undefined) body = body.slice(0, -mark.length).trimEnd()
  return body.endsWith(classSuffix) ? body.slice(0, -classSuffix.length) : body
}
