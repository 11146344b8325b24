import { isoTime } from './base/time.ts'
import { type InputOptions, ingestOptions, ownCauses } from './input-options.ts'
import type { Sink } from './model/batch.ts'
import type { PlacedEvent } from './model/event.ts'

/** One event as `extract` prints it, in this order of keys; null = absent. */
export interface ExtractedEvent {
  readonly source: string
  /** 1-based first and last line in the decompressed source. */
  readonly line: number
  readonly line_end: number
  readonly byte_offset: number
  /** ISO-8601 UTC with six decimals. */
  readonly time: string | null
  readonly node: string | null
  readonly component: string | null
  readonly operation: string
  readonly outcome: string
  /** Catalogue id, `unknown` where no rule knows the failure; null unless the outcome is `failed`. */
  readonly cause: string | null
  readonly sandbox_id: string | null
  readonly pod_namespace: string | null
  readonly pod_name: string | null
  readonly pod_uid: string | null
  readonly attempt: number | null
  readonly plugin: string | null
  /** `""` = the configuration declares no version. */
  readonly config_version: string | null
  readonly supported_versions: readonly string[] | null
  readonly message: string | null
  readonly raw: string
}

const orNull = <Text extends string>(text: Text): Text | null => (text === '' ? null : text)

/** An event of a source as it is printed. */
export function extracted(source: string, event: PlacedEvent): ExtractedEvent {
  return {
    source,
    line: event.line,
    line_end: event.lineEnd,
    byte_offset: event.byteOffset,
    time: isoTime(event.timeUs),
    node: orNull(event.node),
    component: orNull(event.component),
    operation: event.operation,
    outcome: event.outcome,
    cause: orNull(event.cause),
    sandbox_id: orNull(event.sandboxId),
    pod_namespace: orNull(event.podNamespace),
    pod_name: orNull(event.podName),
    pod_uid: orNull(event.podUid),
    attempt: event.attempt < 0 ? null : event.attempt,
    plugin: orNull(event.plugin),
    config_version: event.configVersion ?? null,
    supported_versions: event.supportedVersions.length === 0 ? null : event.supportedVersions,
    message: orNull(event.message),
    raw: event.raw,
  }
}

/**
 * Reads logs and hands on their events in input order, a batch at a time. Needs no database and writes nothing.
 * `write` may give a promise: reading goes on when it is fulfilled.
 * Throws PostmortemError PATH_NOT_FOUND, PATH_UNREADABLE, NO_LOGS, BAD_OPTION or BAD_RULES.
 */
export function extract(
  options: InputOptions,
  write: (events: readonly ExtractedEvent[]) => Promise<void> | undefined,
): Promise<void> {
  return extractBatches(options, (source, events) => write(events.map((event) => extracted(source, event))))
}

/** The same with the path of the source and its events as they were read. */
export async function extractBatches(
  options: InputOptions,
  write: (source: string, events: readonly PlacedEvent[]) => Promise<void> | undefined,
): Promise<void> {
  const { ingest } = await import('./ingest/index.ts')
  const paths: string[] = []
  let written: Promise<void> | undefined
  const sink: Sink = {
    begin: ({ path }) => paths.push(path),
    putBatch: ({ source, events }) => {
      if (events.length > 0) written = write(paths[source] ?? '', events)
    },
    drained: () => {
      const waiting = written
      written = undefined
      return waiting
    },
    putConfig: () => {},
    markDone: () => {},
  }
  await ingest(ingestOptions(options, await ownCauses(options.rules)), sink)
}
