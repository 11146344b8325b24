import type { CaseFile, FailureRow, SandboxRow } from '../../model/case-file.ts'
import { findSandbox } from '../find-sandbox.ts'
import { factWords, nodeOf, podOf, shortId } from '../words.ts'
import { factsFor, spanOf, type TimelineFilter } from './items.ts'
import { LanePlan, type Slot } from './lane-plan.ts'
import type { OnSummary } from './records.ts'

/** Track 0 of a node: what concerns no pod. */
const NODE_TRACK = 0

type Phase = readonly [name: string, from: number, to: number]

/** Gives processes (nodes) and threads (pods) their numbers, and the metadata events that name them. */
class Tracks {
  private readonly nodes = new Map<string, number>()
  private readonly pods = new Map<string, number>()
  private readonly pending: string[] = []

  node(name: string): number {
    const known = this.nodes.get(name)
    if (known !== undefined) return known
    const pid = this.nodes.size + 1
    this.nodes.set(name, pid)
    this.pending.push(
      metadata('process_name', pid, NODE_TRACK, `node ${nodeOf(name)}`),
      metadata('thread_name', pid, NODE_TRACK, 'node'),
    )
    return pid
  }

  /** Track of a pod on a node; `lane` > 0 where its sandboxes overlap. */
  pod(node: string, pod: string, lane: number): number {
    if (pod === '') return NODE_TRACK
    const key = `${node}\n${pod}\n${lane}`
    const known = this.pods.get(key)
    if (known !== undefined) return known
    const tid = this.pods.size + 1
    this.pods.set(key, tid)
    this.pending.push(metadata('thread_name', this.node(node), tid, lane === 0 ? pod : `${pod} (${lane + 1})`))
    return tid
  }

  /** Metadata of tracks that are new since the last call. */
  take(): readonly string[] {
    return this.pending.splice(0)
  }
}

function metadata(name: string, pid: number, tid: number, value: string): string {
  return JSON.stringify({ name, ph: 'M', pid, tid, args: { name: value } })
}

/**
 * Chrome trace event JSON as ui.perfetto.dev opens it ("Trace Event Format", object form): a process for each node, a track for each pod, slices
 * (`X`) for the phases of its sandboxes, instants (`i`) for failures and facts; microseconds since the epoch. What has no time is counted.
 */
export function* timelinePerfetto(file: CaseFile, filter: TimelineFilter, done: OnSummary): Generator<string> {
  const tracks = new Tracks()
  let rows = 0
  let undated = 0
  const wanted = passes(file, filter)
  yield '{"displayTimeUnit":"ms","traceEvents":['
  for (const event of traceEvents(file, filter, wanted, tracks)) {
    if (event === undefined) undated++
    else {
      for (const name of tracks.take()) yield `${rows++ === 0 ? '\n' : ',\n'}${name}`
      yield `${rows++ === 0 ? '\n' : ',\n'}${event}`
    }
  }
  yield '\n]}\n'
  done({ rows, undated })
}

/** Trace events, undefined for each row that has no time. */
function* traceEvents(
  file: CaseFile,
  filter: TimelineFilter,
  wanted: Wanted,
  tracks: Tracks,
): Generator<string | undefined> {
  const end = Math.max(0, ...file.sources().map((source) => source.last_us))
  yield* slices(file, wanted, tracks, end)
  for (const failure of file.failures()) {
    if (wanted(failure, failure.first_us, failure.first_us))
      yield failure.first_us === 0 ? undefined : failureMark(failure, tracks)
  }
  for (const fact of factsFor(file, filter)) {
    const name = factWords(fact) ?? fact.kind
    yield fact.time_us === 0
      ? undefined
      : JSON.stringify({
          name,
          cat: fact.kind,
          ph: 'i',
          s: 'p',
          ts: fact.time_us,
          pid: tracks.node(fact.node),
          tid: NODE_TRACK,
          args: { text: fact.text, place: `${fact.source}:${fact.line}` },
        })
  }
}

type Wanted = (
  row: {
    readonly node: string
    readonly pod_namespace: string
    readonly pod_name: string
    readonly sandbox_id: string
  },
  fromUs: number,
  toUs: number,
) => boolean

function passes(file: CaseFile, filter: TimelineFilter): Wanted {
  const { sinceUs, untilUs } = spanOf(filter)
  const sandbox = filter.sandbox === undefined ? undefined : String(findSandbox(file, filter.sandbox)['sandbox_id'])
  return (row, fromUs, toUs) =>
    (filter.node === undefined || row.node === filter.node) &&
    (filter.pod === undefined || podOf(row) === filter.pod || row.pod_name === filter.pod) &&
    (sandbox === undefined || row.sandbox_id === sandbox) &&
    toUs >= sinceUs &&
    (untilUs === 0 || fromUs <= untilUs)
}

function phasesOf(s: SandboxRow, end: number): readonly Phase[] {
  const over = s.removed_us || s.stopped_us || end
  const all: readonly (readonly [string, number, number])[] = [
    ['set-up', s.requested_us, s.ready_us || s.stop_us || over],
    ['ready', s.ready_us, s.stop_us || s.stopped_us || over],
    ['tear-down', s.stop_us, s.stopped_us || over],
    ['stopped', s.stopped_us, s.removed_us || s.stopped_us],
  ]
  return all.filter(([, from, to]) => from > 0 && to > from)
}

/** Two passes, so that a million pod sandboxes need no more than a few numbers each: lanes first, then the slices in stored order. */
function* slices(file: CaseFile, wanted: Wanted, tracks: Tracks, end: number): Generator<string | undefined> {
  const plan = new LanePlan()
  for (const s of file.sandboxes()) {
    const phases = phasesOf(s, end)
    const from = phases[0]?.[1] ?? 0
    const to = phases.at(-1)?.[2] ?? 0
    plan.add(`${s.node}\n${trackOf(s)}`, wanted(s, from, to) ? from : -1, to, s.state === 'never-ready')
  }
  plan.settle()
  let i = 0
  for (const s of file.sandboxes()) {
    const slot = plan.slot(i++)
    if (slot?.from === 0) yield undefined
    else if (slot !== undefined) yield* sandboxSlices(s, slot, tracks, end)
  }
}

function trackOf(row: {
  readonly pod_namespace: string
  readonly pod_name: string
  readonly sandbox_id: string
}): string {
  return podOf(row) || shortId(row.sandbox_id)
}

function* sandboxSlices(s: SandboxRow, { lane, to }: Slot, tracks: Tracks, end: number): Generator<string> {
  const place = { pid: tracks.node(s.node), tid: tracks.pod(s.node, trackOf(s), lane) }
  for (const [name, start, stop] of phasesOf(s, end)) {
    if (start >= to) continue
    const { sandbox_id, state, attempt, failed_runs, failed_stops } = s
    yield JSON.stringify({
      name,
      cat: 'sandbox',
      ph: 'X',
      ts: start,
      dur: Math.min(stop, to) - start,
      ...place,
      args: { sandbox_id, state, attempt, failed_runs, failed_stops },
    })
  }
}

function failureMark(failure: FailureRow, tracks: Tracks): string {
  return JSON.stringify({
    name: `${failure.operation} failed`,
    cat: failure.cause,
    ph: 'i',
    s: 't',
    ts: failure.first_us,
    pid: tracks.node(failure.node),
    tid: tracks.pod(failure.node, trackOf(failure), 0),
    args: {
      cause: failure.cause,
      message: failure.message,
      sandbox_id: failure.sandbox_id,
      place: `${failure.source}:${failure.line}`,
    },
  })
}
