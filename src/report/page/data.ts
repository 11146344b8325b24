/** What the interactive part of the HTML page is drawn from. Times are milliseconds; packed columns are texts of `packNumbers`. */
export interface PageData {
  /** First and last moment worth showing, since the epoch; both 0 where nothing has a time. */
  readonly fromMs: number
  readonly untilMs: number
  /** Every node of the case, worst first. */
  readonly nodes: readonly string[]
  readonly sources: readonly string[]
  /** Kinds of failure that marks point to. */
  readonly kinds: readonly PageKind[]
  readonly lanes: PageLanes
  readonly sandboxes: PageSandboxes
  readonly marks: PageMarks
  readonly heat: PageHeat
  readonly flags: readonly PageFlag[]
  readonly details: readonly PageDetail[]
  readonly totals: PageTotals
  /** What was folded or left out to keep the page small, in sentences. */
  readonly omitted: readonly string[]
}

export interface PageTotals {
  readonly failures: number
  /** Failures without an absolute time: they cannot be marks. */
  readonly undated: number
}

export interface PageKind {
  readonly operation: string
  readonly cause: string
  readonly title: string
  /** It only follows from another failure. */
  readonly secondary: boolean
  /** Innermost error text, ids taken out; '' where the marks are folded. */
  readonly message: string
}

/** A lane is a pod, or a pod sandbox whose pod is not known, or what is left of its node (both texts ''). Sorted by node. */
export interface PageLanes {
  readonly count: number
  /** Index into `nodes`, packed. */
  readonly node: string
  readonly pod: readonly string[]
  /** Only where the pod is not known. */
  readonly sandbox: readonly string[]
}

/** Lives of pod sandboxes; times are packed as milliseconds after `fromMs` plus one, 0 = not seen. Sorted by lane. */
export interface PageSandboxes {
  readonly count: number
  readonly lane: string
  readonly id: readonly string[]
  /** Index into STATES, packed. */
  readonly state: string
  readonly requested: string
  readonly ready: string
  readonly stop: string
  readonly stopped: string
  readonly removed: string
}

/** States of a pod sandbox, in the order of PageSandboxes.state. */
export const STATES: readonly ['running', 'gone', 'never-ready', 'stuck', 'unknown'] = [
  'running',
  'gone',
  'never-ready',
  'stuck',
  'unknown',
]

/** Failures, or folded failures of one kind, lane and span of time. Sorted by lane, then time. */
export interface PageMarks {
  readonly count: number
  /** Milliseconds that one mark stands for; 0 = every mark is one failure. */
  readonly stepMs: number
  /** Delta of the lane. */
  readonly lane: string
  /** Milliseconds after `fromMs`; delta within the lane. */
  readonly time: string
  readonly kind: string
  /** Failures in it; '' = one each. */
  readonly n: string
  /** Delta of the id of its (first) failure. */
  readonly id: string
  /** Index into `sources`; '' where folded. */
  readonly source: string
  /** Delta of the line. */
  readonly line: string
}

/** Failures of every node by minute, or by a longer step. */
export interface PageHeat {
  readonly stepMs: number
  readonly count: number
  /** Delta of the number of steps since the epoch. */
  readonly step: string
  readonly node: string
  readonly n: string
}

export interface PageFlag {
  readonly ms: number
  /** '' = the whole case. */
  readonly node: string
  readonly type: 'trigger' | 'recovered' | 'version' | 'change'
  readonly text: string
  readonly source: string
  readonly line: number
}

/** The records of one failure. */
export interface PageDetail {
  readonly id: number
  readonly records: readonly PageRecord[]
}

export interface PageRecord {
  /** ISO text with six decimals; '' where the record has no absolute time. */
  readonly time: string
  readonly source: string
  readonly line: number
  readonly component: string
  readonly operation: string
  readonly outcome: string
  readonly raw: string
}
