import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of dropped buffers that may wait. */
const MOST_BYTES = 4 << 20

/** A smaller process is left alone: collecting takes 10 ms at least, and several times that where much is in use. */
const LARGE_BYTES = 128 << 20

/** A process that has made so many bytes of large buffers in all leaves much behind: it is collected when it is smaller. */
const MUCH_BYTES = 16 << 20
const SMALLER_BYTES = 100 << 20

let collect: ((options?: { readonly type: 'minor' }) => void) | undefined
let waiting = 0
/** Bytes of large buffers in all. */
let made = 0

/** The collector is reached as `node --expose-gc` gives it, without a flag on the command line. */
function collector(): NonNullable<typeof collect> {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as NonNullable<typeof collect>
  }
  return collect
}

/**
 * Tells of so many bytes in a Buffer that will be dropped soon. V8 lets buffers outside its heap pile up to 64 MiB before it looks for those that
 * are not used any more; this looks for young ones every few MiB, which takes about a millisecond.
 */
export function noteDropped(bytes: number): void {
  waiting += bytes
  if (waiting < MOST_BYTES) return
  waiting = 0
  collector()({ type: 'minor' })
}

/** Tells of so many bytes of a buffer that is large and lasts (large-buffer.ts). */
export function noteLarge(bytes: number): void {
  made += bytes
}

/** Collects everything where the process has become large; for the moments at which a stage of the work has ended. */
export function collectGarbage(): void {
  if (process.memoryUsage.rss() < (made < MUCH_BYTES ? LARGE_BYTES : SMALLER_BYTES)) return
  waiting = 0
  collector()()
}
