import type { FoundFile, Span } from '../intake/index.ts'
import type { BegunSource } from '../model/batch.ts'
import type { PlacedEvent } from '../model/event.ts'
import type { PlacedFact } from '../model/fact.ts'
import type { SourceContext } from '../model/line-window.ts'
import type { EvidenceFound } from '../model/parser.ts'
import type { SourceSummary } from '../model/source.ts'
import type { ClockHints } from './clock.ts'
import type { Quiet } from './silences.ts'
import type { Tally } from './tally.ts'

/** Neighbouring files, each read whole. */
export interface FilesTask {
  readonly kind: 'files'
  /** Indices of `Settings.files`: from, to (exclusive). */
  readonly from: number
  readonly to: number
}

/** A segment of one large plain file. */
export interface SegmentTask {
  readonly kind: 'segment'
  readonly file: FoundFile
  readonly span: Span
  /** The file's first and last segment. */
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly key: string
  readonly node: string
  readonly hints: ClockHints
  /** Context before the segment's first line, as far as it was foreseen. */
  readonly context: SourceContext
}

/** A unit of work; what it yields depends on it and on the settings alone. */
export type Task = FilesTask | SegmentTask

/** What a task yields, in order. Line numbers of a segment count from its first line. */
export type Part =
  | ({ readonly part: 'begin' } & BegunSource)
  | { readonly part: 'batch'; readonly events: readonly PlacedEvent[]; readonly facts: readonly PlacedFact[] }
  | {
      readonly part: 'done'
      readonly summary: SourceSummary
      readonly wasRead: boolean
      readonly quiet?: Quiet
    }
  | {
      readonly part: 'segment-done'
      readonly tally: Tally
      readonly feeds: number
      readonly context: SourceContext
      readonly problem: string
    }
  | { readonly part: 'evidence'; readonly evidence: FoundEvidence }
  | { readonly part: 'bytes'; readonly bytes: number }

/** A small evidence file that is no log. It is handed on last, when nodes are known. */
export interface FoundEvidence {
  readonly path: string
  readonly key: string
  /** Node that its path names; ''. */
  readonly node: string
  readonly module: string
  readonly bytes: number
  readonly lines: number
  readonly found: EvidenceFound
  /** The same source was read as a log, whose summary tells of both. */
  readonly isLog: boolean
}

/** Takes the parts; resolves when more may come. */
export type Emit = (part: Part) => Promise<void> | undefined
