import type { PlacedFact } from '../model/fact.ts'
import type { SourceSummary } from '../model/source.ts'
import { type RotatedFile, rotationHoles } from './rotation-holes.ts'
import type { Settings } from './settings.ts'
import { type Boot, holeFact, type Quiet, type Silence, silenceFact } from './silences.ts'

/** Boots and silences of which a case is told at most. */
const MOST_BOOTS = 10_000
const MOST_SILENCES = 10_000
/** Files that are looked at as parts of rotations at most. */
const MOST_FILES = 100_000

interface Noted {
  readonly source: number
  readonly node: string
  readonly silence: Silence
}

/** Keeps the silences of all sources until the other files of their logs and the boots of all nodes are known. */
export class SilenceBook {
  private readonly within: Pick<Settings, 'sinceUs' | 'untilUs'>
  private readonly silences: Noted[] = []
  private readonly boots: Boot[] = []
  private readonly files: RotatedFile[] = []

  /** Silences wholly outside of `within` are of no interest. */
  constructor(within: Pick<Settings, 'sinceUs' | 'untilUs'>) {
    this.within = within
  }

  note(source: number, { path, node, firstUs, lastUs }: SourceSummary, { silences, stepUs }: Quiet): void {
    for (const silence of silences) {
      if (!this.isWithin(silence.fromUs, silence.toUs)) continue
      if (this.silences.length < MOST_SILENCES) this.silences.push({ source, node, silence })
    }
    if (firstUs !== 0 && this.files.length < MOST_FILES)
      this.files.push({ source, path, node, firstUs, lastUs, stepUs })
  }

  noteBoots(facts: readonly PlacedFact[]): void {
    for (const { kind, node, timeUs } of facts) {
      if (kind === 'reboot' && timeUs !== 0 && this.boots.length < MOST_BOOTS) this.boots.push({ node, timeUs })
    }
  }

  /** One fact a silence, in order of the sources; then one a hole. */
  *facts(): Iterable<{ readonly source: number; readonly fact: PlacedFact }> {
    const boots = this.boots.toSorted((a, b) => a.timeUs - b.timeUs)
    for (const { source, node, silence } of this.silences) yield { source, fact: silenceFact(silence, node, boots) }
    for (const hole of rotationHoles(this.files)) {
      if (!this.isWithin(hole.before.lastUs, hole.after.firstUs)) continue
      yield { source: hole.after.source, fact: holeFact(hole, boots) }
    }
  }

  private isWithin(fromUs: number, toUs: number): boolean {
    return toUs >= this.within.sinceUs && fromUs <= this.within.untilUs
  }
}
