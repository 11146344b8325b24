import { type Classify, createClassifier } from '../parsers/errors/classify.ts'
import { peel } from '../parsers/errors/peel.ts'
import { type ApplyCauses, applyOwnCauses } from '../parsers/own-causes/apply.ts'
import { withOwnCauses } from '../parsers/own-causes/merge.ts'
import { readEvents } from '../parsers/read-events.ts'
import { assemble, newContext, readRecords } from '../parsers/record.ts'
import { visibleText } from './base/visible-text.ts'
import { ownCauses } from './input-options.ts'
import type { CauseDefinition } from './model/cause.ts'
import type { SandboxEvent } from './model/event.ts'
import type { LineWindow } from './model/line-window.ts'
import type { LogRecord } from './model/record.ts'

function windowOf(lines: readonly string[], index: number): LineWindow {
  return {
    line: index + 1,
    at: (rel) => lines[index + rel],
    offsetOf: (rel) =>
      lines.slice(0, Math.max(0, index + rel)).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
  }
}

function recordsOf(lines: readonly string[]): LogRecord[] {
  const context = newContext()
  const records: LogRecord[] = []
  let after = 0
  for (const index of lines.keys()) {
    const assembled = index < after ? undefined : assemble(windowOf(lines, index))
    if (assembled === undefined) continue
    after = assembled.lineEnd
    records.push(...readRecords(assembled, context))
  }
  return records
}

const row = (label: string, ...parts: readonly string[]): string =>
  `${label.padEnd(10)}${parts
    .filter((part) => part !== '')
    .map((part) => visibleText(part))
    .join(' · ')}`

/** What errors are looked up in: the catalogue with the user's rules. */
interface Known {
  readonly causes: readonly CauseDefinition[]
  readonly classify: Classify
  readonly apply: ApplyCauses
}

/** The layers of an error from the outside in: who said it, what kind of layer it is, what it says. */
function layerRows(text: string): string[] {
  const layers = peel(text)
  const width = Math.max(...layers.map(({ who }) => who.length), 0)
  return layers.map(({ layer, who, text: words }, index) => row(`layer ${index + 1}`, who.padEnd(width), layer, words))
}

/** The error chains of a raw log record, for the life of a sandbox; none where it holds no error. */
export function recordChain(raw: string): readonly string[] {
  return recordsOf(raw.split(/\r?\n/)).flatMap((record) => {
    const failed = readEvents(record).some(({ outcome }) => outcome === 'failed')
    return failed ? layerRows(record.error === '' ? record.message : record.error) : []
  })
}

/** The error chain from the outside in, one layer a line, then what it is in the catalogue. */
function chainRows(text: string, { causes, classify }: Known): string[] {
  const found = classify(text)
  const title = causes.find(({ id }) => id === found.cause)?.title ?? 'no rule of the catalogue knows this text'
  return [
    ...layerRows(text),
    row('cause', found.cause, title),
    ...(found.plugin === '' ? [] : [row('plugin', found.plugin)]),
    ...(found.configVersion === undefined ? [] : [row('config', `cniVersion "${found.configVersion}"`)]),
    ...(found.supportedVersions.length === 0 ? [] : [row('supports', found.supportedVersions.join(', '))]),
  ]
}

function eventRow(event: SandboxEvent): string {
  const pod = event.podName === '' ? '' : `pod ${event.podNamespace}/${event.podName}`
  return row(
    'event',
    `${event.operation} ${event.outcome}`,
    event.sandboxId && `sandbox ${event.sandboxId}`,
    pod,
    event.cause,
  )
}

function recordRows(record: LogRecord, known: Known): string[] {
  const events = known.apply(readEvents(record))
  const text = record.error === '' ? record.message : record.error
  const isError = events.some(({ outcome }) => outcome === 'failed') || known.classify(text).cause !== 'unknown'
  return [
    row('record', record.transport, record.payload, record.component, record.level, record.host),
    ...events.map(eventRow),
    ...(isError ? chainRows(text, known) : [row('message', record.message)]),
  ]
}

/**
 * A pasted log record (or a bare error text) taken apart: its layers, what it says happened, its error chain from the outside
 * in and the cause of the deepest error. Text for a terminal, one fact a line. Throws PostmortemError BAD_RULES.
 */
export async function explainLine(text: string, rules?: string): Promise<string> {
  const own = await ownCauses(rules)
  const causes = withOwnCauses(own)
  const known: Known = { causes, classify: createClassifier(causes), apply: applyOwnCauses(own) }
  const records = recordsOf(text.replace(/\r?\n$/, '').split(/\r?\n/))
  const rows = records.length > 0 ? records.map((record) => recordRows(record, known)) : [chainRows(text.trim(), known)]
  return `${rows.map((lines) => lines.join('\n')).join('\n\n')}\n`
}
