import type { SandboxEvent } from '../../src/model/event.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LineWindow, SourceContext } from '../../src/model/line-window.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { look } from '../assembly/line-kind.ts'
import { endOf } from '../assembly/open-end.ts'
import { readRecords } from '../record.ts'
import { type Head, StampReader } from './head.ts'
import { Neighbours } from './neighbours.ts'
import { Parts } from './parts.ts'
import { isReadAsCut } from './sender.ts'
import type { ShapedLines } from './shaped-lines.ts'
import { isForAll, isOf, learn, type Model, ofSender, type Plain, type Template, type Told, tell } from './template.ts'

export type { QuickRecord, Told } from './template.ts'

/** Says at once what the candidate line says, where it is a record by itself and one of its template was read before. */
export type ReadQuickly = (window: LineWindow, context: SourceContext) => Told | undefined

/** Templates kept; a node's logs have some hundreds. When there are more, all are forgotten. */
const MOST_TEMPLATES = 4096
const MOST_SEEN = 16_384

/**
 * A reader of frequent lines. The result never differs from `assemble`, `readRecords`, `readEvents` and `readFacts`: a template is learnt
 * from what those say of two lines with different parts (template.ts), and used only for lines with the same text between the parts.
 * One that was learnt serves the same wording of all hosts and processes. Templates go to `shaped`, which knows their next lines by their bytes.
 */
export function createQuickReader(
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
  shaped?: ShapedLines,
): ReadQuickly {
  const templates = new Map<number, Template | undefined>()
  /** What was learnt, whoever sent it, by `Parts.core`. */
  const models = new Map<number, Model>()
  /** Wordings met once: a template is worth learning at the second time. */
  const seen = new Set<number>()
  const neighbours = new Neighbours()
  const parts = new Parts()
  const reader = new StampReader()

  const keep = (template: Template | undefined): Template | undefined => {
    if (templates.size >= MOST_TEMPLATES) templates.clear()
    templates.set(parts.hash, template)
    return template
  }

  const learnFrom = (line: string, context: SourceContext): Template | undefined => {
    const { core } = parts
    if (!seen.has(core)) {
      if (seen.size >= MOST_SEEN) seen.clear()
      seen.add(core)
      return undefined
    }
    const read = (text: string): Plain | undefined => readPlainly(text, context, readEvents, readFacts)
    const learnt = learn(line, parts, context.section, read, reader)
    if (learnt !== undefined && isForAll(learnt.model)) {
      if (models.size >= MOST_TEMPLATES) models.clear()
      models.set(core, learnt.model)
    }
    return keep(learnt)
  }

  /** The template of a line by what was learnt of another sender's line. */
  const known = (line: string, head: Head, context: SourceContext): Template | undefined => {
    const model = models.get(parts.core)
    if (model === undefined || model.section !== context.section) return undefined
    if (!isReadAsCut(line, head, parts.sender, model.fixed.transport)) return undefined
    const found = ofSender(model, line, parts)
    return found === undefined ? undefined : keep(found)
  }

  const templateOf = (line: string, head: Head, context: SourceContext): Template | undefined => {
    const template = templates.get(parts.hash)
    if (template !== undefined) return isOf(template, line, parts, context.section) ? template : undefined
    if (templates.has(parts.hash)) return undefined
    return known(line, head, context) ?? learnFrom(line, context)
  }

  return (window, context) => {
    const line = window.at(0)
    if (line === undefined || !parts.cut(line) || parts.head === undefined) return undefined
    const template = templateOf(line, parts.head, context)
    if (template === undefined) return undefined
    if (!neighbours.isAlone(line, parts.head, template.closed, window.at(1))) return undefined
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
