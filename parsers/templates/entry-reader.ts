import type { SandboxEvent } from '../../src/model/event.ts'
import type { ExportEntry } from '../../src/model/export-entry.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord, Peeled } from '../../src/model/record.ts'
import { endOf } from '../assembly/open-end.ts'
import { readPeeled } from '../record.ts'
import { StampReader } from './head.ts'
import { LearntTemplates } from './learnt-templates.ts'
import { type Template, tell } from './template.ts'
import type { Plain, QuickRecord, Told } from './told.ts'

/** Says at once what a record from an export says, where its message is of a template that was read before. */
export type ReadEntryQuickly = (entry: ExportEntry, peeled: Peeled) => Told | undefined

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
  const sections = new SectionNames()
  const reader = new StampReader()
  const templates = new LearntTemplates(reader)
  return (entry, peeled) => {
    const { text } = peeled
    if (peeled.cut || peeled.k8sEvent !== undefined) return undefined
    const section = sections.of(peeled)
    if (templates.cut(text, section)?.shape !== 'bare') return undefined
    const read = (other: string): Plain | undefined => {
      const outer =
        other === text ? peeled : { ...peeled, text: other, host: OTHER_HOST, pid: OTHER_PID, stamp: undefined }
      const record = readPeeled({ ...entry, raw: other }, outer)
      if (record.k8sEvent !== undefined) return undefined
      const closed = endOf(other) === 'closed'
      return { record: inner(record, outer), events: readEvents(record), facts: readFacts(record), closed }
    }
    const template = templates.of(text, section, read)
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

/** Messages are of one section where the same transport says that the same program wrote them; that of the message before is kept. */
class SectionNames {
  private transport = ''
  private workload = false
  private ident = ''
  private section = ''

  of({ transport, workload = false, ident }: Peeled): string {
    if (this.section === '' || this.ident !== ident || this.transport !== transport || this.workload !== workload) {
      this.transport = transport
      this.workload = workload
      this.ident = ident
      this.section = sectionOf({ transport, workload, ident })
    }
    return this.section
  }
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
