import type { ExportEntry } from '../model/export-entry.ts'
import type { DocumentContext } from './document.ts'
import { type GateFinder, gateFinder } from './sieve/gate-finder.ts'

/** Of this many records that say nothing one is kept for its time. */
const SAMPLE_EVERY = 256
/** From this time between two records on the later one is kept, with the time of the other: microseconds. */
const QUIET_US = 5 * 60_000_000

/** The sieve for sources whose records are not lines: keeps what holds one of the gates, and now and then a time. */
export class EntrySieve {
  private readonly finder: GateFinder
  private readonly off: boolean
  private passed = 0
  private lastUs = 0

  constructor(context: Pick<DocumentContext, 'sieve' | 'gates'>) {
    this.off = !context.sieve || context.gates.length === 0
    this.finder = gateFinder(context.gates)
  }

  /** The entry, if it matters; one of many others as a sample; undefined for the rest. */
  take(entry: ExportEntry): ExportEntry | undefined {
    const us = entry.stamp?.kind === 'epoch' ? entry.stamp.us : 0
    return this.choose(us, this.off || this.finder.has(entry.message), () => entry)
  }

  /**
   * The same for a record of which only bytes [from, to) are at hand, its message or more: the entry is made only where it is kept. `us`:
   * its time, 0 = unknown before it is made. `matters`: it is kept whatever the bytes are.
   */
  takeBytes(
    bytes: Uint8Array,
    from: number,
    to: number,
    us: number,
    make: () => ExportEntry | undefined,
    matters = false,
  ): ExportEntry | undefined {
    return this.choose(us, this.off || matters || this.finder.hasBytes(bytes, from, to), make)
  }

  /** Does a text that belongs to many records hold a gate? */
  hasGate(text: string): boolean {
    return this.off || this.finder.has(text)
  }

  private choose(us: number, matters: boolean, make: () => ExportEntry | undefined): ExportEntry | undefined {
    const quietFromUs = this.quietBefore(us)
    if (!matters && quietFromUs === 0 && this.passed++ % SAMPLE_EVERY !== 0) return undefined
    const entry = make()
    if (entry === undefined || (matters && quietFromUs === 0)) return entry
    return { ...entry, ...(matters ? {} : { sample: true }), ...(quietFromUs === 0 ? {} : { quietFromUs }) }
  }

  /** Time of the record before this one, where minutes lie between them; 0 otherwise. */
  private quietBefore(us: number): number {
    if (us === 0) return 0
    const before = this.lastUs
    this.lastUs = us
    return before !== 0 && Math.abs(us - before) >= QUIET_US ? before : 0
  }
}
