import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LineWindow, SourceContext } from '../../src/model/line-window.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { look } from '../assembly/line-kind.ts'
import { endOf } from '../assembly/open-end.ts'
import { readRecords } from '../record.ts'
import { isAdmitted } from './admit.ts'
import { type Head, StampReader } from './head.ts'
import { Neighbours } from './neighbours.ts'
import { Parts } from './parts.ts'
import { Sections } from './sections.ts'
import { isReadAsCut } from './sender.ts'
import type { ShapedLines } from './shaped-lines.ts'
import { isComplete, isForAll, isOf, learn, type Model, ofLine, type Template, tell } from './template.ts'
import type { Plain, ReadPlainly, Told } from './told.ts'

export type { QuickRecord, Told } from './told.ts'

/** Says at once what the candidate line says, where it is a record by itself and one of its template was read before. */
export type ReadQuickly = (window: LineWindow, context: SourceContext) => Told | undefined

/** Templates kept; a node's logs have some hundreds. When there are more, all are forgotten. */
const MOST_TEMPLATES = 4096
const MOST_SEEN = 16_384

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
  const templates = new Map<number, Template | undefined>()
  /** What was learnt, whoever sent it and whatever its values, by `Parts.core`. */
  const models = new Map<number, Model>()
  /** Wordings met once: a template is worth learning at the second time. */
  const seen = new Set<number>()
  /** Wordings that say something else with other values, which are text like all the rest there. */
  const particular = new Set<number>()
  const sections = new Sections()
  const neighbours = new Neighbours()
  const parts = new Parts()
  const reader = new StampReader()

  const keep = (key: number, template: Template | undefined): Template | undefined => {
    if (templates.size >= MOST_TEMPLATES) templates.clear()
    templates.set(key, template)
    return template
  }

  const note = (set: Set<number>, core: number): void => {
    if (set.size >= MOST_SEEN) set.clear()
    set.add(core)
  }

  const readerOf =
    (context: SourceContext): ReadPlainly =>
    (text) =>
      readPlainly(text, context, readEvents, readFacts)

  /** Without its values a line may be of a template that knows more of its lines. */
  const isTooGeneral = (learnt: Template | undefined): boolean =>
    parts.hasValues && (learnt === undefined || (isComplete(learnt) && learnt.model.messages === undefined))

  const learnFrom = (line: string, context: SourceContext): Template | undefined => {
    const { section } = context
    const core = sections.key(parts.core, section)
    if (!seen.has(core)) {
      note(seen, core)
      return undefined
    }
    const learnt = learn(line, parts, section, readerOf(context), reader)
    if (isTooGeneral(learnt)) {
      note(particular, core)
      return parts.cut(line) && parts.head !== undefined ? templateOf(line, parts.head, context) : undefined
    }
    if (learnt !== undefined && (isForAll(learnt.model) || parts.hasValues)) {
      if (models.size >= MOST_TEMPLATES) models.clear()
      models.set(core, learnt.model)
    }
    return keep(sections.key(parts.hash, section), learnt)
  }

  /** The template of a line by what was learnt of another sender's line, or of one with other values. */
  const known = (line: string, head: Head, { section }: SourceContext): Template | undefined => {
    const model = models.get(sections.key(parts.core, section))
    if (model === undefined || model.section !== section) return undefined
    const { sender } = parts
    const isRead = isForAll(model)
      ? isReadAsCut(line, head, sender, model.fixed.transport)
      : sender.text === model.sender.text
    const found = isRead ? ofLine(model, line, parts) : undefined
    return found === undefined ? undefined : keep(sections.key(parts.hash, section), found)
  }

  const templateOf = (line: string, head: Head, context: SourceContext): Template | undefined => {
    const key = sections.key(parts.hash, context.section)
    const template = templates.get(key)
    if (template !== undefined) return isOf(template, line, parts, context.section) ? template : undefined
    if (templates.has(key)) return undefined
    return known(line, head, context) ?? learnFrom(line, context)
  }

  /** Cuts a line into the parts that its wording has. */
  const cut = (line: string, { section }: SourceContext): boolean => {
    if (!parts.cut(line, true)) return false
    return parts.hasValues && particular.has(sections.key(parts.core, section)) ? parts.cut(line) : true
  }

  return (window, context) => {
    const line = window.at(0)
    if (line === undefined || !cut(line, context) || parts.head === undefined) return undefined
    const { head } = parts
    const template = templateOf(line, head, context)
    if (template === undefined || !isAdmitted(template, line, readerOf(context), reader)) return undefined
    if (!neighbours.isAlone(line, head, template.closed, window.at(1))) return undefined
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
