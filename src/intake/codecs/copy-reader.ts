import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'
import { copiedBytes, type SpooledCopy } from '../spool.ts'

/** Lets yauzl read a copy that is not its own to close: with a descriptor it closes it when it likes. */
export class CopyReader extends RandomAccessReader {
  private readonly copy: SpooledCopy

  constructor(copy: SpooledCopy) {
    super()
    this.copy = copy
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(copiedBytes(this.copy, start, end), { objectMode: false })
  }
}
