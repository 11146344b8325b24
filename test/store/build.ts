import type { PlacedEvent } from '../../src/model/event.ts'
import type { PlacedFact } from '../../src/model/fact.ts'
import type { SourceSummary } from '../../src/model/source.ts'
import { openStore, type Store, type StoreOptions } from '../../src/store/index.ts'

/** 2022-04-26T00:43:00Z */
export const T0 = 1_650_933_780_000_000

export const second = (n: number): number => T0 + n * 1_000_000

/** A whole sandbox id made of one hex digit. */
export const sandboxId = (digit: string): string => digit.repeat(64)

export function event(part: Partial<PlacedEvent>): PlacedEvent {
  const line = part.line ?? 1
  const timeUs = part.timeUs ?? T0
  return {
    operation: 'StopPodSandbox',
    outcome: 'failed',
    component: 'containerd',
    cause: part.outcome === undefined || part.outcome === 'failed' ? 'cni-config-version-missing' : '',
    sandboxId: '',
    podNamespace: '',
    podName: '',
    podUid: '',
    attempt: -1,
    plugin: '',
    configVersion: undefined,
    supportedVersions: [],
    message: 'invalid version "": the version is empty',
    kind: 'containerd-stop-failed',
    secondary: false,
    podFrom: '',
    repeatN: 1,
    line,
    lineEnd: line,
    byteOffset: line * 100,
    ord: 0,
    timeUs,
    lastUs: timeUs,
    node: 'node-1',
    raw: `raw line ${line}`,
    ...part,
  }
}

export function fact(part: Partial<PlacedFact>): PlacedFact {
  const line = part.line ?? 1
  return {
    kind: 'version',
    component: 'containerd',
    value: '1.6.2',
    text: 'starting containerd version=1.6.2',
    node: 'node-1',
    timeUs: T0,
    line,
    byteOffset: line * 100,
    ...part,
  }
}

export function summary(part: Partial<SourceSummary>): SourceSummary {
  return {
    path: 'bundle/node-1/containerd.log',
    node: 'node-1',
    component: 'containerd',
    transport: 'journald-short',
    payload: 'logrus-text',
    bytes: 1000,
    lines: 10,
    candidates: 5,
    understood: 5,
    firstUs: T0,
    lastUs: second(600),
    year: 0,
    yearFrom: '',
    zoneFrom: '',
    sha256: '',
    problem: '',
    notUnderstood: [],
    counts: {},
    ...part,
  }
}

/** One source of a case that is built by hand. */
export interface BuiltSource {
  readonly key: string
  readonly events?: readonly PlacedEvent[]
  readonly facts?: readonly PlacedFact[]
  readonly summary: SourceSummary
}

/** Puts sources into a store, events in batches of two. */
export function fill(store: Store, sources: readonly BuiltSource[]): void {
  sources.forEach((source, index) => {
    store.begin({ path: source.summary.path, key: source.key })
    const events = source.events ?? []
    for (let at = 0; at < events.length; at += 2)
      store.putBatch({ source: index, events: events.slice(at, at + 2), facts: [] })
    store.putBatch({ source: index, events: [], facts: source.facts ?? [] })
    store.markDone(index, source.summary)
  })
}

/** A finished case in memory. */
export function built(sources: readonly BuiltSource[], options?: StoreOptions): Store {
  const store = openStore(':memory:', options)
  fill(store, sources)
  store.finish()
  return store
}
