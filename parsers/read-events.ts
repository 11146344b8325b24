import type { SandboxEvent } from '../src/model/event.ts'
import type { Fact } from '../src/model/fact.ts'
import type { EventModule } from '../src/model/parser.ts'
import type { LogRecord } from '../src/model/record.ts'
import { events } from './events/index.ts'
import { facts } from './facts/index.ts'
import { isWorkload } from './grammar/speaker.ts'
import { firstWord } from './grammar/wording.ts'
import { contextGates } from './record.ts'

interface Headed {
  readonly read: (record: LogRecord) => unknown
  readonly heads?: readonly string[]
  readonly gate: readonly string[]
}

/** Modules by the first word of the messages they read, and those that read any message. */
interface Dispatch<Module> {
  readonly byHead: ReadonlyMap<string, readonly Module[]>
  readonly any: readonly Module[]
}

function dispatch<Module extends Headed>(modules: readonly Module[]): Dispatch<Module> {
  const byHead = new Map<string, Module[]>()
  for (const module of modules) {
    for (const head of module.heads ?? []) {
      const list = byHead.get(head)
      if (list === undefined) byHead.set(head, [module])
      else list.push(module)
    }
  }
  return { byHead, any: modules.filter(({ heads }) => heads === undefined) }
}

/** Event objects and table rows are read by one module alone: their text quotes what the log lines say. */
const ofKubernetesEvents: readonly EventModule[] = events.filter(({ id }) => id === 'kubernetes-event')
/** Texts without a logger in front are looked at when no other module knows the record. */
const ofLines: readonly EventModule[] = events.filter(({ id }) => id !== 'kubernetes-event' && id !== 'unframed-text')
const ofUnframed: readonly EventModule[] = events.filter(({ id }) => id === 'unframed-text')

const eventDispatch = dispatch([...ofLines, ...ofUnframed])
const factDispatch = dispatch(facts)

/** Events of a record, in text order; empty for a record that says nothing of sandboxes or of the node's network. */
export function readEvents(record: LogRecord): readonly SandboxEvent[] {
  if (isWorkload(record)) return []
  if (record.k8sEvent !== undefined) return firstFound(ofKubernetesEvents, record) ?? []
  const headed = eventDispatch.byHead.get(firstWord(record.message))
  return (headed && firstFound(headed, record)) ?? firstFound(eventDispatch.any, record) ?? []
}

function firstFound(modules: readonly EventModule[], record: LogRecord): readonly SandboxEvent[] | undefined {
  for (const module of modules) {
    const found = module.read(record)
    if (found !== undefined) return found
  }
  return undefined
}

/** Version and state evidence in a record. */
export function readFacts(record: LogRecord): readonly Fact[] {
  const found: Fact[] = []
  for (const module of factDispatch.byHead.get(firstWord(record.message)) ?? [])
    found.push(...(module.read(record) ?? []))
  for (const module of factDispatch.any) found.push(...(module.read(record) ?? []))
  return found
}

/** The literals without which no event module can match. */
export const eventGates: readonly string[] = [...new Set(events.flatMap(({ gate }) => gate))].sort()

/** `journalctl -o json` prints a message that is not plain text as numbers, in which no word can be found. */
export const BYTE_ARRAY = '"MESSAGE":['

/** Every literal without which no event or fact module and no context line can match: what the sieve searches for. */
export const gates: readonly string[] = [
  ...new Set(facts.flatMap(({ gate }) => gate).concat(eventGates, contextGates, BYTE_ARRAY)),
].sort()
