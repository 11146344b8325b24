import type { FreeLimits } from './base/limits.ts'
import { isoTimeOption } from './base/time.ts'
import type { IngestOptions } from './ingest/index.ts'
import type { CauseDefinition } from './model/cause.ts'
import type { Loss } from './model/unread.ts'

/** What every command that reads logs takes. Absent = the default. */
export interface InputOptions {
  /** Files, folders (read recursively), archives, `-` for `stdin`. */
  readonly paths: readonly string[]
  /** Year of stamps that have none; wins over every other sign of the year. */
  readonly year?: number | undefined
  /** Zone of stamps that have none: `UTC`, `+02:00`, `Europe/Berlin`. */
  readonly timezone?: string | undefined
  /** Node name of sources that name none. */
  readonly node?: string | undefined
  /** Transport (`source.transport`, as `inspect` shows it) that is tried before all others on every line. */
  readonly transport?: string | undefined
  readonly workers?: number | undefined
  /** ISO time; what is earlier is left out. */
  readonly since?: string | undefined
  /** ISO time; what is later is left out. */
  readonly until?: string | undefined
  /** Folder of the user's own causes (docs/rules.md), or one file of them. */
  readonly rules?: string | undefined
  /** Folder for temporary copies of archives' members that are too large for memory; absent: nothing is written. */
  readonly spool?: string | undefined
  /** Bounds on hostile input to move: `{ members: 500_000 }`. */
  readonly limits?: Partial<FreeLimits> | undefined
  readonly stdin?: AsyncIterable<Uint8Array> | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly onLoss?: ((loss: Loss) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** How far reading has come: `bytes` of `totalBytes` (0 = not known) as they lie on disk. */
export type Progress = Parameters<NonNullable<IngestOptions['onProgress']>>[0]

/** The user's own causes; none where no rules are named. Throws PostmortemError BAD_RULES. */
export async function ownCauses(rules: string | undefined): Promise<readonly CauseDefinition[]> {
  if (rules === undefined) return []
  const { readRulesDir } = await import('./ingest/rules-dir.ts')
  return readRulesDir(rules)
}

/** The options of ingest, absent ones left out. Throws PostmortemError BAD_OPTION for a `since` or `until` that is no time. */
export function ingestOptions(options: InputOptions, causes: readonly CauseDefinition[] = []): IngestOptions {
  const { paths, year, timezone, node, transport, workers, spool, limits, stdin, onProgress, onLoss, signal } = options
  const sinceUs = isoTimeOption('--since', options.since)
  const untilUs = isoTimeOption('--until', options.until)
  return {
    paths: [...paths],
    ...(causes.length === 0 ? {} : { causes }),
    ...(year === undefined ? {} : { year }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(node === undefined ? {} : { node }),
    ...(transport === undefined ? {} : { transport }),
    ...(workers === undefined ? {} : { workers }),
    ...(sinceUs === undefined ? {} : { sinceUs }),
    ...(untilUs === undefined ? {} : { untilUs }),
    ...(spool === undefined ? {} : { spool }),
    ...(limits === undefined ? {} : { limits }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(onLoss === undefined ? {} : { onLoss }),
    ...(signal === undefined ? {} : { signal }),
  }
}
