import type { Loss } from '../index.ts'
import { type Io, say } from './io.ts'

/** Sources that are named one by one; the report and query `coverage` name all. */
const NAMED = 3

/** Sources that a command could not read whole, for one warning at its end. */
export class Losses {
  private readonly named: Loss[] = []
  private count = 0

  readonly note = (loss: Loss): void => {
    this.count++
    if (this.named.length < NAMED) this.named.push(loss)
  }

  /** Says on stderr what is missing: `warning: 1 source could not be read whole`, and below it `node-7/kubelet.log.gz: ...`. */
  tell(io: Io): void {
    if (this.count === 0) return
    const them = this.count === 1 ? 'source' : 'sources'
    say(io, `warning: ${this.count} ${them} could not be read whole; what else stood in there is missing`)
    for (const { source, why } of this.named) say(io, `  ${source}: ${why}`)
    const more = this.count - this.named.length
    if (more > 0) say(io, `  and ${more} more`)
  }
}
