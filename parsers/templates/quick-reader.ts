import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LineWindow, SourceContext } from '../../src/model/line-window.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { look } from '../assembly/line-kind.ts'
import { endOf } from '../assembly/open-end.ts'
import { readRecords } from '../record.ts'
import { StampReader } from './head.ts'
import { LearntTemplates } from './learnt-templates.ts'
import { Neighbours } from './neighbours.ts'
import type { ShapedLines } from './shaped-lines.ts'
import { tell } from './template.ts'
import type { Plain, Told } from './told.ts'

export type { QuickRecord, Told } from './told.ts'

/** Says at once what the candidate line says, where it is a record by itself and one of its template was read before. */
export type ReadQuickly = (window: LineWindow, context: SourceContext) => Told | undefined

/**
 * A reader of frequent lines. The result never differs from `assemble`, `readRecords`, `readEvents` and `readFacts`: a template is learnt
 * from what those say of two lines with different parts (template.ts), and used only for lines with the same text between the parts, and of which
 * each value was met in a line that was read the ordinary way as well.
 * One that was learnt serves the same wording of all hosts and processes. Templates go to `shaped`, which knows their next lines by their bytes.
 */
export function createQuickReader(
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
  shaped?: ShapedLines,
): ReadQuickly {
  const neighbours = new Neighbours()
  const reader = new StampReader()
  const templates = new LearntTemplates(reader)
  return (window, context) => {
    const line = window.at(0)
    const head = line === undefined ? undefined : templates.cut(line, context.section)
    if (line === undefined || head === undefined) return undefined
    const read = (text: string): Plain | undefined => readPlainly(text, context, readEvents, readFacts)
    const template = templates.of(line, context.section, read)
    if (template === undefined || !neighbours.isAlone(line, head, template.closed, window.at(1))) return undefined
    shaped?.keep(window, line, template)
    return tell(template, line, { line: window.line, byteOffset: window.offsetOf(0) }, reader)
  }
}

/** What the ordinary way makes of a line that the next line does not go on with. */
function readPlainly(
  line: string,
  context: SourceContext,
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
): Plain | undefined {
  const { kind, peeled } = look(line)
  if (kind !== 'head' || peeled.partial !== undefined || peeled.k8sEvent !== undefined || peeled.text.endsWith('=<'))
    return undefined
  const [record, ...more] = readRecords({ line: 1, lineEnd: 1, byteOffset: 0, lines: [line] }, context)
  if (record === undefined || more.length > 0 || record.k8sEvent !== undefined) return undefined
  return {
    record,
    events: readEvents(record),
    facts: readFacts(record),
    closed: endOf(peeled.text) === 'closed',
  }
}
