import type { PlacedFact } from '../model/fact.ts'
import type { Settings } from './settings.ts'
import { type Boot, type Silence, silenceFact } from './silences.ts'

/** Boots and silences of which a case is told at most. */
const MOST_BOOTS = 10_000
const MOST_SILENCES = 10_000

interface Noted {
  readonly source: number
  readonly node: string
  readonly silence: Silence
}

/** Keeps the silences of all sources until the boots of all nodes are known. */
export class SilenceBook {
  private readonly within: Pick<Settings, 'sinceUs' | 'untilUs'>
  private readonly silences: Noted[] = []
  private readonly boots: Boot[] = []

  /** Silences wholly outside of `within` are of no interest. */
  constructor(within: Pick<Settings, 'sinceUs' | 'untilUs'>) {
    this.within = within
  }

  note(source: number, node: string, silences: readonly Silence[]): void {
    for (const silence of silences) {
      if (silence.toUs < this.within.sinceUs || silence.fromUs > this.within.untilUs) continue
      if (this.silences.length < MOST_SILENCES) this.silences.push({ source, node, silence })
    }
  }

  noteBoots(facts: readonly PlacedFact[]): void {
    for (const { kind, node, timeUs } of facts) {
      if (kind === 'reboot' && timeUs !== 0 && this.boots.length < MOST_BOOTS) this.boots.push({ node, timeUs })
    }
  }

  /** One fact a silence, in order of the sources. */
  *facts(): Iterable<{ readonly source: number; readonly fact: PlacedFact }> {
    const boots = this.boots.toSorted((a, b) => a.timeUs - b.timeUs)
    for (const { source, node, silence } of this.silences) yield { source, fact: silenceFact(silence, node, boots) }
  }
}
