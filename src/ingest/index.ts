import type { Sink } from '../model/batch.ts'
import type { Reading } from '../model/reading.ts'
import { withCauses, withTransport } from './parsers.ts'
import { type IngestOptions, ingestWith } from './run.ts'

export type { IngestOptions } from './run.ts'

/**
 * Reads all paths and hands what it finds to the sink, in input order; the same input gives the same calls whatever the number of
 * workers. Throws PostmortemError PATH_NOT_FOUND, PATH_UNREADABLE, NO_LOGS, BAD_OPTION, and the signal's reason when aborted.
 */
export async function ingest(options: IngestOptions, sink: Sink): Promise<Reading> {
  return ingestWith(withTransport(withCauses(options.causes ?? []), options.transport ?? ''), options, sink)
}
