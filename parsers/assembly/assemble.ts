import type { Assembled, LineWindow } from '../../src/model/line-window.ts'
import { blockExtent } from './block-record.ts'
import { insideBox, isBoxed } from './box.ts'
import { cellExtent } from './cell-block.ts'
import { conditionExtent } from './condition-block.ts'
import { type Extent, extend } from './extent.ts'
import { isBare, type Kind, look, type Seen, sameSender } from './line-kind.ts'
import { MAX_LINES, type Neighbours, neighboursOf } from './neighbours.ts'
import { objectExtent } from './object-block.ts'
import { type PeelLine, peelLine } from './peel-line.ts'
import { reversedExtent } from './reversed.ts'

/**
 * The physical lines of the record that holds the window's candidate line; undefined for a line of no record (blank,
 * marker). A pure function of the lines round it (64 lines either way): the same record from whichever of its lines.
 */
export function assemble(window: LineWindow, peel: PeelLine = peelLine): Assembled | undefined {
  const line = window.at(0)
  if (line === undefined) return undefined
  if (!isBoxed(line)) return assembleLine(window, line, peel)
  const inside = insideBox(window)
  return withBorders(window, assembleLine(inside, inside.at(0) ?? '', peel))
}

function assembleLine(window: LineWindow, line: string, peel: PeelLine): Assembled | undefined {
  const block = blockExtent(window, line) ?? conditionExtent(window, line) ?? objectExtent(window, line)
  if (block !== undefined) return block
  const seen = look(line, peel)
  if (seen.kind === 'blank' || seen.kind === 'marker') return undefined
  const cells = seen.kind === 'loose' ? cellExtent(window) : undefined
  if (cells !== undefined) return cells
  if (isAlone(window, seen, peel)) return single(window, line)
  const near = neighboursOf(window, peel)
  const extent = reversedExtent(near) ?? forward(near)
  return extent === undefined ? single(window, line) : assembledOf(window, extent)
}

/** The lines as they stand, of a record that was put together without the box round it. */
function withBorders(window: LineWindow, inside: Assembled | undefined): Assembled | undefined {
  if (inside === undefined || inside.object !== undefined) return inside
  return { ...inside, lines: inside.lines.map((line, index) => window.at(inside.line - window.line + index) ?? line) }
}

/** The common case: a head, or a line of another sender than the one above, whose next line goes on with something else. */
function isAlone(window: LineWindow, seen: Seen, peel: PeelLine): boolean {
  if (seen.peeled.partial !== undefined || seen.peeled.text.endsWith('=<')) return false
  if (seen.kind !== 'head' && !(seen.kind === 'plain' && isOtherSender(window.at(-1), seen, peel))) return false
  const next = window.at(1)
  return next === undefined || endsRecord(look(next, peel).kind)
}

function isOtherSender(above: string | undefined, seen: Seen, peel: PeelLine): boolean {
  if (above === undefined) return true
  const peeled = peel(above)
  return !isBare(peeled) && peeled.partial === undefined && !sameSender(peeled, seen.peeled)
}

function endsRecord(kind: Kind): boolean {
  return kind === 'head' || kind === 'blank' || kind === 'marker'
}

function single(window: LineWindow, line: string): Assembled {
  return { line: window.line, lineEnd: window.line, byteOffset: window.offsetOf(0), lines: [line] }
}

/**
 * Walks down from a line above that surely starts a record, record by record, until one holds the candidate. All end within
 * reach of that line: what lies further away cannot see it.
 */
function forward(near: Neighbours): Extent | undefined {
  const start = startAbove(near)
  if (start === undefined) return undefined
  let from = start
  while (from <= 0) {
    const head = near.seen(from)
    if (head === undefined || head.kind === 'blank' || head.kind === 'marker') {
      from++
      continue
    }
    const extent = extend(near, from, head, start + MAX_LINES)
    if (extent.to >= 0) return extent
    from = extent.to + 1
  }
  return undefined
}

/**
 * The nearest line at or above the candidate that starts a record for certain: a head, the first line of the source or the
 * first below a blank. undefined where none is near: the candidate is a record by itself.
 */
function startAbove(near: Neighbours): number | undefined {
  let rel = 0
  while (rel >= -MAX_LINES) {
    const seen = near.seen(rel)
    if (seen === undefined) return rel + 1
    if (seen.kind === 'head' && !isPartialBefore(near, rel)) return rel
    if (seen.kind === 'blank' || seen.kind === 'marker') return rel + 1
    rel--
  }
  return undefined
}

/** The line above is the first part of a chunked record: this one is no start, whatever it looks like. */
function isPartialBefore(near: Neighbours, rel: number): boolean {
  return near.seen(rel - 1)?.peeled.partial !== undefined
}

function assembledOf(window: LineWindow, extent: Extent): Assembled {
  const lines: string[] = []
  for (let rel = extent.from; rel <= extent.to; rel++) lines.push(window.at(rel) ?? '')
  const base = { lines, joins: extent.joins }
  if (extent.reversed) {
    const line = window.line + extent.to
    return { ...base, line, lineEnd: line, byteOffset: window.offsetOf(extent.to), reversed: true }
  }
  const line = window.line + extent.from
  return { ...base, line, lineEnd: window.line + extent.to, byteOffset: window.offsetOf(extent.from) }
}
