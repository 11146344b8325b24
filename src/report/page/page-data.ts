import type { CaseFile } from '../../model/case-file.ts'
import type { ReportInput } from '../input.ts'
import { count, duration, grouped } from '../words.ts'
import type { PageData } from './data.ts'
import { readDetails } from './details.ts'
import { readFlags } from './flags.ts'
import { readHeat } from './heat.ts'
import { kindIndex } from './kinds.ts'
import { LaneIndex } from './lanes.ts'
import { LIMITS } from './limits.ts'
import { type Marks, readMarks } from './marks.ts'
import { layMarks, packMarks, sortMarks } from './pack-marks.ts'
import { type Phases, packPhases, phaseTimes, readPhases } from './phases.ts'
import { textIndex } from './text-index.ts'

/** Gathers what the page draws, within LIMITS: from canned queries, never from every failure of a large case. */
export function readPageData(input: ReportInput): PageData {
  const { file } = input
  const tally = readTally(file)
  const nodes = textIndex()
  for (const row of file.query('incident-nodes', { incident: 0 })) nodes.of(String(row['node']))
  for (const node of input.nodes) nodes.of(node)
  const marks = readMarks(file, tally.dated, tally.fromMs, tally.untilMs)
  const lanes = new LaneIndex()
  const laid = layMarks(marks.all, lanes, nodes.of)
  const phases = readPhases(file, lanes, nodes.of, marks.stepMs > 0)
  const { lanes: sortedLanes, order } = lanes.sorted()
  const { flags, left } = readFlags(input, tally.fromMs)
  const { fromMs, untilMs } = windowOf(input, tally, phases)
  const kinds = kindIndex()
  const sources = textIndex()
  const sorted = sortMarks(laid, order)
  const packed = packMarks(sorted, marks.stepMs, fromMs, kinds, sources)
  const details = readDetails(file, sorted, kinds)
  const heat = readHeat(file, tally.fields, nodes.of)
  return {
    fromMs,
    untilMs,
    nodes: nodes.texts,
    sources: sources.texts,
    kinds: kinds.kinds,
    lanes: sortedLanes,
    sandboxes: packPhases(phases, order, fromMs),
    marks: packed,
    heat,
    flags,
    details,
    totals: { failures: tally.failures, undated: tally.failures - tally.dated },
    omitted: omitted({ tally, marks, phases, details: details.length, flagsLeft: left, heatMs: heat.stepMs }),
  }
}

interface Tally {
  readonly failures: number
  readonly sandboxes: number
  readonly dated: number
  /** Node and minute pairs with a failure. */
  readonly fields: number
  /** First and last minute with a failure; 0 where none has a time. */
  readonly fromMs: number
  readonly untilMs: number
}

function readTally(file: CaseFile): Tally {
  const [totals] = file.query('case-totals')
  const minutes = file.query('incident-minutes', { incident: 0 })
  const sum = (column: string): number => minutes.reduce((all, row) => all + Number(row[column]), 0)
  return {
    failures: Number(totals?.['failures'] ?? 0),
    sandboxes: Number(totals?.['sandboxes'] ?? 0),
    dated: sum('failures'),
    fields: sum('nodes'),
    fromMs: Number(minutes[0]?.['minute_us'] ?? 0) / 1000,
    untilMs: minutes.length === 0 ? 0 : Number(minutes.at(-1)?.['minute_us']) / 1000 + 60_000,
  }
}

/** The logs' window where they tell it, widened to whatever is drawn. */
function windowOf(
  input: ReportInput,
  tally: Tally,
  phases: readonly Phases[],
): { readonly fromMs: number; readonly untilMs: number } {
  const times = [
    ...input.sources.flatMap((source) => [source.first_us, source.last_us]).map((us) => Math.floor(us / 1000)),
    ...phaseTimes(phases),
    tally.fromMs,
    tally.untilMs,
  ].filter((ms) => ms > 0)
  if (times.length === 0) return { fromMs: 0, untilMs: 0 }
  const first = times.reduce((a, b) => Math.min(a, b))
  return { fromMs: first, untilMs: Math.max(first + 1000, times.reduce((a, b) => Math.max(a, b)) + 1) }
}

interface Kept {
  readonly tally: Tally
  readonly marks: Marks
  readonly phases: readonly Phases[]
  readonly details: number
  readonly flagsLeft: number
  readonly heatMs: number
}

/** What the page folds or leaves out, in sentences. */
function omitted(kept: Kept): readonly string[] {
  const { tally, marks } = kept
  const lines: string[] = []
  if (tally.failures > tally.dated) {
    lines.push(`${count(tally.failures - tally.dated, 'failure')} without an absolute time: not on the timeline.`)
  }
  if (marks.stepMs > 0) {
    lines.push(
      `A mark stands for all failures of one kind on one pod within ${duration(marks.stepMs * 1000)}; the ${grouped(LIMITS.foldedLanes)} pods with most failures have lanes, all others are marks of their node.`,
    )
  }
  if (kept.heatMs > 60_000) lines.push(`The heat strip counts per ${duration(kept.heatMs * 1000)}, not per minute.`)
  if (tally.sandboxes > kept.phases.length) {
    lines.push(
      `${grouped(kept.phases.length)} of ${count(tally.sandboxes, 'pod sandbox', 'pod sandboxes')} have a bar: those with failures first.`,
    )
  }
  if (tally.dated > kept.details) {
    lines.push(
      `The records of ${grouped(kept.details)} of ${count(tally.dated, 'failure')} are in this page: the first of each kind, the first and last of each pod. The case file has all.`,
    )
  }
  if (kept.flagsLeft > 0) lines.push(`${count(kept.flagsLeft, 'change')} far from the first failure have no flag.`)
  return lines
}
