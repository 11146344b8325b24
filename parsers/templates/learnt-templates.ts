import { isAdmitted } from './admit.ts'
import type { Head, StampReader } from './head.ts'
import { Parts } from './parts.ts'
import { Sections } from './sections.ts'
import { isReadAsCut } from './sender.ts'
import { isComplete, isForAll, isOf, learn, type Model, ofLine, type Template } from './template.ts'
import type { ReadPlainly } from './told.ts'

/** Templates kept; a node's logs have some hundreds. When there are more, all are forgotten. */
const MOST_TEMPLATES = 4096
const MOST_SEEN = 16_384

/**
 * Templates of lines, learnt as lines come. One that was learnt serves the same wording of all hosts and processes, and with all values with
 * which the ordinary way says the same.
 */
export class LearntTemplates {
  /** Those of the line that was cut last. */
  readonly parts: Parts = new Parts()
  private readonly reader: StampReader
  private readonly templates = new Map<number, Template | undefined>()
  /** What was learnt, whoever sent it and whatever its values, by `Parts.core`. */
  private readonly models = new Map<number, Model>()
  /** Wordings met once: a template is worth learning at the second time. */
  private readonly seen = new Set<number>()
  /** Wordings that say something else with other values, which are text like all the rest there. */
  private readonly particular = new Set<number>()
  private readonly sections = new Sections()

  constructor(reader: StampReader) {
    this.reader = reader
  }

  /** Cuts a line into the parts that its wording has in a section; undefined where it is of no frequent form, else its head. */
  cut(line: string, section: string): Head | undefined {
    const { parts } = this
    if (!parts.cut(line, true)) return undefined
    const isParticular = parts.hasValues && this.particular.has(this.sections.key(parts.core, section))
    return isParticular && !parts.cut(line) ? undefined : parts.head
  }

  /** The template of the line that was cut; undefined while it is not learnt, and where the line says something else. `read`: the ordinary way. */
  of(line: string, section: string, read: ReadPlainly): Template | undefined {
    const template = this.find(line, section, read)
    return template !== undefined && isAdmitted(template, line, read, this.reader) ? template : undefined
  }

  private find(line: string, section: string, read: ReadPlainly): Template | undefined {
    const { parts, templates } = this
    const key = this.sections.key(parts.hash, section)
    const template = templates.get(key)
    if (template !== undefined) return isOf(template, line, parts, section) ? template : undefined
    if (templates.has(key)) return undefined
    return this.derive(key, line, section) ?? this.learn(key, line, section, read)
  }

  /** The template of a line by what was learnt of another sender's line, or of one with other values. */
  private derive(key: number, line: string, section: string): Template | undefined {
    const { parts } = this
    const { head, sender } = parts
    const model = this.models.get(this.sections.key(parts.core, section))
    if (model === undefined || model.section !== section || head === undefined) return undefined
    const isRead = isForAll(model)
      ? isReadAsCut(line, head, sender, model.fixed.transport)
      : sender.text === model.sender.text
    const found = isRead ? ofLine(model, line, parts) : undefined
    return found === undefined ? undefined : this.keep(key, found)
  }

  private learn(key: number, line: string, section: string, read: ReadPlainly): Template | undefined {
    const { parts, models } = this
    const core = this.sections.key(parts.core, section)
    if (!this.seen.has(core)) {
      note(this.seen, core)
      return undefined
    }
    const learnt = learn(line, parts, section, read, this.reader)
    if (parts.hasValues && isTooGeneral(learnt)) {
      note(this.particular, core)
      return parts.cut(line) ? this.find(line, section, read) : undefined
    }
    if (learnt !== undefined && (isForAll(learnt.model) || parts.hasValues)) {
      if (models.size >= MOST_TEMPLATES) models.clear()
      models.set(core, learnt.model)
    }
    return this.keep(key, learnt)
  }

  private keep(key: number, template: Template | undefined): Template | undefined {
    if (this.templates.size >= MOST_TEMPLATES) this.templates.clear()
    this.templates.set(key, template)
    return template
  }
}

function note(set: Set<number>, core: number): void {
  if (set.size >= MOST_SEEN) set.clear()
  set.add(core)
}

/** Without its values a line may be of a template that knows more of its lines. */
function isTooGeneral(learnt: Template | undefined): boolean {
  return learnt === undefined || (isComplete(learnt) && learnt.model.messages === undefined)
}
