import { durationWords } from '../base/duration-words.ts'
import { isoTime } from '../base/time.ts'
import type { PlacedFact } from '../model/fact.ts'
import { classEnd, type Gap, type Pace } from './pace.ts'
import type { Hole } from './rotation-holes.ts'
import {
  BOOT_AFTER_US,
  FEWEST_STEPS,
  SHORTEST_US,
  TIMES_USUAL,
  UNUSUAL_SHARE,
  UNUSUAL_STEPS,
} from './silence-bounds.ts'
import type { Tally } from './tally.ts'

/** A gap that is much longer than what is usual in its source. */
export interface Silence extends Gap {
  /** Mean time from line to line outside of the source's silences, microseconds. */
  readonly usualUs: number
}

/** A boot of a node that a log tells. */
export interface Boot {
  readonly node: string
  readonly timeUs: number
}

/** What the lines of a source of which all is known tell of its silence. */
export interface Quiet {
  /** By time. None where the source is no log of a node (an application's, a list of events). */
  readonly silences: readonly Silence[]
  /** Longest step from line to line that is still usual, microseconds; undefined = too few are known, or it is no log of a node. */
  readonly stepUs: number | undefined
}

export const NOT_QUIET: Quiet = { silences: [], stepUs: undefined }

export function quietOf(tally: Tally): Quiet {
  const { pace } = tally
  if (pace.steps < FEWEST_STEPS || !isOfNode(tally)) return NOT_QUIET
  const stepUs = longestUsual(pace)
  return { silences: silencesOf(tally, Math.max(SHORTEST_US, TIMES_USUAL * stepUs)), stepUs }
}

function silencesOf(tally: Tally, least: number): readonly Silence[] {
  const { pace } = tally
  const gaps = [...pace.onward, ...pace.backward].filter((gap) => gap.toUs - gap.fromUs >= least)
  const silent = gaps.reduce((sum, gap) => sum + gap.toUs - gap.fromUs, 0)
  const usualUs = Math.max(0, tally.lastUs - tally.firstUs - silent) / Math.max(1, tally.lines - 1)
  return gaps.sort((a, b) => a.fromUs - b.fromUs || a.byteOffset - b.byteOffset).map((gap) => ({ ...gap, usualUs }))
}

/** A length of time that all steps but the unusual ones stay below. */
function longestUsual(pace: Pace): number {
  let unusual = Math.max(UNUSUAL_STEPS, Math.floor(pace.steps * UNUSUAL_SHARE))
  for (let index = pace.classes.length - 1; index >= 0; index--) {
    unusual -= pace.classes[index] ?? 0
    if (unusual < 0) return classEnd(index)
  }
  return 0
}

/** Nothing is learnt from the samples' transports, payloads, components and hosts: the records that were understood tell them all. */
export function isFormKnown(tally: Tally): boolean {
  return hasName(tally.transports) && hasName(tally.payloads) && isOfNode(tally)
}

/** Of the first samples, so many are still to come: no other transport or payload can be the most frequent, and nothing else is learnt from them. */
export function isFormDecided(tally: Tally, toCome: number): boolean {
  return isDecided(tally.sampledTransports, toCome) && isDecided(tally.sampledPayloads, toCome) && isOfNode(tally)
}

/** Whether the most frequent name stays so, whatever is counted `toCome` times more. */
function isDecided(counts: Readonly<Record<string, number>>, toCome: number): boolean {
  let most = 0
  let second = 0
  for (const name in counts) {
    const n = counts[name] ?? 0
    if (n > most) second = most
    else if (n > second) second = n
    most = Math.max(most, n)
  }
  return most > second + toCome
}

function isOfNode(tally: Tally): boolean {
  const { telling, hosts, sampledHosts, components, sampledComponents } = tally
  return telling > 0 || hasName(hosts) || hasName(sampledHosts) || isNodes(components) || isNodes(sampledComponents)
}

function hasName(counts: Readonly<Record<string, number>>): boolean {
  for (const name in counts) if (name !== '') return true
  return false
}

/** Some component is none that writes of the whole cluster. */
function isNodes(components: Readonly<Record<string, number>>): boolean {
  for (const name in components) if (name !== 'kubernetes-event') return true
  return false
}

/** The fact that tells a hole of a rotation, at the first line after it. */
export function holeFact({ before, after }: Hole, boots: readonly Boot[]): PlacedFact {
  const [fromUs, toUs, node] = [before.lastUs, after.firstUs, after.node]
  const text =
    `no line from ${at(fromUs)} to ${at(toUs)} UTC (${durationWords(toUs - fromUs)}), since ${before.path.slice(before.path.lastIndexOf('/') + 1)} ended` +
    `${bootWords(node, fromUs, toUs, boots)}; a rotated file between them may be missing`
  return { ...silent(fromUs, toUs), text, node, line: 1, byteOffset: 0 }
}

/** The fact that tells a silence; a boot within it or right after it is named. `time_us` is its beginning, `value` its seconds. */
export function silenceFact(silence: Silence, node: string, boots: readonly Boot[]): PlacedFact {
  const { fromUs, toUs, usualUs, line, byteOffset } = silence
  const text =
    `no line from ${at(fromUs)} to ${at(toUs)} UTC (${durationWords(toUs - fromUs)}); otherwise one every ` +
    `${durationWords(usualUs)} on average${bootWords(node, fromUs, toUs, boots)}`
  return { ...silent(fromUs, toUs), text, node, line, byteOffset }
}

const silent = (fromUs: number, toUs: number): Pick<PlacedFact, 'kind' | 'component' | 'value' | 'timeUs'> => ({
  kind: 'log-silence',
  component: '',
  value: String(Math.round((toUs - fromUs) / 1_000_000)),
  timeUs: fromUs,
})

function bootWords(node: string, fromUs: number, toUs: number, boots: readonly Boot[]): string {
  const boot = boots.find((one) => one.node === node && one.timeUs >= fromUs && one.timeUs <= toUs + BOOT_AFTER_US)
  return boot === undefined ? '' : `; the node booted at ${at(boot.timeUs)} UTC`
}

// 2022-04-26T00:43:24.518165Z
const at = (us: number): string => (isoTime(us) ?? '').slice(0, 19).replace('T', ' ')
