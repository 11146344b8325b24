import type { Assembled, LineWindow } from '../../src/model/line-window.ts'
import { type BlockLine, readBlockLine } from '../grammar/block-line.ts'
import { MAX_LINES } from './neighbours.ts'

/**
 * A record of `journalctl -o verbose` or `-o export`: one field a line. Its `lines` are those of MESSAGE, its place is
 * MESSAGE's; `fields` are the others, the head line included. undefined where the candidate is no such line.
 */
export function blockExtent(window: LineWindow, line: string): Assembled | undefined {
  if (readBlockLine(line) === undefined) return undefined
  let from = 0
  while (from > -MAX_LINES && !isHeadLine(window.at(from)) && isInBlock(window.at(from - 1))) from--
  let to = 0
  while (to < MAX_LINES && isInBlock(window.at(to + 1)) && !isHeadLine(window.at(to + 1))) to++
  return collect(window, from, to)
}

function collect(window: LineWindow, from: number, to: number): Assembled | undefined {
  const fields: string[] = []
  const lines: string[] = []
  let messageAt: number | undefined
  let inMessage = false
  for (let rel = from; rel <= to; rel++) {
    const line = window.at(rel) ?? ''
    const block = readBlockLine(line)
    if (block?.kind === 'field') inMessage = block.name === 'MESSAGE'
    if (block?.kind === 'head') inMessage = false
    if (inMessage) messageAt ??= rel
    ;(inMessage ? lines : fields).push(line)
  }
  if (messageAt === undefined) return undefined
  const line = window.line + messageAt
  return { line, lineEnd: line + lines.length - 1, byteOffset: window.offsetOf(messageAt), lines, fields }
}

function isHeadLine(line: string | undefined): boolean {
  return line !== undefined && isStart(readBlockLine(line))
}

function isStart(line: BlockLine | undefined): boolean {
  return line?.kind === 'head' || (line?.kind === 'field' && line.name === '__CURSOR')
}

function isInBlock(line: string | undefined): boolean {
  return line !== undefined && readBlockLine(line) !== undefined
}
