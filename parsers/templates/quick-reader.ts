import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LineWindow, SourceContext } from '../../src/model/line-window.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { look } from '../assembly/line-kind.ts'
import { endOf } from '../assembly/open-end.ts'
import { peelLine } from '../assembly/peel-line.ts'
import { readRecords } from '../record.ts'
import { findHead, type Head, isTextStart, StampReader } from './head.ts'
import { Parts } from './parts.ts'
import { isOf, learn, type Plain, type Template, type Told, tell } from './template.ts'

export type { QuickRecord, Told } from './template.ts'

/** Says at once what the candidate line says, where it is a record by itself and one of its template was read before. */
export type ReadQuickly = (window: LineWindow, context: SourceContext) => Told | undefined

/** Templates kept; a node's logs have some hundreds. When there are more, all are forgotten. */
const MOST_TEMPLATES = 4096
const MOST_SEEN = 16_384
const MOST_SENDERS = 4096

/** Transports whose head is all that `findHead` looks at: nothing behind it changes how they read it. */
const BY_HEAD: ReadonlySet<string> = new Set([
  'journald-short',
  'journald-short-precise',
  'journald-short-iso',
  'journald-short-iso-precise',
  'syslog-rsyslog',
])

/**
 * A reader of frequent lines. The result never differs from `assemble`, `readRecords`, `readEvents` and `readFacts`: a template is learnt
 * from what those say of two lines with different parts (template.ts), and used only for lines with the same text between the parts.
 */
export function createQuickReader(
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
): ReadQuickly {
  const templates = new Map<number, Template | undefined>()
  /** Hashes met once: a template is worth learning at the second time. */
  const seen = new Set<number>()
  const neighbours = new Neighbours()
  const parts = new Parts()
  const reader = new StampReader()

  const learnFrom = (line: string, context: SourceContext): Template | undefined => {
    const { hash } = parts
    if (!seen.has(hash)) {
      if (seen.size >= MOST_SEEN) seen.clear()
      seen.add(hash)
      return undefined
    }
    const read = (text: string): Plain | undefined => readPlainly(text, context, readEvents, readFacts)
    const learnt = learn(line, parts, context.section, read, reader)
    if (templates.size >= MOST_TEMPLATES) templates.clear()
    templates.set(hash, learnt)
    return learnt
  }

  return (window, context) => {
    const line = window.at(0)
    if (line === undefined || !parts.cut(line) || parts.head === undefined) return undefined
    let template = templates.get(parts.hash)
    if (template === undefined) {
      if (templates.has(parts.hash)) return undefined
      template = learnFrom(line, context)
      if (template === undefined) return undefined
    } else if (!isOf(template, line, parts, context.section)) return undefined
    if (!neighbours.isAlone(line, parts.head, template.closed, window.at(1))) return undefined
    return tell(template, line, parts, { line: window.line, byteOffset: window.offsetOf(0) }, reader)
  }
}

/** What the ordinary way makes of a line that the next line does not go on with. */
function readPlainly(
  line: string,
  context: SourceContext,
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
): Plain | undefined {
  const { kind, peeled } = look(line)
  if (kind !== 'head' || peeled.partial !== undefined || peeled.k8sEvent !== undefined || peeled.text.endsWith('=<'))
    return undefined
  const [record, ...more] = readRecords({ line: 1, lineEnd: 1, byteOffset: 0, lines: [line] }, context)
  if (record === undefined || more.length > 0 || record.k8sEvent !== undefined) return undefined
  return {
    record,
    events: readEvents(record),
    facts: readFacts(record),
    closed: endOf(peeled.text) === 'closed',
  }
}

/** Tells by its head whether the line below another one begins something else (assembly/assemble.ts `isAlone`, join.ts). */
class Neighbours {
  private readonly senders = new Map<string, boolean>()
  private readonly reader = new StampReader()

  /** False also where only a closer look can tell. */
  isAlone(line: string, head: Head, closed: boolean, next: string | undefined): boolean {
    if (next === undefined) return true
    const below = findHead(next)
    if (below === undefined) return false
    if (below.shape === 'bare') return true
    if (this.reader.head(next, below.shape) === undefined || !this.isKnown(next, below)) return false
    return closed || isTextStart(next, below.textAt) || !isSameSender(line, head, next, below)
  }

  /** The head is read as that of a sender, whatever its text. */
  private isKnown(line: string, head: Head): boolean {
    const sender = line.slice(head.stampEnd, head.textAt)
    let known = this.senders.get(sender)
    if (known === undefined) {
      const peeled = peelLine(line)
      known =
        BY_HEAD.has(peeled.transport) && peeled.k8sEvent === undefined && isWholeHead(peeled.host, peeled.ident, sender)
      if (this.senders.size >= MOST_SENDERS) this.senders.clear()
      this.senders.set(sender, known)
    }
    return known
  }
}

/** Host and identifier are in what was taken for the head, and the text behind it. */
function isWholeHead(host: string, ident: string, sender: string): boolean {
  return host !== '' && sender.includes(` ${host} ${ident}`)
}

function isSameSender(line: string, head: Head, next: string, below: Head): boolean {
  if (head.shape !== below.shape) return false
  const length = head.textAt - head.senderAt
  if (length !== below.textAt - below.senderAt) return false
  return line.slice(head.senderAt, head.textAt) === next.slice(below.senderAt, below.textAt)
}
