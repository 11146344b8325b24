import { isKlogHead } from '../grammar/klog.ts'
import { quotePrefix } from '../grammar/quote-prefix.ts'
import { sharedIndent } from './indent.ts'
import { isBare, type Seen, sameSender } from './line-kind.ts'
import { endOf, isWithinValue } from './open-end.ts'
import { type WrapWidth, wrapJoin } from './wrap.ts'

/** What goes between two lines of one record; undefined = the second is not part of it. */
export type Join = '' | ' ' | '\n'

/** A record as far as it is put together. */
export interface Part {
  readonly head: Seen
  /** Text so far, joined. */
  readonly text: string
  /** Last line of it. */
  readonly last: Seen
}

/** Decides whether `next` continues the record. `width` is asked for only where a wrap is possible. */
export function joinOf(part: Part, next: Seen, width: () => WrapWidth): Join | undefined {
  if (next.kind === 'head' || next.kind === 'marker') return undefined
  if (part.last.peeled.partial !== undefined) return joinPartial(part, next)
  if (next.kind === 'blank') return undefined
  if (!isBare(next.peeled)) return joinWithHead(part, next)
  if (isBrokenByHand(part, next)) return ''
  if (isErrorBelow(part, next)) return ' '
  if (beginsAgain(part, next)) return undefined
  if (part.head.peeled.k8sEvent !== undefined && next.kind === 'loose' && isBrokenChain(part, next)) return ' '
  return isBare(part.head.peeled) || part.head.peeled.k8sEvent !== undefined
    ? joinBare(part, next, width())
    : joinUnderHead(part, next, width())
}

// .. from runtime service failed: rpc error: ⏎code = Unknown desc = failed to stop infra container ⏎for pod sandbox ..
/** Who breaks a long line by hand leaves the blank at which it is broken; rows of tables are padded with several. */
function isBrokenByHand(part: Part, next: Seen): boolean {
  if (next.kind !== 'loose' || part.head.kind !== 'head' || part.head.peeled.k8sEvent !== undefined) return false
  const line = next.line.slice(sharedIndent(part.head.line, next.line))
  return /\S $/.test(part.last.line) && /^["\w]/.test(line) && !isShell(line)
}

// .. level=error msg="StopPodSandbox for \"7c1e..\" failed"⏎    error="failed to destroy network for sandbox ..
// Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc =⏎timed out connecting to ..
// Failed to create pod sandbox: rpc error: code = Unknown⏎  desc = failed to setup network for sandbox ..
/** Who breaks a long line by hand does it in front of its error: no gRPC error is printed without a text. */
function isErrorBelow(part: Part, next: Seen): boolean {
  if (next.kind !== 'loose') return false
  if (/\b(?:desc|code) = ?$/.test(part.last.line)) return true
  if (/\brpc error: code = \w{2,20} ?$/.test(part.last.line) && /^\s*desc = /.test(next.line)) return true
  if (part.head.kind !== 'head' || !/^[ \t]*err(?:or)?="/.test(next.line)) return false
  if (isKlogHead(part.text)) return /"\s*$/.test(part.last.line) && part.last === part.head
  return /\blevel=(?:error|warning|fatal) msg=".*failed[^"]{0,20}" ?$/.test(part.text)
}

// Failed to create pod sandbox: rpc error: ..     (combined from similar events): Failed to create pod sandbox: ..
//   kubelet  Failed to create pod sandbox: ..  (a row from its third column on)
const EVENT_TEXT =
  /^(?:\s*kubelet(?:, \S{1,253})? +)?(?:\(combined from similar events\): )?Failed (?:to )?create pod sandbox: /

/** A message of an Event below a whole one of the same kind is another Event, whose row was not copied. */
const beginsAgain = (part: Part, next: Seen): boolean =>
  TOOL.test(next.line) || (part.text.includes('create pod sandbox: ') && EVENT_TEXT.test(next.line))

// changed: [node-a] => (item=kubelet) => {..    (Ansible, one node or item a line)
const TOOL = /^(?:ok|changed|fatal|failed): \[/

// 2022-..Z stdout P half a     2022-..Z stdout F line
function joinPartial(part: Part, next: Seen): Join | undefined {
  return next.peeled.transport === part.last.peeled.transport ? '' : undefined
}

/** Both have a transport's head: only a process that journald cut at its newlines goes on so. */
function joinWithHead(part: Part, next: Seen): Join | undefined {
  if (!sameSender(part.head.peeled, next.peeled) || part.head.kind === 'plain') return undefined
  const end = endOf(part.text)
  if (end === 'closed') return undefined
  if (end === 'block' || (end === 'quote' && !part.last.peeled.cut)) return '\n'
  return next.kind === 'follow' && next.peeled.text !== '' ? '\n' : undefined
}

/** The record has a transport's head, the next line has none: an indented line of the same message, or a wrapped one. */
function joinUnderHead(part: Part, next: Seen, width: WrapWidth): Join | undefined {
  const wrapped = wrapJoin(part.last.line, next.line, width)
  const end = endOf(part.text)
  if (wrapped !== undefined && (end !== 'closed' || width.certain)) return wrapped
  if (end === 'quote' && !part.last.peeled.cut && !isShell(next.line)) return gap(part, next.line)
  return /^[ \t]/.test(next.line) && end !== 'closed' ? '\n' : undefined
}

function joinBare(part: Part, next: Seen, width: WrapWidth): Join | undefined {
  if (part.head.kind === 'loose') return joinLoose(part, next, width)
  const mark = quotePrefix(part.head.line).trim()
  const line = mark === '' || !next.line.startsWith(mark) ? next.line : next.line.slice(mark.length).replace(/^ /, '')
  if (isShell(line) || line === '') return undefined
  const wrapped = wrapJoin(part.last.line, line, width)
  if (wrapped !== undefined && width.certain) return wrapped
  const end = endOf(part.text)
  if (end === 'block') return '\n'
  if (end === 'quote') return wrapped ?? (isWithinValue(part.text) && !/^\s/.test(line) ? ' ' : '\n')
  if (end === 'closed') return undefined
  return wrapped ?? '\n'
}

/** Lines without any head: only what a terminal or a mail broke belongs together. */
function joinLoose(part: Part, next: Seen, width: WrapWidth): Join | undefined {
  // Two lines that a pager cut at one width are two records
  if ((part.last.peeled.cut && next.peeled.cut) || endAlike(part.last.line, next.line)) return undefined
  if (isBrokenChain(part, next) || isBrokenAgain(part, next)) return ' '
  if (isOfItem(part, next) || isHanging(part, next)) return ' '
  const wrapped = wrapJoin(part.last.line, next.line, { ...width, certain: false })
  if (wrapped !== undefined) return wrapped
  return MAIL.test(part.head.line) && MAIL_MORE.test(next.line) ? ' ' : undefined
}

// d-2624-11e7-a0d0-0cc47ab4e904)\" using network plugins \"cni\": ..: connect: connection refused; Skipping pod"
/** A pager scrolled to the right leaves the ends of equal messages. */
const endAlike = (line: string, next: string): boolean =>
  line.length >= SAME_END && next.endsWith(line.slice(-SAME_END))
const SAME_END = 64

// failed to create network namespace for sandbox:⏎failed to start noop process for unshare: fork/exec /proc/self/exe:⏎no space left on device
// error killing pod: failed to "KillPodSandbox"⏎with KillPodSandboxError: "rpc error: .. error getting ClusterInformation: Get "https://..": ⏎dial tcp ..
const CHAIN = /\bfail(?:ed|ure)?\b.{0,200}andbox|adding container to network|failed \((?:add|delete)\)/i

/** Who writes an error down by hand breaks its chain behind the colons, in the middle of one of its phrases, or at a blank inside a quotation. */
function isBrokenChain(part: Part, { line: below }: Seen): boolean {
  const { line } = part.last
  const next = { line: withoutMark(part.head.line, below) }
  if (!/^\s*[["\w]/.test(next.line) || isShell(next.line) || !CHAIN.test(part.text)) return false
  return (
    /:\s*$/.test(line) ||
    (/PodSandbox"\s*$/.test(line) && /^\s*(?:for|with) /.test(next.line)) ||
    (/\S $/.test(line) && /^\s*["a-z]/.test(next.line) && endOf(part.text) === 'quote') ||
    (/(?:\b(?:desc|code) =|\bfailed to(?: \w+)?|\bfor sandbox|\bsandbox container|\bnetwork sandbox|\bset up pod)\s*$/.test(
      line,
    ) &&
      /^\s*["a-z]/.test(next.line)) ||
    (/\bfailed\s*$/.test(line) && /^\s*to /.test(next.line))
  )
}

// .. failed to setup network for sandbox⏎"956f..": plugin type="flannel" failed (add): .. "cni0" already⏎has an IP address different from ..
/** A long line of a chain that was broken once before and stops at a word goes on; lines that were wrapped at a width are all as long. */
function isBrokenAgain(part: Part, { line: below }: Seen): boolean {
  const { line } = part.last
  const next = withoutMark(part.head.line, below)
  if (line.length < MIN_BROKEN || Math.abs(line.length - part.head.line.length) <= SAME_WIDTH) return false
  if (isShell(next) || !CHAIN.test(part.text)) return false
  return /\w$/.test(line) && /^\s*[a-z]/.test(next)
}
const MIN_BROKEN = 60
const SAME_WIDTH = 3

/** The next line without the mark of a comment or a mail in front of both. */
function withoutMark(head: string, next: string): string {
  const mark = quotePrefix(head)
  return mark.trim() !== '' && quotePrefix(next).trim() === mark.trim() ? next.slice(quotePrefix(next).length) : next
}

// ` * "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to reserve sandbox⏎   name "web-0_default_..": name ..
const ITEM = /^[ \t]*(?:[*+-]|\d{1,3}[.)])[ \t]+(?=\S)/
const OF_SANDBOX = /sandbox|rpc error/

/** Lines of an item of a list stand below its text. */
function isOfItem(part: Part, next: Seen): boolean {
  const column = ITEM.exec(part.head.line)?.[0].length
  if (column === undefined || !OF_SANDBOX.test(part.head.line) || isShell(next.line)) return false
  return next.line.search(/\S/) === column && !ITEM.test(next.line)
}

// Warning  FailedCreatePodSandBox  pod/web-0  Failed to create pod sandbox: rpc error: code = Unknown⏎  desc = failed to ..⏎  no address ..
/** Lines that hang below the first by one indent, the second of which went on in the middle of its error. */
function isHanging({ head, last, text }: Part, next: Seen): boolean {
  const indent = last.line.search(/\S/)
  if (last === head || indent < 2 || head.line.search(/\S/) >= indent || !/^\s*desc = /.test(last.line)) return false
  return next.line.search(/\S/) === indent && /^\s*["a-z]/.test(next.line) && OF_SANDBOX.test(text)
}

// > Failed to create pod sandbox: rpc error: code     >   = Unknown desc = failed ...
const MAIL = /^[>#] ?[A-Z]/
const MAIL_MORE = /^[>#] {2,}\S/

// $ crictl pods    root@node:~# exit    user@host:~> sudo    + echo    ```    [root@host ~]# ls
const SHELL = /^(?:\$ |\+{1,3} |# |> |[ \t]*`{3}|[\w.-]{1,40}@[\w.-]{1,80}[:~ ]|\[[\w.-]{1,40}@)/

// POD ID              CREATED             STATE
const TABLE = /^ {0,8}[A-Z][A-Z ]{2,20} {2,}[A-Z]{2,}/

/** A prompt, a trace of a shell script or the head of a table: another command's text begins. */
function isShell(line: string): boolean {
  return SHELL.test(line) || TABLE.test(line)
}

/** Who breaks a long line by hand indents what follows further than its head. */
function gap({ head, last: { line } }: Part, next: string): Join {
  if (/^ {2,8}\S/.test(next.slice(sharedIndent(head.line, next))) && !line.endsWith(' ')) return ' '
  return line.endsWith(' ') || next.startsWith(' ') ? '' : '\n'
}
