import type { ExportEntry } from '../model/export-entry.ts'
import type { DocumentContext } from './document.ts'

/** Of this many records that say nothing one is kept for its time. */
const SAMPLE_EVERY = 256

/** The sieve for sources whose records are not lines: keeps what holds one of the gates, and now and then a time. */
export class EntrySieve {
  private readonly gates: readonly string[]
  private readonly off: boolean
  private passed = 0

  constructor(context: Pick<DocumentContext, 'sieve' | 'gates'>) {
    this.off = !context.sieve || context.gates.length === 0
    this.gates = context.gates
  }

  /** The entry, if it matters; one of many others as a sample; undefined for the rest. */
  take(entry: ExportEntry): ExportEntry | undefined {
    if (this.off || matters(entry.message, this.gates)) return entry
    return this.passed++ % SAMPLE_EVERY === 0 ? { ...entry, sample: true } : undefined
  }
}

function matters(message: string, gates: readonly string[]): boolean {
  return gates.some((gate) =>
    gate.startsWith('\n') ? message.startsWith(gate.slice(1)) || message.includes(gate) : message.includes(gate),
  )
}
