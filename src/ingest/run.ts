import { availableParallelism } from 'node:os'
import { DEFAULT_LIMITS, walk } from '../intake/index.ts'
import type { Sink } from '../model/batch.ts'
import { Delivery } from './delivery.ts'
import type { Parsers } from './parsers.ts'
import type { Part, Task } from './part.ts'
import { PLAN_SIZES, type PlanSizes, plan } from './plan.ts'
import { runTask } from './run-task.ts'
import type { Settings } from './settings.ts'
import { SourceReader } from './source-reader.ts'
import { Surveys } from './surveys.ts'
import { type RunHere, runInWorkers } from './work.ts'

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
  /** Worker threads; default: the processors, at most 4, and none for small inputs. */
  readonly workers?: number
  /** False: every line is parsed. */
  readonly sieve?: boolean
  /** Events outside are left out, microseconds; events without a time stay. */
  readonly sinceUs?: number
  readonly untilUs?: number
  readonly stdin?: AsyncIterable<Uint8Array>
  /** Called now and then: bytes read of those on disk (0 = not known), events found, source at hand. */
  readonly onProgress?: (progress: {
    readonly bytes: number
    readonly totalBytes: number
    readonly events: number
    readonly source: string
  }) => void
  readonly signal?: AbortSignal
}

/** Inputs below this size are read without worker threads: starting them would cost more. */
const WORKERS_FROM_BYTES = 64 << 20
const MOST_WORKERS = 4

/** `ingest` with parsers and sizes of one's own, for tests; worker threads always have the product's parsers. */
export async function ingestWith(
  parsers: Parsers,
  options: IngestOptions,
  sink: Sink,
  sizes: PlanSizes = PLAN_SIZES,
): Promise<void> {
  const walked = walk(options.paths)
  const settings: Settings = {
    files: walked.files,
    year: options.year ?? 0,
    timezone: options.timezone ?? '',
    node: options.node ?? '',
    sieve: options.sieve ?? true,
    sinceUs: options.sinceUs ?? Number.NEGATIVE_INFINITY,
    untilUs: options.untilUs ?? Number.POSITIVE_INFINITY,
    limits: DEFAULT_LIMITS,
  }
  const delivery = new Delivery(sink)
  for (const { path, why } of walked.problems) delivery.takeUnread(path, why)
  const reader = new SourceReader(parsers, settings, new Surveys(parsers, settings))
  const totalBytes = walked.files.reduce((sum, file) => sum + (file.size ?? 0), 0)
  const take = (task: Task, part: Part): void => {
    delivery.take(task, part)
    options.signal?.throwIfAborted()
    options.onProgress?.({ bytes: delivery.bytes, totalBytes, events: delivery.events, source: delivery.source })
  }
  const tasks = plan(settings, parsers, reader, sizes)
  const workers =
    options.workers ?? (totalBytes < WORKERS_FROM_BYTES ? 1 : Math.min(availableParallelism(), MOST_WORKERS))
  const runHere: RunHere = (task, emit) => runTask(task, settings, reader, emit, options.stdin)
  if (workers > 1 && !walked.files.some((file) => file.size === undefined)) {
    await runInWorkers(workers, settings, tasks, delivery, take, runHere)
  } else {
    for (const task of tasks) {
      const ready = delivery.readied(task)
      await runHere(ready, (part) => take(ready, part))
    }
  }
  delivery.finish(options.paths)
}
