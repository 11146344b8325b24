import { plainMembers } from '../../base/flat-object.ts'
import { toLiterals } from './literals.ts'
import { plainShapes } from './plain-shapes.ts'
import { MAX_HITS, type Scanner, SLACK_BYTES } from './scanner.ts'

/** Latin-1 text is made of this many bytes at a time: more would only grow the heap. */
const PIECE_BYTES = 65536
const LINE_FEED = 10

/** The same results as the WebAssembly scanner in plain TypeScript: one regular expression over Latin-1 text. */
export function createRegexScanner(gates: readonly string[], windowBytes: number, maxHits: number = MAX_HITS): Scanner {
  const literals = toLiterals(gates).map((literal) =>
    literal.toString('latin1').replace(/[\\^$.*+?()[\]{}|\n]/g, quote),
  )
  const pattern = literals.length > 0 ? new RegExp(literals.join('|'), 'g') : undefined
  const window = Buffer.alloc(windowBytes + SLACK_BYTES).subarray(0, windowBytes)
  const hits = new Uint32Array(maxHits * 3)
  const scanner: Scanner = {
    window,
    hits,
    scan(from, to) {
      const state: Found = { hits: 0, counted: from }
      // A piece begins at a line feed (for anchored literals) and ends after one.
      for (let at = from - 1; at < to && state.hits < maxHits; ) {
        const end = pieceEnd(window, at, to)
        if (pattern !== undefined) scanPiece(scanner, pattern, at, end, to, state)
        at = end === to ? to : end - 1
      }
      return state.hits
    },
    lineEnd(at, limit) {
      const feed = window.indexOf(LINE_FEED, at)
      return feed < 0 || feed > limit ? limit : feed
    },
    lineStart: (at, low) => (at > low ? Math.max(low, window.lastIndexOf(LINE_FEED, at - 1) + 1) : low),
    countLines: (from, to) => scanner.countByte(from, to, LINE_FEED),
    countByte(from, to, byte) {
      let n = 0
      for (let at = window.indexOf(byte, from); at >= 0 && at < to; at = window.indexOf(byte, at + 1)) n++
      return n
    },
    isAscii: (from, to) => !/[\u0080-\u00ff]/.test(window.latin1Slice(from, to)),
    shapes: plainShapes(window),
    objects: plainMembers(window),
  }
  return scanner
}

interface Found {
  hits: number
  /** Line start up to which line feeds were counted. */
  counted: number
}

function scanPiece(scanner: Scanner, pattern: RegExp, at: number, end: number, to: number, found: Found): void {
  const { window, hits } = scanner
  const text = window.latin1Slice(at, end)
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null && found.hits * 3 < hits.length; match = pattern.exec(text)) {
    const hit = at + match.index + (text.charCodeAt(match.index) === LINE_FEED ? 1 : 0)
    const lineStart = window.lastIndexOf(LINE_FEED, hit - 1) + 1
    const lineEnd = scanner.lineEnd(hit, to)
    hits[found.hits * 3] = lineStart
    hits[found.hits * 3 + 1] = lineEnd
    hits[found.hits * 3 + 2] = scanner.countLines(found.counted, lineStart)
    found.counted = lineStart
    found.hits++
    pattern.lastIndex = lineEnd - at
  }
}

const quote = (char: string): string => (char === '\n' ? '\\n' : `\\${char}`)

/** After the last line feed of the next piece, or after the first one beyond it where a line is longer. */
function pieceEnd(window: Buffer, at: number, to: number): number {
  if (at + PIECE_BYTES >= to) return to
  const feed = window.lastIndexOf(LINE_FEED, at + PIECE_BYTES)
  if (feed > at) return feed + 1
  const next = window.indexOf(LINE_FEED, at + PIECE_BYTES)
  return next < 0 || next >= to ? to : next + 1
}
