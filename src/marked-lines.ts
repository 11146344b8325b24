import { closeSync, openSync, readSync } from 'node:fs'
import type { LineMark } from './model/line-context.ts'
import type { NeededLines } from './needed-lines.ts'

const NEWLINE = 0x0a
const READ_BYTES = 65_536
/** What is as near as this is read: looking for a mark takes as long. */
const NEAR_LINES = 2000

/** Where the last line that is known begins, at or before a line of a source. */
export type MarkBefore = (source: string, line: number) => LineMark | undefined

/**
 * Reads needed lines of a plain file and passes over what lies between them as far as marks are known; at most `most` bytes are read. A mark at which
 * no line begins (the file is another one by now) is left alone.
 */
export function readMarkedLines(path: string, lines: NeededLines, markBefore: MarkBefore, most: number): void {
  const fd = openSync(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(READ_BYTES)
    let at = 0
    let asked = 0
    for (let read = 0; !lines.complete && read < most; ) {
      const next = lines.next()
      if (next !== asked && lines.distance > NEAR_LINES) {
        asked = next
        const mark = markBefore(path, next)
        if (mark !== undefined && mark.byteOffset > at && isLineStart(fd, mark.byteOffset)) {
          lines.skipTo(mark.line)
          at = mark.byteOffset
        }
      }
      const got = readSync(fd, chunk, 0, READ_BYTES, at)
      if (got === 0) {
        lines.end()
        return
      }
      lines.take(chunk.subarray(0, got))
      at += got
      read += got
    }
  } finally {
    closeSync(fd)
  }
}

function isLineStart(fd: number, byteOffset: number): boolean {
  const before = Buffer.alloc(1)
  return readSync(fd, before, 0, 1, byteOffset - 1) === 1 && before[0] === NEWLINE
}
