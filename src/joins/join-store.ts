import type { FailureRow, IncidentRow, SandboxRow } from '../model/case-file.ts'
import type { FactKind } from '../model/fact.ts'
import type { Cause, Component, Operation, Outcome } from '../model/vocabulary.ts'

/**
 * What the joins need of the store. All methods are synchronous. Cursors stream (they may be read in pages): memory stays
 * bounded whatever the number of events. Rows may be put while a cursor is open: put rows need not be visible to that cursor,
 * but they are visible to every cursor opened after it ended. `source` is everywhere the rank of the source's path among all
 * paths in ascending code-unit order (not the order of the command line), so that the order of the inputs cannot be seen.
 *
 * Order of calls: sandboxPods, uidPods (+ put...Identity) · events (+ putFailure, putSandbox) · looseEvents with
 * failuresByNode side by side (+ putFailure, addToFailure) · putFact · failureTimes · assignIncidents · incidentSums,
 * incidentCounts · facts, firstSuccess, spans (+ putIncident, markSecondary).
 */
export interface JoinStore {
  /**
   * Distinct (sandbox id as printed, pod, node) of all events with a sandbox id, in ascending order of sandboxId (code units),
   * then podNamespace, podName, podUid, node. Rows with an empty pod name are included. Whole ids of which no other id in the case
   * is the beginning, and whose events name one pod and one node at most, may be left out: the store can tell what they stand for.
   */
  sandboxPods(): Iterable<SandboxPod>
  /** One row for each distinct sandbox id that `sandboxPods` gave. */
  putSandboxIdentity(row: SandboxIdentity): void
  /** Distinct (podUid, podNamespace, podName, node) of all events with a pod uid or name, ascending by podUid, podNamespace, podName, node. */
  uidPods(): Iterable<UidPod>
  putUidIdentity(row: UidIdentity): void
  /** Distinct (podNamespace, podName, node) with a pod name and a node, ascending. */
  podNodes(): Iterable<PodNode>
  /** Only for pods that were seen on exactly one node. */
  putPodNode(row: PodNode): void
  /** Row id of a sandbox id that is in the case, and the way back. */
  sandboxOf(sandboxId: string): number
  sandboxId(sandbox: number): string

  /**
   * Events that have, after resolution, a sandbox id or a pod name, NetworkReady excluded. Ascending by podNamespace, podName, (podName = '' ?
   * sandbox id as text : ''), node, timeUs, source, byteOffset, ord: all of them resolved values.
   */
  events(): Iterable<JoinEvent>
  /** All other events (NetworkReady ones, and those that name neither pod nor sandbox), ascending by node, timeUs, source, byteOffset, ord. */
  looseEvents(): Iterable<JoinEvent>

  /** Stores a failure and points its events at it (`failure_id`). Ids are given by the joins: 1, 2, 3 ... in call order. */
  putFailure(failure: FailureDraft, eventIds: readonly number[]): void
  /** Adds records to a failure that was put before. */
  addToFailure(addition: FailureAddition): void
  putSandbox(row: SandboxDraft): void

  /** All failures, NetworkReady excluded, ascending by node, firstUs, id. */
  failuresByNode(): Iterable<FailureHead>
  /** Times of all failures, ascending by cause, firstUs. Those of one cause that begin within one second may be one row from the first's beginning to the last end. */
  failureTimes(): Iterable<FailureTime>
  /** failure.incident_id = incident for every failure of the cause with firstUs in [fromUs, toUs]. Every failure is in one; asked once. */
  assignIncidents(spans: readonly IncidentSpan[]): void
  /** Ascending by incident, then the first failure (those without a time first), node. */
  incidentSums(): Iterable<IncidentSum>
  /** Distinct pods and sandboxes of each incident. */
  incidentCounts(): Iterable<IncidentCount>
  /** secondary = 1 for every failure of the incident. */
  markSecondary(incident: number): void
  /** Facts of these kinds within [fromUs, toUs] (facts without a time only if fromUs is 0), ascending by timeUs, node, source, line. */
  facts(kinds: readonly FactKind[], fromUs: number, toUs: number): Iterable<JoinFact>
  /** First `succeeded` event of the operation on the (resolved) node strictly after the time; asked once an incident and node. */
  firstSuccess(node: string, operation: Operation, afterUs: number): Place | undefined
  /** Last `succeeded` event of the operation on the (resolved) node strictly before the time. */
  lastSuccess(node: string, operation: Operation, beforeUs: number): Place | undefined
  /** Time span of every source (0 = no absolute time), ascending by path. */
  spans(): Iterable<SourceSpan>

  /** Adds a fact with the place, time and text of an event; `facts` gives it from then on. No cursor over facts may be open. */
  putFact(eventId: number, fact: DerivedFact): void
  /** Ids are given by the joins. */
  putIncident(row: IncidentRow): void
}

export interface SandboxPod {
  readonly sandboxId: string
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
  readonly node: string
}

/** What a sandbox id as printed stands for. Resolution fills only what an event lacks: an event's own pod and node stay. */
export interface SandboxIdentity {
  /** As printed: 64 hex digits, or a truncated id. */
  readonly printed: string
  /** The full id where exactly one in the case begins with `printed`; else `printed`. */
  readonly sandboxId: string
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
  /** The one node it was seen on; '' if none or several. */
  readonly node: string
}

export interface UidPod {
  readonly podUid: string
  readonly podNamespace: string
  readonly podName: string
  readonly node: string
}

/** The one pod that has this uid, for events that print the uid alone. */
export interface UidIdentity {
  readonly podUid: string
  readonly podNamespace: string
  readonly podName: string
}

export interface PodNode {
  readonly podNamespace: string
  readonly podName: string
  readonly node: string
}

/** An event as the joins see it: resolved ids, no long texts. */
export interface JoinEvent {
  /** event.id */
  readonly id: number
  readonly source: number
  readonly line: number
  readonly ord: number
  readonly timeUs: number
  readonly lastUs: number
  readonly repeatN: number
  /** Own node, else the node of its sandbox, else of its pod; ''. */
  readonly node: string
  readonly component: Component
  readonly operation: Operation
  readonly outcome: Outcome
  readonly cause: Cause | ''
  /** Row id of the sandbox, of its whole id where that could be resolved; 0 = it names none. Equal texts have equal row ids. */
  readonly sandbox: number
  /** Own pod, else the pod of its sandbox, else the pod of its uid. */
  readonly podNamespace: string
  readonly podName: string
  readonly podUid: string
  readonly attempt: number
  readonly kind: string
  readonly secondary: boolean
}

/**
 * A failure to be stored. plugin, config_version, supported_versions and message are those of event `causeEventId`; source and line those
 * of event `firstEventId`. incident_id is 0 until assigned.
 */
export interface FailureDraft
  extends Omit<
    FailureRow,
    'sandbox_id' | 'plugin' | 'config_version' | 'supported_versions' | 'message' | 'incident_id' | 'source' | 'line'
  > {
  /** Row id of its sandbox; 0 = none. */
  readonly sandbox: number
  readonly firstEventId: number
  readonly causeEventId: number
}

/** A sandbox to be stored; sandboxes are named by row ids, 0 = none. */
export interface SandboxDraft extends Omit<SandboxRow, 'sandbox_id' | 'replaced_by'> {
  readonly sandbox: number
  readonly replacedBy: number
}

export interface FailureAddition {
  readonly failureId: number
  readonly eventIds: readonly number[]
  readonly records: number
  readonly eventsSeen: number
  /** New last_us (never earlier than before). */
  readonly lastUs: number
}

/** What loose events are compared with. */
export interface FailureHead {
  readonly id: number
  readonly node: string
  readonly operation: Operation
  readonly cause: Cause
  readonly firstUs: number
  readonly lastUs: number
}

/** When a failure was. */
export type FailureTime = Pick<FailureHead, 'cause' | 'firstUs' | 'lastUs'>

/** Which failures are an incident's. */
export interface IncidentSpan {
  readonly incident: number
  readonly cause: Cause
  readonly fromUs: number
  readonly toUs: number
}

/** Failures of one incident, node and operation. An Event without log records stands for as many failures as it counts. */
export interface IncidentSum {
  readonly incident: number
  readonly node: string
  readonly operation: Operation
  readonly failures: number
  readonly secondaries: number
  /** Of those with a time; 0 = none has one. */
  readonly firstUs: number
  readonly lastUs: number
}

export interface IncidentCount {
  readonly incident: number
  readonly pods: number
  readonly sandboxes: number
}

/** A fact that no single line tells, but an event and what did not follow it. */
export type DerivedFact = Pick<JoinFact, 'node' | 'kind' | 'component' | 'value'> & { readonly text?: string }

export interface JoinFact {
  readonly node: string
  readonly kind: FactKind
  readonly component: string
  readonly value: string
  readonly text: string
  readonly timeUs: number
  /** Path of its source. */
  readonly source: string
  readonly line: number
}

export interface Place {
  readonly timeUs: number
  /** Path of its source. */
  readonly source: string
  readonly line: number
}

export interface SourceSpan {
  readonly path: string
  readonly node: string
  readonly firstUs: number
  readonly lastUs: number
}
