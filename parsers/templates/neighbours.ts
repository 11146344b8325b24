import type { LineBytes, LineWindow } from '../../src/model/line-window.ts'
import { peelLine } from '../assembly/peel-line.ts'
import { isDigit } from '../grammar/scan.ts'
import { findHead, type Head, isTextStart, StampReader } from './head.ts'
import { BY_HEAD } from './sender.ts'

const MOST_SENDERS = 4096
/** Senders whose bytes are tried first. */
const RECENT = 8
/** `Apr 26 00:43:24`, of which the date: `Apr 26 ` */
const SHORT_LENGTH = 15
const DATE_LENGTH = 7

/** Tells by its head whether the line below another one begins something else (assembly/assemble.ts `isAlone`, join.ts). */
export class Neighbours {
  private readonly senders = new Map<string, boolean>()
  private readonly reader = new StampReader()
  /** Bytes of a date and of senders that were read as such: most lines below have those of a line that came before. */
  private date: Buffer = Buffer.alloc(DATE_LENGTH)
  private readonly recent: Buffer[] = []

  /** False also where only a closer look can tell. */
  isAlone(line: string, head: Head, closed: boolean, next: string | undefined): boolean {
    if (next === undefined) return true
    const below = findHead(next)
    if (below === undefined) return false
    if (below.shape === 'bare') return true
    if (!this.isReadAsCut(next, below)) return false
    return closed || isTextStart(next, below.textAt) || !isSameSender(line, head, next, below)
  }

  /** The same for a candidate line whose text is complete. */
  isClosedAlone(window: LineWindow, bytes: LineBytes): boolean {
    const start = bytes.startOf(1)
    if (start < 0 || this.isRecent(bytes.buffer, start, bytes.endOf(1))) return true
    const next = window.at(1) ?? ''
    const below = findHead(next)
    if (below === undefined) return false
    if (below.shape === 'bare') return true
    if (!this.isReadAsCut(next, below)) return false
    if (below.shape === 'short') this.note(next, below)
    return true
  }

  /** Whether the line above is surely no part of a longer one, as lines of containers are: a record's head below it begins that record. */
  endsAbove(above: string | undefined): boolean {
    if (above === undefined) return true
    const head = findHead(above)
    return head !== undefined && (head.shape === 'bare' || this.isReadAsCut(above, head))
  }

  /** Whether a transport reads the head of a line, one with a time in front, as it is cut. */
  isReadAsCut(line: string, head: Head): boolean {
    return this.reader.head(line, head.shape) !== undefined && this.isKnown(line, head)
  }

  private note(line: string, head: Head): void {
    this.date = Buffer.from(line.slice(0, DATE_LENGTH))
    const sender = Buffer.from(line.slice(SHORT_LENGTH, head.textAt))
    if (this.recent.some((one) => one.equals(sender))) return
    if (this.recent.length === RECENT) this.recent.pop()
    this.recent.unshift(sender)
  }

  /** The line begins with a date and a sender that were read before, and a time between: then its head is found and read as theirs was. */
  private isRecent(buffer: Buffer, start: number, end: number): boolean {
    if (!beginsWith(buffer, start, end, this.date) || !isClock(buffer, start + DATE_LENGTH)) return false
    for (const sender of this.recent) if (beginsWith(buffer, start + SHORT_LENGTH, end, sender)) return true
    return false
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

function beginsWith(buffer: Buffer, start: number, end: number, text: Buffer): boolean {
  const { length } = text
  if (end - start < length) return false
  for (let i = 0; i < length; i++) if (buffer[start + i] !== text[i]) return false
  return true
}

// 00:43:24
function isClock(buffer: Buffer, at: number): boolean {
  if (buffer[at + 2] !== 58 || buffer[at + 5] !== 58) return false
  return isBelow(buffer, at, 24) && isBelow(buffer, at + 3, 60) && isBelow(buffer, at + 6, 60)
}

/** Two digits that make a number below `bound`. */
function isBelow(buffer: Buffer, at: number, bound: number): boolean {
  const tens = buffer[at] ?? 0
  const ones = buffer[at + 1] ?? 0
  return isDigit(tens) && isDigit(ones) && (tens - 48) * 10 + ones - 48 < bound
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
