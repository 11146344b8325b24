import type { ExportEntry } from '../model/export-entry.ts'
import type { DocumentContext } from './document.ts'

/** Of this many records that say nothing one is kept for its time. */
const SAMPLE_EVERY = 256
/** From this time between two records on the later one is kept, with the time of the other: microseconds. */
const QUIET_US = 5 * 60_000_000

/** The sieve for sources whose records are not lines: keeps what holds one of the gates, and now and then a time. */
export class EntrySieve {
  private readonly gates: readonly string[]
  private readonly off: boolean
  private passed = 0
  private lastUs = 0

  constructor(context: Pick<DocumentContext, 'sieve' | 'gates'>) {
    this.off = !context.sieve || context.gates.length === 0
    this.gates = context.gates
  }

  /** The entry, if it matters; one of many others as a sample; undefined for the rest. */
  take(entry: ExportEntry): ExportEntry | undefined {
    const quietFromUs = this.quietBefore(entry)
    if (this.off || matters(entry.message, this.gates)) return quietFromUs === 0 ? entry : { ...entry, quietFromUs }
    if (quietFromUs !== 0) return { ...entry, sample: true, quietFromUs }
    return this.passed++ % SAMPLE_EVERY === 0 ? { ...entry, sample: true } : undefined
  }

  /** Time of the record before this one, where minutes lie between them; 0 otherwise. */
  private quietBefore(entry: ExportEntry): number {
    if (entry.stamp?.kind !== 'epoch') return 0
    const before = this.lastUs
    this.lastUs = entry.stamp.us
    return before !== 0 && Math.abs(entry.stamp.us - before) >= QUIET_US ? before : 0
  }
}

function matters(message: string, gates: readonly string[]): boolean {
  return gates.some((gate) =>
    gate.startsWith('\n') ? message.startsWith(gate.slice(1)) || message.includes(gate) : message.includes(gate),
  )
}
