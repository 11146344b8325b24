import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { splitGlued } from '../assembly/glue.ts'
import { endOf } from '../assembly/open-end.ts'
import { peelLine } from '../assembly/peel-line.ts'
import { createEntryReader } from './entry-reader.ts'
import type { ReadQuickly } from './quick-reader.ts'

/**
 * A reader of frequent lines of `journalctl -o json`, which is one object a line: the object is parsed once, its message is read by its
 * template, and the line below is not parsed. The result never differs from the ordinary way.
 */
export function createJsonLineReader(
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
): ReadQuickly {
  const read = createEntryReader(readEvents, readFacts)
  return (window, context) => {
    const line = window.at(0)
    // Of a source's context only the section reaches records like these.
    if (line === undefined || context.section !== '' || !isJournalLine(line)) return undefined
    const next = window.at(1)
    if (next !== undefined && next !== '' && !isJournalLine(next)) return undefined
    const peeled = peelLine(line)
    if (peeled.transport !== 'json-line' || peeled.partial !== undefined || splitGlued(line).length > 1)
      return undefined
    // Only a message that is complete is not gone on with whatever stands below.
    if (endOf(peeled.text) !== 'closed') return undefined
    const { host, ident, pid, stamp, transport, text } = peeled
    const at = { line: window.line, lineEnd: window.line, byteOffset: window.offsetOf(0), raw: line }
    return read({ ...at, transport, stamp, host, ident, pid, message: text }, peeled)
  }
}

// {"__CURSOR":"s=...","_HOSTNAME":"node-7","SYSLOG_IDENTIFIER":"containerd","MESSAGE":"time=\"2022-..."}
function isJournalLine(line: string): boolean {
  return line.charCodeAt(0) === 123 && line.endsWith('}') && line.includes('"MESSAGE":')
}
