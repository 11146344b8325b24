import type { Cause } from './vocabulary.ts'

/** One cited line. `says` is what it proves, in words. */
export interface Evidence {
  readonly source: string
  readonly line: number
  readonly text: string
  readonly says: string
  readonly node: string
  readonly timeUs: number
}

/** What the confidence begins with before any term (something failed and the incident stands out), and its bounds. */
export const CONFIDENCE: Readonly<Record<'base' | 'least' | 'most', number>> = { base: 0.1, least: 0.05, most: 0.99 }

/** A named part of the confidence; negative counts against. `name` is stable: 'mechanism', 'affected-version', 'configuration', 'onset-after-change', 'recovery-after-undo', 'spread', ... */
export interface Term {
  readonly name: string
  readonly weight: number
  readonly says: string
  readonly evidence: readonly Evidence[]
}

export interface RuledOut {
  readonly cause: Cause
  readonly why: string
}

export interface Verdict {
  /** null = nothing failed. */
  readonly cause: Cause | null
  /** Its title in the catalogue or in the user's rules; absent or '' for `unknown` and null. */
  readonly causeTitle?: string
  /** One line that says what, where, since when and why. */
  readonly title: string
  /** 0..1 */
  readonly confidence: number
  readonly terms: readonly Term[]
  readonly evidence: readonly Evidence[]
  readonly against: readonly Evidence[]
  readonly ruledOut: readonly RuledOut[]
  /** How the failure comes about, in words. */
  readonly mechanism: string
  /** What would change this verdict; for `unknown`: what is missing. */
  readonly wouldChange: readonly string[]
  /** Incident it explains; 0 if none. */
  readonly incidentId: number
  /** Steps for this cause and the versions found. */
  readonly fix: readonly FixStep[]
}

export interface FixStep {
  readonly text: string
  /** Commands, one a line; '' if none. */
  readonly commands: string
  /** How to see that it worked; '' if nothing to check. */
  readonly check: string
}
