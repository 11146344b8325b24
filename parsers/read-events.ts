import type { SandboxEvent } from '../src/model/event.ts'
import type { Fact } from '../src/model/fact.ts'
import type { LogRecord } from '../src/model/record.ts'

/** Events of a record, in text order; empty for a record that says nothing of sandboxes or of the node's network. */
export function readEvents(record: LogRecord): readonly SandboxEvent[] {
  return record.message === '' ? [] : []
}

/** Version and state evidence in a record. */
export function readFacts(record: LogRecord): readonly Fact[] {
  return record.message === '' ? [] : []
}

/** Every literal without which no event or fact module and no context line can match: what the sieve searches for. */
export const gates: readonly string[] = []
