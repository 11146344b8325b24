import { ATTEMPT, ISO_TIME, KLOG_PID, KLOG_TIME_PART, NAME, type Parts, SHORT_TIME, UUID } from './parts.ts'

/** A line of the same template whose parts are told apart for certain, and the text of each part. */
export interface StandIn {
  readonly line: string
  readonly texts: readonly string[]
}

/** Writes other parts and a sender into a line; undefined where one of the parts happens to stand in the line already. */
export function standIn(line: string, parts: Parts, sender: string): StandIn | undefined {
  const texts: string[] = []
  let written = ''
  let from = 0
  for (let i = 0; i < parts.count; i++) {
    const start = parts.starts[i] ?? 0
    const end = parts.ends[i] ?? 0
    const same = parts.same[i] ?? i
    const text = same < i ? (texts[same] ?? '') : other(parts.kinds[i] ?? 0, i, line, start, end)
    // An empty text stands in every line.
    if (line.includes(text)) return undefined
    texts.push(text)
    written += (i === 1 ? withSender(line, from, start, parts, sender) : line.slice(from, start)) + text
    from = end
  }
  return { line: written + line.slice(from), texts }
}

/** Line [from, to), between the first two times, with another sender. */
function withSender(line: string, from: number, to: number, { head }: Parts, sender: string): string {
  if (head === undefined || head.shape === 'bare') return line.slice(from, to)
  return line.slice(from, head.senderAt) + sender + line.slice(head.textAt, to)
}

const SHORT = 'Mar 17 13:37:51.271828'
const ISO = '2021-07-19T11:23:58.314159265'
const KLOG = '0823 17:29:43.161803'
/** Their digits stand in none of the other texts. */
const PIDS = ['9520768461', '8469505277', '6950846952']
/** A name and a number that stand in no line; names are told apart by their last letter. */
const NAMES = 'jaunty-quokka-'
const ATTEMPTS = '91827364'
/** Digits and letters of both id and ending; each part begins elsewhere. */
const HEX = '4b7d2f9c6b5d8f7c4b9d6f2c8b7d4f5c9b2d6f8c5b4d7f9c2b6d8f4c7b5d9f2c6b8d4f7c5b9d'
const RANDOM = '7zqx4vwkt9rgpjm2hnlz8sxv5wqk'

function other(kind: number, i: number, line: string, start: number, end: number): string {
  const length = end - start
  if (kind === SHORT_TIME) return SHORT.slice(0, length)
  if (kind === ISO_TIME) return (i === 0 ? ISO : ISO.replace('11:23', '14:47')).slice(0, length)
  if (kind === KLOG_TIME_PART) return KLOG
  if (kind === KLOG_PID) return PIDS.map((pid) => pid.slice(0, length)).find((pid) => !line.includes(pid)) ?? ''
  if (kind === NAME) return NAMES + String.fromCharCode(97 + i)
  if (kind === ATTEMPT) return ATTEMPTS + String(i % 10)
  if (length === 64) return HEX.slice(0, 8) + digits(i) + HEX.slice(0, 50)
  if (kind === UUID) {
    return `${digits(i)}${HEX.slice(0, 2)}-${HEX.slice(2, 6)}-4${HEX.slice(6, 9)}-a${HEX.slice(9, 12)}-${HEX.slice(12, 24)}`
  }
  const at = i % (RANDOM.length - 10)
  return RANDOM.slice(at, at + length)
}

const digits = (i: number): string => `${String(i).padStart(2, '0')}e${String(97 - i).padStart(3, '0')}`
