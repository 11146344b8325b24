import type { CaseFile, QueryRow, SandboxState } from '../model/case-file.ts'
import type { Cause, Operation } from '../model/vocabulary.ts'

/** A canned query with the parameters the report asked it with; "How to repeat this" prints all of them. */
export interface AskedQuery {
  readonly name: string
  readonly params: Readonly<Record<string, string | number>>
}

export interface Totals {
  readonly failures: number
  /** Failures beyond the first on the same pod sandbox (set-ups: on the same pod). */
  readonly retries: number
  readonly records: number
  readonly kubernetesEvents: number
  readonly sandboxes: number
  readonly pods: number
  readonly namespaces: number
  readonly nodes: number
  readonly fromUs: number
  readonly untilUs: number
}

export interface NodeTotals {
  readonly node: string
  readonly failures: number
  readonly sandboxes: number
  readonly pods: number
  readonly fromUs: number
  readonly untilUs: number
}

/** Failures of one operation on one pod sandbox (set-ups: on one pod), folded. */
export interface Retry {
  readonly node: string
  readonly operation: Operation
  readonly cause: Cause
  readonly pod_namespace: string
  readonly pod_name: string
  /** '' where folded by pod. */
  readonly sandboxId: string
  /** Distinct pod sandboxes in it. */
  readonly sandboxes: number
  readonly failures: number
  readonly fromUs: number
  readonly untilUs: number
  /** Place and text of the first record of the first failure; '' and 0 where the case has no record of it. */
  readonly source: string
  readonly line: number
  readonly message: string
}

/** The life of a pod sandbox that was hit; times of 0 were not seen. */
export interface HitSandbox {
  readonly sandboxId: string
  readonly node: string
  readonly pod_namespace: string
  readonly pod_name: string
  readonly attempt: number
  readonly state: SandboxState
  readonly failures: number
  readonly requestedUs: number
  readonly readyUs: number
  readonly stopUs: number
  readonly stoppedUs: number
  readonly removedUs: number
  readonly attached: boolean
  readonly replacedBy: string
  readonly fromUs: number
  readonly untilUs: number
}

/** Everything the report counts about one incident (0 = the whole case), from canned queries. */
export interface Scope {
  readonly incidentId: number
  readonly totals: Totals
  readonly nodes: readonly NodeTotals[]
  readonly namespaces: readonly { readonly name: string; readonly pods: number; readonly failures: number }[]
  /** Worst minute; 0 failures where no failure has a time. */
  readonly peak: { readonly minuteUs: number; readonly failures: number; readonly nodes: number }
  /** Sum over all minutes of the nodes that failed in it. */
  readonly nodeMinutes: number
  readonly retries: readonly Retry[]
  readonly sandboxes: readonly HitSandbox[]
  readonly states: Readonly<Partial<Record<SandboxState, number>>>
  /** Pod sandboxes whose last word is a failed DEL. */
  readonly attached: number
  readonly asked: readonly AskedQuery[]
}

/** Rows of retries and sandboxes that a report shows at most. */
const LIMIT = 40

const num = (row: QueryRow | undefined, column: string): number => Number(row?.[column] ?? 0)
const text = (row: QueryRow, column: string): string => String(row[column] ?? '')

/** Asks the canned queries about an incident; never reads failures one by one. */
export function readScope(file: CaseFile, incidentId: number): Scope {
  const asked: AskedQuery[] = []
  const ask = (name: string, params: Readonly<Record<string, number>> = {}): readonly QueryRow[] => {
    const all = { incident: incidentId, ...params }
    asked.push({ name, params: all })
    return file.query(name, all)
  }
  const states = ask('incident-states')
  return {
    incidentId,
    totals: totals(ask('incident-totals')[0]),
    nodes: ask('incident-nodes').map(nodeTotals),
    namespaces: ask('incident-namespaces').map((row) => ({
      name: text(row, 'pod_namespace'),
      pods: num(row, 'pods'),
      failures: num(row, 'failures'),
    })),
    ...minutes(ask('incident-minutes')),
    retries: readRetries(file, ask('incident-retries', { limit: LIMIT })),
    sandboxes: ask('incident-sandboxes', { limit: LIMIT }).map(hitSandbox),
    states: Object.fromEntries(states.map((row) => [text(row, 'state'), num(row, 'sandboxes')])),
    attached: states.reduce((sum, row) => sum + num(row, 'attached'), 0),
    asked,
  }
}

function totals(row: QueryRow | undefined): Totals {
  return {
    failures: num(row, 'failures'),
    retries: num(row, 'retries'),
    records: num(row, 'record_sum'),
    kubernetesEvents: num(row, 'events_sum'),
    sandboxes: num(row, 'sandboxes'),
    pods: num(row, 'pods'),
    namespaces: num(row, 'namespaces'),
    nodes: num(row, 'nodes'),
    fromUs: num(row, 'from_us'),
    untilUs: num(row, 'until_us'),
  }
}

function nodeTotals(row: QueryRow): NodeTotals {
  return {
    node: text(row, 'node'),
    failures: num(row, 'failures'),
    sandboxes: num(row, 'sandboxes'),
    pods: num(row, 'pods'),
    fromUs: num(row, 'from_us'),
    untilUs: num(row, 'until_us'),
  }
}

function minutes(rows: readonly QueryRow[]): Pick<Scope, 'peak' | 'nodeMinutes'> {
  let peak = { minuteUs: 0, failures: 0, nodes: 0 }
  let nodeMinutes = 0
  for (const row of rows) {
    const one = { minuteUs: num(row, 'minute_us'), failures: num(row, 'failures'), nodes: num(row, 'nodes') }
    if (one.failures > peak.failures) peak = one
    nodeMinutes += one.nodes
  }
  return { peak, nodeMinutes }
}

/** Rows of query incident-retries, with the place and text of the first record of each. */
export function readRetries(file: CaseFile, rows: readonly QueryRow[]): readonly Retry[] {
  return rows.map((row) => retry(file, row))
}

function retry(file: CaseFile, row: QueryRow): Retry {
  // destructuring ends the cursor: an open one keeps the case from being closed
  const [place = { source: '', line: 0, message: '' }] = file.events({
    failureId: num(row, 'failure_id'),
    limit: 1,
    raw: false,
  })
  return {
    node: text(row, 'node'),
    operation: text(row, 'operation') as Operation,
    cause: text(row, 'cause') as Cause,
    pod_namespace: text(row, 'pod_namespace'),
    pod_name: text(row, 'pod_name'),
    sandboxId: text(row, 'fold_id'),
    sandboxes: num(row, 'sandboxes'),
    failures: num(row, 'failures'),
    fromUs: num(row, 'from_us'),
    untilUs: num(row, 'until_us'),
    source: place.source,
    line: place.line,
    message: place.message,
  }
}

function hitSandbox(row: QueryRow): HitSandbox {
  return {
    sandboxId: text(row, 'sandbox_id'),
    node: text(row, 'node'),
    pod_namespace: text(row, 'pod_namespace'),
    pod_name: text(row, 'pod_name'),
    attempt: num(row, 'attempt'),
    state: text(row, 'state') as SandboxState,
    failures: num(row, 'failures'),
    requestedUs: num(row, 'requested_us'),
    readyUs: num(row, 'ready_us'),
    stopUs: num(row, 'stop_us'),
    stoppedUs: num(row, 'stopped_us'),
    removedUs: num(row, 'removed_us'),
    attached: num(row, 'netns_left') > 0,
    replacedBy: text(row, 'replaced_by'),
    fromUs: num(row, 'from_us'),
    untilUs: num(row, 'until_us'),
  }
}
