import type { CaseFile, QueryRow } from '../../model/case-file.ts'
import { podOf } from '../words.ts'
import { type PageSandboxes, STATES } from './data.ts'
import type { LaneIndex } from './lanes.ts'
import { LIMITS } from './limits.ts'
import { packDeltas, packNumbers } from './numbers.ts'

/** The life of a pod sandbox with its lane (before sorting); times are milliseconds, 0 = not seen. */
export interface Phases {
  readonly lane: number
  readonly id: string
  readonly state: number
  readonly requested: number
  readonly ready: number
  readonly stop: number
  readonly stopped: number
  readonly removed: number
}

/** Reads the lives that fit the page. A pod's sandboxes share its lane. `folded` = only lanes that marks have get bars. */
export function readPhases(
  file: CaseFile,
  lanes: LaneIndex,
  nodeIndex: (node: string) => number,
  folded: boolean,
): readonly Phases[] {
  const found: Phases[] = []
  let healthy = 0
  for (const row of file.query('sandbox-phases', { limit: LIMITS.sandboxes })) {
    const node = nodeIndex(String(row['node']))
    const pod = podOf({ pod_namespace: String(row['pod_namespace']), pod_name: String(row['pod_name']) })
    const id = String(row['sandbox_id'])
    const own = pod === '' ? id : ''
    const failed = Number(row['failed']) > 0
    if (!failed && healthy >= LIMITS.healthySandboxes) continue
    if (folded && !lanes.has(node, pod, own)) continue
    if (!failed) healthy++
    found.push({ ...times(row), lane: lanes.of(node, pod, own, 0), id, state: stateOf(row) })
  }
  return found
}

function times(row: QueryRow): Pick<Phases, 'requested' | 'ready' | 'stop' | 'stopped' | 'removed'> {
  const ms = (column: string): number => Math.floor(Number(row[`${column}_us`]) / 1000)
  return {
    requested: ms('requested'),
    ready: ms('ready'),
    stop: ms('stop'),
    stopped: ms('stopped'),
    removed: ms('removed'),
  }
}

function stateOf(row: QueryRow): number {
  const state = (STATES as readonly unknown[]).indexOf(row['state'])
  return state < 0 ? STATES.length - 1 : state
}

/** First and last time of lives that have one. */
export function phaseTimes(phases: readonly Phases[]): readonly number[] {
  return phases.flatMap(({ requested, ready, stop, stopped, removed }) =>
    [requested, ready, stop, stopped, removed].filter((ms) => ms > 0),
  )
}

/** The lives as columns, sorted by lane and time. */
export function packPhases(phases: readonly Phases[], order: readonly number[], fromMs: number): PageSandboxes {
  const lane = (one: Phases): number => order[one.lane] ?? 0
  const sorted = [...phases].sort(
    (a, b) => lane(a) - lane(b) || a.requested - b.requested || a.stop - b.stop || (a.id < b.id ? -1 : 1),
  )
  const column = (of: (one: Phases) => number): string =>
    packNumbers(sorted.map((one) => (of(one) === 0 ? 0 : Math.max(0, of(one) - fromMs) + 1)))
  return {
    count: sorted.length,
    lane: packDeltas(sorted.map(lane)),
    id: sorted.map((one) => one.id.slice(0, 16)),
    state: packNumbers(sorted.map((one) => one.state)),
    requested: column((one) => one.requested),
    ready: column((one) => one.ready),
    stop: column((one) => one.stop),
    stopped: column((one) => one.stopped),
    removed: column((one) => one.removed),
  }
}
