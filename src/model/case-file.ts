import type { CniConfig, FactKind } from './fact.ts'
import type { LineMark } from './line-context.ts'
import type { Cause, Operation } from './vocabulary.ts'

/** One real failed operation: row of table `failure`. Times are microseconds, 0 = no absolute time. */
export interface FailureRow {
  readonly id: number
  readonly node: string
  readonly operation: Operation
  readonly cause: Cause
  readonly sandbox_id: string
  readonly pod_namespace: string
  readonly pod_name: string
  readonly pod_uid: string
  readonly first_us: number
  readonly last_us: number
  /** Log records that print it, clean-up lines of the attempt included; copies and Kubernetes Events not included. */
  readonly records: number
  /** Kubernetes Events that print it (sum of their counts). */
  readonly events_seen: number
  readonly plugin: string
  readonly config_version: string | null
  readonly supported_versions: string
  readonly message: string
  /** 1 = a consequence (clean-up after a failed run, name conflict after a hang): never outvotes the first. */
  readonly secondary: number
  readonly incident_id: number
  /** Place of its first record. */
  readonly source: string
  readonly line: number
}

export type SandboxState = 'running' | 'gone' | 'never-ready' | 'stuck' | 'unknown'

/** One pod sandbox with its life: row of table `sandbox`. 0 = not seen. */
export interface SandboxRow {
  readonly id: number
  readonly sandbox_id: string
  readonly node: string
  readonly pod_namespace: string
  readonly pod_name: string
  readonly pod_uid: string
  readonly attempt: number
  readonly requested_us: number
  readonly ready_us: number
  readonly stop_us: number
  readonly network_down_us: number
  readonly stopped_us: number
  readonly removed_us: number
  readonly state: SandboxState
  readonly failed_runs: number
  readonly failed_stops: number
  /** 1 = the last word is a failed DEL: of a stuck one its network namespace is still attached, of others it may be. */
  readonly netns_left: number
  /** Sandbox id that replaced it for the same pod; ''. */
  readonly replaced_by: string
}

export type TriggerKind =
  | 'version-change'
  | 'config-change'
  | 'runtime-start'
  | 'kubelet-start'
  | 'reboot'
  | 'agent-down'
  | 'apiserver-outage'
  | 'credentials-expired'
  | 'disk-full'
  | 'hang'
  | 'node-join'

/** Failures that belong together: row of table `incident`. */
export interface IncidentRow {
  readonly id: number
  readonly cause: Cause
  readonly first_us: number
  readonly last_us: number
  /** Space-separated node names, sorted. */
  readonly nodes: string
  readonly pods: number
  readonly sandboxes: number
  readonly failures: number
  /** The operation most of its failures are of. */
  readonly operation: Operation
  readonly trigger_kind: TriggerKind | ''
  readonly trigger_us: number
  readonly trigger_text: string
  readonly trigger_source: string
  readonly trigger_line: number
  /** 1 = its first failure stands at the very start of the logs: onset "before the logs begin". */
  readonly onset_before: number
  readonly recovered_us: number
  readonly recovered_source: string
  readonly recovered_line: number
  /** incident.id of which this is a consequence; 0 = of none. */
  readonly consequence_of: number
}

export interface FactRow {
  readonly id: number
  readonly node: string
  readonly kind: FactKind
  readonly component: string
  readonly value: string
  readonly text: string
  readonly time_us: number
  readonly source: string
  readonly line: number
}

/** Row of view `event` (DESIGN 3.4). */
export interface EventRow {
  readonly id: number
  readonly source: string
  readonly line: number
  readonly line_end: number
  readonly byte_offset: number
  readonly ord: number
  readonly time_us: number
  readonly last_us: number
  readonly repeat_n: number
  readonly node: string
  readonly component: string
  readonly operation: Operation
  readonly outcome: string
  readonly cause: string
  readonly sandbox_id: string
  readonly pod_namespace: string
  readonly pod_name: string
  readonly pod_uid: string
  readonly attempt: number
  readonly plugin: string
  readonly config_version: string | null
  readonly supported_versions: string
  readonly message: string
  readonly kind: string
  readonly secondary: number
  readonly failure_id: number
  readonly raw: string
}

export interface SourceRow {
  readonly id: number
  readonly path: string
  readonly node: string
  readonly component: string
  readonly transport: string
  readonly payload: string
  readonly bytes: number
  readonly lines: number
  readonly candidates: number
  readonly understood: number
  readonly first_us: number
  readonly last_us: number
  readonly year: number
  readonly year_from: string
  readonly zone_from: string
  readonly sha256: string
  readonly problem: string
  /** JSON: {notUnderstood: string[], counts: Record<string, number>} */
  readonly detail: string
}

export type Cell = string | number | null
export type QueryRow = Readonly<Record<string, Cell>>

/** Head of a canned query (queries/<name>.sql). */
export interface QueryHead {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly params: readonly {
    readonly name: string
    readonly type: string
    readonly default: string
    readonly description: string
  }[]
  readonly columns: readonly string[]
  readonly sql: string
}

/** Read-only view of a case: the only way in which rules and report see the database. `src/store` implements it. */
export interface CaseFile {
  meta(key: string): string
  sources(): readonly SourceRow[]
  /** All node names seen, sorted. */
  nodes(): readonly string[]
  incidents(): readonly IncidentRow[]
  facts(kind?: FactKind): readonly FactRow[]
  /** All facts one by one, in order of time, source, line. Streams: calls without a result can be as many as failures. */
  eachFact(): Iterable<FactRow>
  cniConfigs(): readonly CniConfig[]
  /** Failures in order of first_us, id. Streams: do not collect a million of them. */
  failures(filter?: { readonly incidentId?: number; readonly limit?: number }): Iterable<FailureRow>
  sandboxes(filter?: { readonly state?: SandboxState; readonly limit?: number }): Iterable<SandboxRow>
  /** Events in order of time, source, line. */
  events(filter: {
    readonly failureId?: number
    readonly sandboxId?: string
    readonly podName?: string
    readonly fromUs?: number
    readonly toUs?: number
    readonly operation?: Operation
    readonly outcome?: string
    readonly node?: string
    readonly limit?: number
    /** false = `raw` need not be filled: it costs far more than the rest of the row. */
    readonly raw?: boolean
  }): Iterable<EventRow>
  /** The start of a line that holds an event, the last of those at or before `line`; undefined where none is known. */
  markBefore(source: string, line: number): LineMark | undefined
  /** Runs canned query `name` (queries/<name>.sql) with its defaults and the given parameters. */
  query(name: string, params?: Readonly<Record<string, string | number>>): readonly QueryRow[]
  queryHeads(): readonly QueryHead[]
  /** Any one read-only SELECT. */
  sql(text: string): { readonly columns: readonly string[]; readonly rows: readonly QueryRow[] }
  close(): void
}
