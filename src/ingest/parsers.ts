import { evidences } from '../../parsers/evidence/index.ts'
import { applyOwnCauses } from '../../parsers/own-causes/apply.ts'
import { eventGates, gates, readEvents, readFacts } from '../../parsers/read-events.ts'
import {
  assemble,
  contextGates,
  newContext,
  observe,
  peelEntry,
  peelLineAs,
  readPeeled,
  readRecords,
  transportIds,
} from '../../parsers/record.ts'
import { createEntryReader, type ReadEntryQuickly } from '../../parsers/templates/entry-reader.ts'
import { createJsonLineReader } from '../../parsers/templates/json-lines.ts'
import { isPlainRecord } from '../../parsers/templates/plain-record.ts'
import { createFormReader, type ReadForm } from '../../parsers/templates/quick-form.ts'
import { createQuickReader, type ReadQuickly } from '../../parsers/templates/quick-reader.ts'
import { createTimesReader, type ReadTimes } from '../../parsers/templates/quick-times.ts'
import { ShapedJson } from '../../parsers/templates/shaped-json.ts'
import { type ReadShaped, ShapedLines } from '../../parsers/templates/shaped-lines.ts'
import { PostmortemError } from '../base/errors.ts'
import type { CauseDefinition } from '../model/cause.ts'
import type { SandboxEvent } from '../model/event.ts'
import type { ExportEntry } from '../model/export-entry.ts'
import type { Fact } from '../model/fact.ts'
import type { Assembled, LineWindow, SourceContext } from '../model/line-window.ts'
import type { EvidenceModule } from '../model/parser.ts'
import type { LogRecord, Peeled } from '../model/record.ts'

/** What ingest needs of parsers/; tests bring their own. */
export interface Parsers {
  readonly gates: readonly string[]
  /** Those of `gates` without which a text tells of no event. */
  readonly eventGates: readonly string[]
  readonly contextGates: readonly string[]
  readonly evidences: readonly EvidenceModule[]
  readonly assemble: (window: LineWindow) => Assembled | undefined
  readonly readRecords: (assembled: Assembled, context: SourceContext) => readonly LogRecord[]
  /** The two layers of a record from an export; undefined where it holds no message. */
  readonly peelEntry: (entry: ExportEntry) => Peeled | undefined
  readonly readPeeled: (entry: ExportEntry, peeled: Peeled) => LogRecord
  readonly newContext: () => SourceContext
  readonly observe: (context: SourceContext, line: string) => void
  readonly readEvents: (record: LogRecord) => readonly SandboxEvent[]
  readonly readFacts: (record: LogRecord) => readonly Fact[]
  /** Says at once what frequent lines say; never anything else than the functions above. Absent: all lines are read the ordinary way. */
  readonly readQuickly?: ReadQuickly
  /** The same for lines that are known by their bytes; asked first. */
  readonly readShaped?: ReadShaped
  /** The same for records from exports. */
  readonly readEntryQuickly?: ReadEntryQuickly
  /** Says at once what stamps a line with a frequent head has, as `readRecords` would. Absent: all are read the ordinary way. */
  readonly readTimes?: ReadTimes
  /** Says at once what a frequent line tells of the form of its source, as `readRecords` would. */
  readonly readForm?: ReadForm
  /** Whether a line surely begins a record without other stamps than those that `readTimes` reads from its head. */
  readonly isPlainRecord?: (window: LineWindow) => boolean
}

/** Readers of frequent lines, for one way to read events. */
function quickReaders(
  read: (record: LogRecord) => readonly SandboxEvent[],
): Required<Pick<Parsers, 'readQuickly' | 'readShaped' | 'readEntryQuickly'>> {
  const shapedLines = new ShapedLines()
  const shapedJson = new ShapedJson(shapedLines)
  const readLine = createQuickReader(read, readFacts, shapedLines)
  const readJsonLine = createJsonLineReader(read, readFacts, shapedJson)
  return {
    readQuickly: (window, context) => readLine(window, context) ?? readJsonLine(window, context),
    readShaped: (window, context) => shapedLines.read(window, context) ?? shapedJson.read(window, context),
    readEntryQuickly: createEntryReader(read, readFacts),
  }
}

/** The parsers of the product. */
const productParsers: Parsers = {
  gates: [...gates, ...contextGates],
  eventGates,
  contextGates,
  evidences,
  assemble,
  readRecords,
  peelEntry,
  readPeeled,
  newContext,
  observe,
  readEvents,
  readFacts,
  ...quickReaders(readEvents),
  readTimes: createTimesReader(),
  readForm: createFormReader(),
  isPlainRecord,
}

/** The parsers of the product, with a user's own causes. */
export function withCauses(own: readonly CauseDefinition[]): Parsers {
  if (own.length === 0) return productParsers
  const apply = applyOwnCauses(own)
  const readOwn = (record: LogRecord): readonly SandboxEvent[] => apply(readEvents(record))
  return { ...productParsers, readEvents: readOwn, ...quickReaders(readOwn) }
}

/**
 * Parsers that try one transport before all others on every line; '' = as they are. What frequent lines say is not read by their head then.
 * Throws PostmortemError BAD_OPTION where there is no such transport.
 */
export function withTransport(parsers: Parsers, id: string): Parsers {
  if (id === '') return parsers
  if (!transportIds.includes(id)) {
    throw new PostmortemError('BAD_OPTION', `there is no transport ${id}`, {
      hint: `one of ${transportIds.join(', ')}`,
    })
  }
  const peel = peelLineAs(id)
  const { readQuickly: _, readShaped: _shaped, readTimes: _times, ...others } = parsers
  const { readForm: _form, isPlainRecord: _plain, ...ordinary } = others
  return {
    ...ordinary,
    assemble: (window) => assemble(window, peel),
    readRecords: (assembled, context) => readRecords(assembled, context, peel),
  }
}
