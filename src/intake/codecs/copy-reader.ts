import { Readable } from 'node:stream'
import type { RandomAccessReader } from 'yauzl'
import { yauzl } from '../../base/on-demand.ts'
import { copiedBytes, type SpooledCopy } from '../spool.ts'

/** Lets yauzl read a copy that is not its own to close: with a descriptor it closes it when it likes. */
export function copyReader(copy: SpooledCopy): RandomAccessReader {
  const { RandomAccessReader } = yauzl()
  class CopyReader extends RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(copiedBytes(copy, start, end), { objectMode: false })
    }
  }
  return new CopyReader()
}
