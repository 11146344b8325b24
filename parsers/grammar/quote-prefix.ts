import { isDigit } from './scan.ts'

// # comment   > mail   >> mail   ` code   ** emphasis   | table   * minikube   "    " code block   "   7690 " editor line numbers   "12: "
const QUOTE = /^(?:[ \t]*(?:#{1,6}|>{1,3}|`{1,3}|\*\*|\|)[ \t]?)?[ \t]*/
// kubelet.log:E0304 ..   logs/kubelet.log:21065:E0304 ..   21065:E0304 ..   C:\var\log\kubelet\kubelet.log:E0304 ..
const SEARCH = /^(?:(?:[A-Za-z]:)?[\w~+-]{0,60}[./\\][\w./\\~+-]{1,120}:(?:\d{1,9}[:-])?|\d{1,9}:)(?=\S)/
const NUMBER = /^[ \t]*\d{1,7}[:|]?[ \t]{1,4}/

/** What quotes, indents or numbers a line and is not part of it: the longest run of comment, mail or indent marks; ''. */
export function quotePrefix(line: string): string {
  return isMark(line.charCodeAt(0)) ? (QUOTE.exec(line)?.[0] ?? '') : ''
}

/** An editor's or grep's line number with the blanks round it; ''. */
export function lineNumber(line: string): string {
  const first = line.charCodeAt(0)
  return first === 32 || first === 9 || isDigit(first) ? (NUMBER.exec(line)?.[0] ?? '') : ''
}

/** Blank, TAB, `#`, `>`, a backtick, `|`, `*`. */
function isMark(code: number): boolean {
  return code === 32 || code === 9 || code === 35 || code === 62 || code === 96 || code === 124 || code === 42
}

/** The file's name and the line's number that `grep -n` and `grep -r` (of Windows `findstr`) put in front, without a blank; ''. */
export function searchPrefix(line: string): string {
  return SEARCH.exec(line)?.[0] ?? ''
}
