import type { SandboxEvent } from '../../src/model/event.ts'
import type { ExportEntry } from '../../src/model/export-entry.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord, Peeled } from '../../src/model/record.ts'
import { endOf } from '../assembly/open-end.ts'
import { readPeeled } from '../record.ts'
import { StampReader } from './head.ts'
import { Parts } from './parts.ts'
import { isOf, learn, type Template, tell } from './template.ts'
import type { Plain, QuickRecord, Told } from './told.ts'

/** Says at once what a record from an export says, where its message is of a template that was read before. */
export type ReadEntryQuickly = (entry: ExportEntry, peeled: Peeled) => Told | undefined

/** Bounds as in quick-reader.ts. */
const MOST_TEMPLATES = 4096
const MOST_SEEN = 16_384
const MOST_SECTIONS = 1024

/** Stands for what only the outer layer tells, while a template is learnt: a template that depends on it does not hold. */
const OTHER_HOST = 'zqx4v-host'
const OTHER_PID = '730591'

/**
 * A reader of frequent messages of exports and journals; the result never differs from `readPeeled`, `readEvents` and `readFacts`. Messages
 * are those that begin with a logger's own head (klog, logrus); host and outer stamp are those of the entry.
 * `which`: `closed` = only of messages that are complete, whatever follows. `onTemplate` gets the template of each message that was told.
 */
export function createEntryReader(
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
  which: 'all' | 'closed' = 'all',
  onTemplate?: (template: Template) => void,
): ReadEntryQuickly {
  const templates = new Map<number, Template | undefined>()
  const seen = new Set<number>()
  const sections = new Sections()
  const parts = new Parts()
  const reader = new StampReader()

  const learnFrom = (key: number, section: string, entry: ExportEntry, peeled: Peeled): Template | undefined => {
    if (!seen.has(key)) {
      if (seen.size >= MOST_SEEN) seen.clear()
      seen.add(key)
      return undefined
    }
    const read = (text: string): Plain | undefined => {
      const outer =
        text === peeled.text ? peeled : { ...peeled, text, host: OTHER_HOST, pid: OTHER_PID, stamp: undefined }
      const record = readPeeled({ ...entry, raw: text }, outer)
      if (record.k8sEvent !== undefined) return undefined
      const closed = endOf(text) === 'closed'
      return { record: inner(record, outer), events: readEvents(record), facts: readFacts(record), closed }
    }
    const learnt = learn(peeled.text, parts, section, read, reader)
    if (templates.size >= MOST_TEMPLATES) templates.clear()
    templates.set(key, learnt)
    return learnt
  }

  /** The template of the message that `parts` were cut from. */
  const templateOf = (entry: ExportEntry, peeled: Peeled): Template | undefined => {
    const { section, number } = sections.of(peeled)
    const key = (parts.hash >>> 0) * MOST_SECTIONS + number
    const known = templates.get(key)
    if (known === undefined) return templates.has(key) ? undefined : learnFrom(key, section, entry, peeled)
    return isOf(known, peeled.text, parts, section) ? known : undefined
  }

  return (entry, peeled) => {
    const { text } = peeled
    if (peeled.cut || peeled.k8sEvent !== undefined || !parts.cut(text) || parts.head?.shape !== 'bare')
      return undefined
    const template = templateOf(entry, peeled)
    if (template === undefined || (which === 'closed' && !template.closed)) return undefined
    // A fact keeps the record as it stands, of which the message is only a part here.
    if (template.facts.length > 0 && entry.raw !== text) return undefined
    const told = tell(template, text, entry, reader)
    if (told === undefined) return undefined
    onTemplate?.(template)
    const { record, events, facts } = told
    return { record: outerRecord(record, entry, peeled), events, facts }
  }
}

/** Text of its own of a section. */
export const sectionOf = ({
  transport,
  workload = false,
  ident,
}: Pick<Peeled, 'transport' | 'workload' | 'ident'>): string => `${transport} ${workload ? 'workload' : ''} ${ident}`

/** Messages are of one section where the same transport says that the same program wrote them. */
class Sections {
  private readonly known = new Map<string, Section>()
  private last: Section = { transport: '', workload: false, ident: '', section: '', number: 0 }

  /** A text of its own and a number below `MOST_SECTIONS`, which two sections may share. */
  of({ transport, workload = false, ident }: Peeled): Section {
    const { last } = this
    if (last.ident === ident && last.transport === transport && last.workload === workload) return last
    const section = sectionOf({ transport, workload, ident })
    const known = this.known.get(section)
    this.last = known ?? { transport, workload, ident, section, number: this.known.size % MOST_SECTIONS }
    if (known === undefined && this.known.size < MOST_SEEN) this.known.set(section, this.last)
    return this.last
  }
}

interface Section {
  readonly transport: string
  readonly workload: boolean
  readonly ident: string
  readonly section: string
  readonly number: number
}

/** A record that was told by its message, with what its outer layer gives it. */
function outerRecord(told: QuickRecord, entry: ExportEntry, peeled: Peeled): QuickRecord {
  return {
    line: told.line,
    lineEnd: entry.lineEnd,
    byteOffset: told.byteOffset,
    raw: entry.raw,
    transport: told.transport,
    payload: told.payload,
    component: told.component,
    host: peeled.host,
    cut: told.cut,
    stamp: told.stamp ?? peeled.stamp,
    outerStamp: peeled.stamp,
    k8sEvent: undefined,
  }
}

/** The record without what its outer layer gave it. */
function inner(record: LogRecord, outer: Peeled): LogRecord {
  const stamp = record.stamp === outer.stamp ? undefined : record.stamp
  return { ...record, stamp, outerStamp: undefined, host: '' }
}
