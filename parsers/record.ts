import type { ExportEntry } from '../src/model/export-entry.ts'
import type { Assembled, SourceContext } from '../src/model/line-window.ts'
import type { LogRecord, Peeled } from '../src/model/record.ts'
import { peelBlock } from './assembly/block-peel.ts'
import { isBoxed, withoutBox } from './assembly/box.ts'
import { buildRecord, type Place } from './assembly/build-record.ts'
import { newContext } from './assembly/context.ts'
import { joinText } from './assembly/continuation.ts'
import { withoutCutMark } from './assembly/cut.ts'
import { splitGlued } from './assembly/glue.ts'
import { type PeelLine, peelExported, peelLine } from './assembly/peel-line.ts'
import { readToolResult } from './assembly/tool-result.ts'

export type { ExportEntry } from '../src/model/export-entry.ts'
export { assemble } from './assembly/assemble.ts'
export { contextGates, newContext, observe } from './assembly/context.ts'
export { peelLineAs, transportIds } from './assembly/peel-line.ts'

/** Takes both layers off. Usually one record; several where a terminal glued them on one line. */
export function readRecords(
  assembled: Assembled,
  context: SourceContext,
  peel: PeelLine = peelLine,
): readonly LogRecord[] {
  const raw = assembled.lines.join('\n')
  const place: Place = { line: assembled.line, lineEnd: assembled.lineEnd, byteOffset: assembled.byteOffset, raw }
  if (assembled.fields !== undefined) return [fromPeeled(peelBlock(assembled), place, context)]
  const object = assembled.object === undefined ? undefined : peelExported(assembled.object)
  if (object !== undefined) return [fromPeeled(object, place, context)]
  // A result is whole on its line; a brace may stand below it
  const result = readToolResult(assembled.lines[0] ?? '')
  if (result !== undefined)
    return result.lines.map((line) => fromPeeled(withHost(peel(line), result.host), place, context))
  if (assembled.lines.length === 1)
    return splitGlued(withoutBox(raw)).map((line) => fromPeeled(peel(line), place, context))
  const joins = assembled.joins ?? []
  const inside = isBoxed(raw) ? assembled.lines.map(withoutBox) : assembled.lines
  const lines = assembled.reversed === true ? [...inside].reverse() : inside
  const head = peel(lines[0] ?? '')
  const last = peel(lines.at(-1) ?? '')
  const text = joinText(lines, joins, peel)
  return [fromPeeled({ ...head, text, cut: head.cut || last.cut }, place, context)]
}

/** The same for a record from an export; none where a JSON object turns out to hold no message. */
export function readEntry(entry: ExportEntry): readonly LogRecord[] {
  const peeled = peelEntry(entry)
  return peeled === undefined ? [] : [readPeeled(entry, peeled)]
}

/** Takes the outer layer off a record from an export. */
export function peelEntry(entry: ExportEntry): Peeled | undefined {
  const outer = entry.transport === 'json-document' ? peelExported(entry.message) : entryPeeled(entry)
  if (outer === undefined) return undefined
  // What the reader says of its source, a record's own transport aside
  const transport = outer.transport === 'json-line' ? entry.transport : outer.transport
  const text = withoutCutMark(outer.text)
  const cut = outer.cut || text !== outer.text
  return transport === outer.transport && text === outer.text ? outer : { ...outer, transport, text, cut }
}

/** Takes the inner layer off. */
export function readPeeled({ line, lineEnd, byteOffset, raw }: ExportEntry, peeled: Peeled): LogRecord {
  return buildRecord(peeled, peeled.text, { line, lineEnd, byteOffset, raw }, newContext())
}

function entryPeeled(entry: ExportEntry): Peeled {
  const { transport, message: text, stamp, host, ident, pid, workload, k8sEvent } = entry
  const peeled = { transport, text, stamp, host, ident, pid, cut: false }
  if (workload === undefined && k8sEvent === undefined) return peeled
  return { ...peeled, ...(workload !== undefined && { workload }), ...(k8sEvent !== undefined && { k8sEvent }) }
}

const withHost = (peeled: Peeled, host: string): Peeled =>
  peeled.host === '' && host !== '' ? { ...peeled, host } : peeled

function fromPeeled(peeled: Peeled, place: Place, context: SourceContext): LogRecord {
  return buildRecord(peeled, peeled.text, place, context)
}
