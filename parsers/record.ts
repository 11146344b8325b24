import type { Assembled, LineWindow, SourceContext } from '../src/model/line-window.ts'
import type { K8sEventFields, LogRecord } from '../src/model/record.ts'
import type { Stamp } from '../src/model/stamp.ts'

/** A record whose outer layer was taken off elsewhere: a structured export, a binary journal, an Event object. */
export interface ExportEntry {
  /** Place in the decompressed source; for one-document exports the line on which the record begins. */
  readonly line: number
  readonly lineEnd: number
  readonly byteOffset: number
  /** The record as it stands (for long documents: the message). */
  readonly raw: string
  /** Id of the reader: `journal-file`, `cloud-logging` ... */
  readonly transport: string
  /** The export's own time of the record. */
  readonly stamp: Stamp | undefined
  readonly host: string
  /** SYSLOG_IDENTIFIER, unit or container name; ''. */
  readonly ident: string
  readonly pid: string
  /** What the program wrote, unescaped: its payload is read as that of a line. */
  readonly message: string
  /** Given where the record is a Kubernetes Event. */
  readonly k8sEvent?: K8sEventFields
}

/** The physical lines of the record that holds the window's candidate line; undefined for a line of no record (marker, blank). */
export declare function assemble(window: LineWindow): Assembled | undefined
/** Takes both layers off. Usually one record; several where a terminal glued them on one line. */
export declare function readRecords(assembled: Assembled, context: SourceContext): readonly LogRecord[]
/** The same for a record from an export. */
export declare function readEntry(entry: ExportEntry): readonly LogRecord[]
/** Context of a source before its first line. */
export declare function newContext(): SourceContext
/** Tells the context of a line that one of `contextGates` let through. */
export declare function observe(context: SourceContext, line: string): void
/** Literals of lines that `observe` needs; '\n' first = anchored at a line start. */
export declare const contextGates: readonly string[]
