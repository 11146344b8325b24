import type { Assembled, SourceContext } from '../src/model/line-window.ts'
import type { K8sEventFields, LogRecord, Peeled } from '../src/model/record.ts'
import type { Stamp } from '../src/model/stamp.ts'
import { peelBlock } from './assembly/block-peel.ts'
import { buildRecord, type Place } from './assembly/build-record.ts'
import { newContext } from './assembly/context.ts'
import { joinText } from './assembly/continuation.ts'
import { withoutCutMark } from './assembly/cut.ts'
import { splitGlued } from './assembly/glue.ts'
import { peelLine } from './assembly/peel-line.ts'

export { assemble } from './assembly/assemble.ts'
export { contextGates, newContext, observe } from './assembly/context.ts'

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
  /** Written by a container: what it quotes of kubelet or runtime is not their own word. */
  readonly workload?: boolean
  /** Given where the record is a Kubernetes Event. */
  readonly k8sEvent?: K8sEventFields
}

/** Takes both layers off. Usually one record; several where a terminal glued them on one line. */
export function readRecords(assembled: Assembled, context: SourceContext): readonly LogRecord[] {
  const raw = assembled.lines.join('\n')
  const place: Place = { line: assembled.line, lineEnd: assembled.lineEnd, byteOffset: assembled.byteOffset, raw }
  if (assembled.fields !== undefined) return [fromPeeled(peelBlock(assembled), place, context)]
  if (assembled.lines.length === 1) return splitGlued(raw).map((line) => fromPeeled(peelLine(line), place, context))
  const joins = assembled.joins ?? []
  const lines = assembled.reversed === true ? [...assembled.lines].reverse() : assembled.lines
  const head = peelLine(lines[0] ?? '')
  const last = peelLine(lines.at(-1) ?? '')
  const text = joinText(lines, joins)
  return [fromPeeled({ ...head, text, cut: head.cut || last.cut }, place, context)]
}

/** The same for a record from an export. */
export function readEntry(entry: ExportEntry): readonly LogRecord[] {
  const text = withoutCutMark(entry.message)
  const { line, lineEnd, byteOffset, raw } = entry
  const peeled: Peeled = { ...entry, text, cut: text !== entry.message }
  return [buildRecord(peeled, text, { line, lineEnd, byteOffset, raw }, newContext())]
}

function fromPeeled(peeled: Peeled, place: Place, context: SourceContext): LogRecord {
  return buildRecord(peeled, peeled.text, place, context)
}
