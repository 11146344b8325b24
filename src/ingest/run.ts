import { availableParallelism } from 'node:os'
import { DEFAULT_LIMITS, type FreeLimits, type Limits, movedLimits } from '../base/limits.ts'
import { threadEntry } from '../base/thread-entry.ts'
import { holdYoungSpace } from '../base/young-space.ts'
import { walk } from '../intake/index.ts'
import type { Sink } from '../model/batch.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { Reading } from '../model/reading.ts'
import type { KnownTime } from '../model/source.ts'
import type { Loss } from '../model/unread.ts'
import { Delivery } from './delivery.ts'
import { FLOOD, type FloodBounds, floodWatch } from './flood-watch.ts'
import type { Parsers } from './parsers.ts'
import type { Part, Task } from './part.ts'
import { PLAN_SIZES, type PlanSizes, plan } from './plan.ts'
import { Pool } from './pool.ts'
import { runTask } from './run-task.ts'
import { type Settings, spoolFolder } from './settings.ts'
import { SourceReader } from './source-reader.ts'
import { Surveys } from './surveys.ts'
import { type RunHere, runHereOrBeside, runInWorkers } from './work.ts'

/** What to read and how. */
export interface IngestOptions {
  /** Files, folders (recursively), archives; `-` = `stdin`. */
  readonly paths: readonly string[]
  /** Year of the first stamp of each source that has none. */
  readonly year?: number
  /** Zone of stamps that name none: IANA name or offset. */
  readonly timezone?: string
  /** Node of sources that name none. */
  readonly node?: string
  /** Id of a transport that is tried before all others on every line. */
  readonly transport?: string
  /**
   * Worker threads; 1 = none. Default: one processor is left to this thread, at most 4 are used, and none for small inputs; with two processors one is
   * started when the log floods.
   */
  readonly workers?: number
  /** False: every line is parsed. */
  readonly sieve?: boolean
  /** Summaries name the SHA-256 of small files, whose bytes are at hand when they are read; of others it is ''. */
  readonly hashes?: boolean
  /** Events outside are left out, microseconds; events without a time stay. */
  readonly sinceUs?: number
  readonly untilUs?: number
  /** The user's own causes, beside the catalogue. */
  readonly causes?: readonly CauseDefinition[]
  /** What the case that is added to knows of its nodes' times (`Store.knownTimes`). */
  readonly known?: readonly KnownTime[]
  /** Folder for temporary copies of archives' members that are too large to hold; they are gone at the end. Absent: none is made. */
  readonly spool?: string
  /** Bounds on hostile input that the user moved. */
  readonly limits?: Partial<FreeLimits>
  readonly stdin?: AsyncIterable<Uint8Array>
  /** Called now and then: bytes read of those on disk (0 = not known), events found, source at hand. */
  readonly onProgress?: (progress: {
    readonly bytes: number
    readonly totalBytes: number
    readonly events: number
    readonly source: string
  }) => void
  /** Called for each source that could not be read whole. */
  readonly onLoss?: (loss: Loss) => void
  readonly signal?: AbortSignal
}

/** Inputs below this size are read without worker threads: starting them would cost more. */
const WORKERS_FROM_BYTES = 128 << 20
const MOST_WORKERS = 4

/**
 * Measured with two processors that share a core: one thread reads 1 GB of ordinary logs in 1.8 s, two worker threads beside it in 2.9 s,
 * and a flood into a case in 11 s against 13 s, with two thirds of the memory.
 */
export function defaultWorkers(processors: number): number {
  return Math.max(1, Math.min(processors - 1, MOST_WORKERS))
}

/** What tests change of the machinery. */
export interface Machinery extends PlanSizes {
  /** Module that a worker thread begins with; undefined = none can be started. Worker threads always have the product's parsers. */
  readonly workerEntry: URL | undefined
  readonly flood?: FloodBounds
  readonly processors?: number
  readonly limits?: Limits
}

const MACHINERY: Machinery = { ...PLAN_SIZES, workerEntry: threadEntry('worker', import.meta.url) }

/** `ingest` with parsers and machinery of one's own, for tests. */
export async function ingestWith(
  parsers: Parsers,
  options: IngestOptions,
  sink: Sink,
  machinery: Machinery = MACHINERY,
): Promise<Reading> {
  const walked = walk(options.paths)
  const settings = settingsOf(options, walked.files, machinery.limits)
  const delivery = new Delivery(sink, settings, options.onLoss)
  for (const { path, why } of walked.problems) delivery.takeUnread(path, why)
  const reader = new SourceReader(parsers, settings, new Surveys(parsers, settings))
  const totalBytes = walked.files.reduce((sum, file) => sum + (file.size ?? 0), 0)
  const take = (task: Task, part: Part): Promise<void> | undefined => {
    delivery.take(task, part)
    holdYoungSpace(delivery.bytes, delivery.events)
    options.signal?.throwIfAborted()
    options.onProgress?.({ bytes: delivery.bytes, totalBytes, events: delivery.events, source: delivery.source })
    return sink.drained?.()
  }
  const tasks = plan(settings, parsers, reader, machinery)
  const processors = machinery.processors ?? availableParallelism()
  const workers = options.workers ?? (totalBytes < WORKERS_FROM_BYTES ? 1 : defaultWorkers(processors))
  const runHere: RunHere = (task, emit) => runTask(task, settings, reader, emit, options.stdin)
  const entry = walked.files.some((file) => file.size === undefined) ? undefined : machinery.workerEntry
  if (workers > 1 && entry !== undefined) {
    await runInWorkers(new Pool(entry, workers, settings), workers, tasks, delivery, take, runHere)
  } else {
    const mayBeside = options.workers === undefined && processors > 1 && sink.takesTime === true
    await runHereOrBeside(tasks, delivery, take, runHere, {
      isFlood: floodWatch(totalBytes, machinery.flood ?? FLOOD),
      newPool: mayBeside && entry !== undefined ? () => new Pool(entry, 1, settings) : undefined,
    })
  }
  delivery.finish(options.paths)
  return delivery.reading
}

function settingsOf(options: IngestOptions, files: Settings['files'], limits: Limits = DEFAULT_LIMITS): Settings {
  return {
    files,
    year: options.year ?? 0,
    timezone: options.timezone ?? '',
    node: options.node ?? '',
    sieve: options.sieve ?? true,
    transport: options.transport ?? '',
    hashes: options.hashes ?? false,
    sinceUs: options.sinceUs ?? Number.NEGATIVE_INFINITY,
    untilUs: options.untilUs ?? Number.POSITIVE_INFINITY,
    limits: movedLimits(limits, options.limits ?? {}),
    spool: spoolFolder(options.spool),
    causes: options.causes ?? [],
    known: options.known ?? [],
  }
}
