import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of dropped buffers that may wait. */
const MOST_BYTES = 4 << 20

/** A smaller process is left alone: collecting takes 10 ms at least. */
const LARGE_BYTES = 100 << 20

let collect: ((options?: { readonly type: 'minor' }) => void) | undefined
let waiting = 0

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

/** Collects everything where the process has become large; for the moments at which a stage of the work has ended. */
export function collectGarbage(): void {
  if (process.memoryUsage.rss() < LARGE_BYTES) return
  waiting = 0
  collector()()
}
