import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord, Peeled } from '../../src/model/record.ts'
import { mayHoldMarks, withoutColours } from '../assembly/foreign-marks.ts'
import { splitGlued } from '../assembly/glue.ts'
import { peelLine } from '../assembly/peel-line.ts'
import { peelJournalObject } from '../grammar/journal-object.ts'
import { parseObject } from '../grammar/json-line.ts'
import { createEntryReader } from './entry-reader.ts'
import { isTextStart } from './head.ts'
import type { ReadQuickly } from './quick-reader.ts'
import type { ShapedJson } from './shaped-json.ts'
import type { Template } from './template.ts'

/** `>` and the ellipsis: marks of a cut line, which are taken off. */
const GREATER = 62
const ELLIPSIS = 0x2026

/**
 * A reader of frequent lines of `journalctl -o json`, which is one object a line: its message is read by its template, and the line below is not
 * parsed. The result never differs from the ordinary way. Templates go to `shaped`, which knows their next messages by their bytes.
 */
export function createJsonLineReader(
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
  shaped?: ShapedJson,
): ReadQuickly {
  let found: Template | undefined
  const onTemplate = (template: Template): void => {
    found = template
  }
  // Only a message that is complete is not gone on with whatever stands below.
  const read = createEntryReader(readEvents, readFacts, 'closed', onTemplate)
  return (window, context) => {
    const line = window.at(0)
    // Of a source's context only the section reaches records like these.
    if (line === undefined || context.section !== '' || !isJournalLine(line)) return undefined
    const next = window.at(1)
    if (next !== undefined && next !== '' && !isJournalLine(next)) return undefined
    const quick = peelQuickly(line)
    const peeled = quick ?? peelLine(line)
    if (peeled.transport !== 'json-line' || peeled.partial !== undefined || isGlued(line)) return undefined
    found = undefined
    const told = read(
      {
        line: window.line,
        lineEnd: window.line,
        byteOffset: window.offsetOf(0),
        raw: line,
        transport: peeled.transport,
        stamp: peeled.stamp,
        host: peeled.host,
        ident: peeled.ident,
        pid: peeled.pid,
        message: peeled.text,
      },
      peeled,
    )
    if (found !== undefined && peeled === quick) shaped?.keep(window, peeled.text, found)
    return told
  }
}

// {"__CURSOR":"s=...","_HOSTNAME":"node-7","SYSLOG_IDENTIFIER":"containerd","MESSAGE":"time=\"2022-..."}
function isJournalLine(line: string): boolean {
  return line.charCodeAt(0) === 123 && line.endsWith('}') && line.includes('"MESSAGE":')
}

/** The outer layers of a line, as `peelLine` takes them off; undefined where it does more than look into the object. */
function peelQuickly(line: string): Peeled | undefined {
  const record = parseObject(line)
  const peeled = record === undefined ? undefined : peelJournalObject(record)
  if (peeled === undefined) return undefined
  const text = withoutColours(peeled.text)
  const last = text.charCodeAt(text.length - 1)
  if (!isTextStart(text, 0) || last === GREATER || last === ELLIPSIS || mayHoldMarks(text)) return undefined
  return text === peeled.text ? peeled : { ...peeled, text }
}

/** Another head on a line that is no klog record ends with `]: `. */
function isGlued(line: string): boolean {
  return line.includes(']: ') && splitGlued(line).length > 1
}
