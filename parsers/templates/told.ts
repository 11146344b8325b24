import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord } from '../../src/model/record.ts'

/** What is told of a record that was read by its template: the part of `LogRecord` that ingest needs. */
export type QuickRecord = Pick<
  LogRecord,
  'line' | 'lineEnd' | 'byteOffset' | 'raw' | 'transport' | 'payload' | 'component' | 'host' | 'cut'
> &
  Pick<LogRecord, 'stamp' | 'outerStamp' | 'k8sEvent'>

/** A record with what it says. */
export interface Told {
  readonly record: QuickRecord
  readonly events: readonly SandboxEvent[]
  readonly facts: readonly Fact[]
}

/** What the ordinary way makes of a line that is a record by itself. */
export interface Plain extends Told {
  readonly record: LogRecord
  /** The text is complete: lines of the same sender that are no heads do not go on with it. */
  readonly closed: boolean
}

/** Reads one line as a record, the ordinary way; undefined where it is no record by itself. */
export type ReadPlainly = (line: string) => Plain | undefined
