import { escapeTerminal, escapeTerminalBlock } from '../base/escape-terminal.ts'
import type { CaseFile, EventRow, QueryRow, SandboxState } from '../model/case-file.ts'
import { findSandbox } from './find-sandbox.ts'
import { leftWords, stateWords } from './states.ts'
import { stampText, utc } from './time-text.ts'
import { excerpt, nodeOf, podOf } from './words.ts'

export interface SandboxOptions {
  /** Every record as it stands, in full. */
  readonly verbose?: boolean
  /** The error chain of a raw record, one layer a line; printed below it where verbose. */
  readonly chain?: (raw: string) => readonly string[]
}

/** Records of one sandbox that are shown at most. */
const MAX_RECORDS = 5000

/** The life of one pod sandbox for the terminal: its head, then its records; repeats are folded unless verbose. Throws SANDBOX_NOT_FOUND, SANDBOX_AMBIGUOUS. */
export function renderSandbox(file: CaseFile, idPrefix: string, options: SandboxOptions = {}): string {
  const row = findSandbox(file, idPrefix)
  const records = file.events({ sandboxId: text(row, 'sandbox_id'), limit: MAX_RECORDS })
  const body =
    options.verbose === true
      ? Array.from(records, (event) => verboseRecord(event, options.chain))
      : foldedRecords(records)
  return `${[...head(row), '', ...body].join('\n')}\n`
}

const text = (row: QueryRow, column: string): string => String(row[column] ?? '')
const num = (row: QueryRow, column: string): number => Number(row[column] ?? 0)

function head(row: QueryRow): readonly string[] {
  const pod = podOf({ pod_namespace: text(row, 'pod_namespace'), pod_name: text(row, 'pod_name') })
  const attempt = num(row, 'attempt') > 0 ? `, attempt ${num(row, 'attempt')}` : ''
  const times: readonly (readonly [string, string])[] = [
    ['requested_us', 'requested'],
    ['ready_us', 'ready'],
    ['stop_us', 'stop asked'],
    ['stopped_us', 'stopped'],
    ['removed_us', 'removed'],
  ]
  const state = text(row, 'state') as SandboxState
  return [
    `sandbox     ${text(row, 'sandbox_id')}`,
    `pod         ${escapeTerminal(pod === '' ? 'not known' : pod)}${attempt}`,
    `node        ${escapeTerminal(nodeOf(text(row, 'node')))}`,
    ...times.flatMap(([column, name]) => (num(row, column) > 0 ? [`${name.padEnd(11)} ${utc(num(row, column))}`] : [])),
    `state       ${stateWords(state)}${num(row, 'netns_left') > 0 ? `; ${leftWords(state)}` : ''}`,
    ...(num(row, 'failed_runs') > 0 ? [`failed runs ${num(row, 'failed_runs')}`] : []),
    ...(num(row, 'failed_stops') > 0 ? [`failed stops ${num(row, 'failed_stops')}`] : []),
    ...(text(row, 'replaced_by') === '' ? [] : [`replaced by ${text(row, 'replaced_by')}`]),
  ]
}

function what(event: EventRow): string {
  return escapeTerminal(`${event.component} ${event.operation} ${event.outcome}`)
}

function place(event: EventRow): string {
  return escapeTerminal(`${event.source}:${event.line}`)
}

function verboseRecord(event: EventRow, chain: SandboxOptions['chain']): string {
  const raw = escapeTerminalBlock(event.raw === '' ? event.message : event.raw)
  const layers = event.outcome === 'failed' && event.raw !== '' ? (chain?.(event.raw) ?? []) : []
  return `${stampText(event.time_us)}  ${what(event)}  ${place(event)}\n${raw
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}${layers.map((layer) => `\n      ${escapeTerminal(layer)}`).join('')}`
}

/** Records in order; those that repeat one before them (same writer, operation, outcome, message) only raise its count. */
function foldedRecords(records: Iterable<EventRow>): readonly string[] {
  const groups = new Map<string, { first: EventRow; n: number; lastUs: number }>()
  for (const event of records) {
    const key = `${event.component}\n${event.operation}\n${event.outcome}\n${event.message}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { first: event, n: event.repeat_n, lastUs: event.last_us })
    else {
      known.n += event.repeat_n
      known.lastUs = Math.max(known.lastUs, event.last_us)
    }
  }
  return [...groups.values()].map(({ first, n, lastUs }) => {
    const fold = n > 1 ? `  x${n} until ${stampText(lastUs)}` : ''
    const message = first.message === '' ? '' : `\n    ${excerpt(first.message)}`
    return `${stampText(first.time_us)}  ${what(first)}${fold}  ${place(first)}${message}`
  })
}
