import type { SandboxEvent } from '../../src/model/event.ts'
import type { ExportEntry } from '../../src/model/export-entry.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { LogRecord, Peeled } from '../../src/model/record.ts'
import { readPeeled } from '../record.ts'
import { StampReader } from './head.ts'
import { Parts } from './parts.ts'
import { isOf, learn, type Plain, type Template, type Told, tell } from './template.ts'

/** Says at once what a record from an export says, where its message is of a template that was read before. */
export type ReadEntryQuickly = (entry: ExportEntry, peeled: Peeled) => Told | undefined

/** Bounds as in quick-reader.ts. */
const MOST_TEMPLATES = 4096
const MOST_SEEN = 16_384

/** Stands for what only the outer layer tells, while a template is learnt: a template that depends on it does not hold. */
const OTHER_HOST = 'zqx4v-host'
const OTHER_PID = '730591'

/**
 * A reader of frequent messages of exports and journals; the result never differs from `readPeeled`, `readEvents` and `readFacts`. Messages
 * are those that begin with a logger's own head (klog, logrus); host and outer stamp are those of the entry.
 */
export function createEntryReader(
  readEvents: (record: LogRecord) => readonly SandboxEvent[],
  readFacts: (record: LogRecord) => readonly Fact[],
): ReadEntryQuickly {
  const templates = new Map<string, Template | undefined>()
  const seen = new Set<string>()
  const parts = new Parts()
  const reader = new StampReader()

  const learnFrom = (key: string, section: string, entry: ExportEntry, peeled: Peeled): Template | undefined => {
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
      return { record: inner(record, outer), events: readEvents(record), facts: readFacts(record), closed: true }
    }
    const learnt = learn(peeled.text, parts, section, read, reader)
    if (templates.size >= MOST_TEMPLATES) templates.clear()
    templates.set(key, learnt)
    return learnt
  }

  /** The template of the message that `parts` were cut from. */
  const templateOf = (entry: ExportEntry, peeled: Peeled): Template | undefined => {
    const section = `${peeled.transport} ${peeled.workload === true ? 'workload' : ''} ${peeled.ident}`
    const key = `${parts.hash} ${section}`
    const known = templates.get(key)
    if (known === undefined) return templates.has(key) ? undefined : learnFrom(key, section, entry, peeled)
    return isOf(known, peeled.text, parts, section) ? known : undefined
  }

  return (entry, peeled) => {
    const { text } = peeled
    if (peeled.cut || peeled.k8sEvent !== undefined || !parts.cut(text) || parts.head?.shape !== 'bare')
      return undefined
    const template = templateOf(entry, peeled)
    // A fact keeps the record as it stands, of which the message is only a part here.
    if (template === undefined || (template.facts.length > 0 && entry.raw !== text)) return undefined
    const told = tell(template, text, parts, entry, reader)
    if (told === undefined) return undefined
    const { record, events, facts } = told
    const stamps = { stamp: record.stamp ?? peeled.stamp, outerStamp: peeled.stamp }
    return {
      record: { ...record, ...stamps, lineEnd: entry.lineEnd, raw: entry.raw, host: peeled.host },
      events,
      facts,
    }
  }
}

/** The record without what its outer layer gave it. */
function inner(record: LogRecord, outer: Peeled): LogRecord {
  const stamp = record.stamp === outer.stamp ? undefined : record.stamp
  return { ...record, stamp, outerStamp: undefined, host: '' }
}
