import type { Fact, FactKind } from '../../src/model/fact.ts'
import type { LogRecord } from '../../src/model/record.ts'

const longestText = 2000

/** A fact whose text is the record as it stands (first 2,000 characters). */
export function factOf(record: LogRecord, kind: FactKind, component: string, value: string): Fact {
  return { kind, component, value, text: record.raw.slice(0, longestText) }
}

/** A version without its leading `v`; '' for a text that has no digits in front (`<unknown>`, `unknown`, `dev`). */
export function versionText(text: string): string {
  const bare = text.startsWith('v') ? text.slice(1) : text
  const code = bare.charCodeAt(0)
  return code >= 48 && code <= 57 ? bare : ''
}
