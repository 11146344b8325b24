import type { CaseFile, QueryRow } from '../../model/case-file.ts'
import { LIMITS } from './limits.ts'

/** A mark before it has its place in the columns. */
export interface Mark {
  readonly node: string
  /** `namespace/name` or what is known of it; '' where unknown. */
  readonly pod: string
  /** Pod sandbox whose pod is not known; ''. */
  readonly sandbox: string
  readonly operation: string
  readonly cause: string
  readonly secondary: boolean
  readonly message: string
  readonly ms: number
  readonly n: number
  readonly id: number
  readonly source: string
  readonly line: number
}

export interface Marks {
  /** By time. */
  readonly all: readonly Mark[]
  /** 0 = one mark a failure. */
  readonly stepMs: number
}

/** Spans of time that folded marks may stand for, in seconds. */
const STEPS: readonly number[] = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400, 604_800]

/** Failures of a case as marks: one by one where they are few enough, else folded by the query. */
export function readMarks(file: CaseFile, dated: number, fromMs: number, untilMs: number): Marks {
  if (dated <= LIMITS.marks) {
    return { all: file.query('failure-marks', { limit: LIMITS.marks }).map(mark), stepMs: 0 }
  }
  const spans = Math.max(1, Math.floor(LIMITS.marks / LIMITS.foldedLanes))
  const step = stepFor((untilMs - fromMs) / 1000 / spans)
  const rows = file.query('failure-marks-folded', { step: step * 1_000_000, lanes: LIMITS.foldedLanes })
  return { all: rows.map(mark), stepMs: step * 1000 }
}

/** The shortest step of at least so many seconds. */
export function stepFor(seconds: number): number {
  return STEPS.find((step) => step >= seconds) ?? 604_800 * Math.ceil(seconds / 604_800)
}

function mark(row: QueryRow): Mark {
  const text = (column: string): string => String(row[column] ?? '')
  const namespace = text('lane_namespace')
  const pod = text('lane_pod')
  return {
    node: text('node'),
    pod: pod === '' || namespace === '' ? pod : `${namespace}/${pod}`,
    sandbox: text('lane_id'),
    operation: text('operation'),
    cause: text('cause'),
    secondary: Number(row['secondary']) > 0,
    message: general(text('message'), [text('sandbox_id'), pod]),
    ms: Math.floor(Number(row['at_us']) / 1000),
    n: Number(row['failures']),
    id: Number(row['failure_id']),
    source: text('source'),
    line: Number(row['line'] ?? 0),
  }
}

// 64-digit ids, uids, addresses with port: what makes the same error text differ between pods
const IDS = /\b[0-9a-f]{64}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g

/** An error text without the names of its own pod and sandbox, so that the same error is the same text. */
function general(message: string, own: readonly string[]): string {
  let text = message
  for (const name of own) if (name.length > 3) text = text.replaceAll(name, '…')
  return text.replaceAll(IDS, '…').slice(0, LIMITS.messageLength)
}
