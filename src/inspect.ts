import { isoTime } from './base/time.ts'
import { type InputOptions, ingestOptions } from './input-options.ts'
import type { Sink } from './model/batch.ts'
import type { SourceSummary } from './model/source.ts'

/** One source as `inspect` shows it. Times are ISO-8601 UTC, null where none is known; absent texts are ''. */
export interface InspectedSource {
  readonly path: string
  /** A log, an evidence file that is none (CNI configuration, versions ...), or what could not be read. */
  readonly kind: 'log' | 'evidence' | 'unread'
  readonly node: string
  readonly component: string
  readonly transport: string
  readonly payload: string
  /** Layout of the bundle it belongs to, and its part in it (`kubelet log`). */
  readonly bundle: string
  readonly part: string
  readonly bytes: number
  readonly lines: number
  readonly candidates: number
  readonly understood: number
  readonly events: number
  readonly facts: number
  readonly first: string | null
  readonly last: string | null
  /** Year that stamps without one were given, and where it was taken from; 0 and '' where all stamps have one. */
  readonly year: number
  readonly year_from: string
  readonly zone_from: string
  readonly problem: string
  readonly counts: Readonly<Record<string, number>>
}

/** What is found under the given paths. */
export interface Inspection {
  readonly sources: readonly InspectedSource[]
  /** Logs that a bundle of a known layout lacks: `no containerd log from node-3`. */
  readonly missing: readonly string[]
  /** What collectors leave out by themselves. */
  readonly limits: readonly string[]
}

/**
 * Reads everything under the paths and tells what was recognised, in input order. Writes nothing.
 * Throws PostmortemError PATH_NOT_FOUND, PATH_UNREADABLE, NO_LOGS or BAD_OPTION.
 */
export async function inspect(options: InputOptions): Promise<Inspection> {
  const [{ ingest }, { placeOf, bundles }, { evidences }] = await Promise.all([
    import('./ingest/index.ts'),
    import('./intake/index.ts'),
    import('../parsers/evidence/index.ts'),
  ])
  const found: { events: number; facts: number; sum: SourceSummary | undefined }[] = []
  const missing: string[] = []
  const limits = new Set<string>()
  const sink: Sink = {
    begin: () => found.push({ events: 0, facts: 0, sum: undefined }),
    putBatch: ({ source, events, facts }) => {
      const one = found[source]
      for (const { kind, value, text } of facts) {
        if (kind === 'log-missing') missing.push(value)
        else if (kind === 'log-limit') limits.add(`${text}: ${value}`)
        else if (one !== undefined) one.facts++
      }
      if (one !== undefined) one.events += events.length
    },
    putConfig: () => {},
    markDone: (source, sum) => {
      const one = found[source]
      if (one !== undefined) one.sum = sum
    },
  }
  await ingest(ingestOptions(options), sink)
  const modules = new Set(evidences.map(({ id }) => id))
  const proven = new Set(
    found
      .map(({ sum }) => placeOf(sum?.path ?? '', ''))
      .flatMap((place) => (place.proves ? [place.layout + place.root] : [])),
  )
  const titles = new Map(bundles.map(({ id, title }) => [id, title]))
  const sources = found.flatMap(({ events, facts, sum }): readonly InspectedSource[] => {
    if (sum === undefined) return []
    const place = placeOf(sum.path, '')
    const isBundle = proven.has(place.layout + place.root)
    const unread = sum.problem !== '' && sum.lines === 0 && sum.candidates === 0
    return [
      {
        path: sum.path,
        kind: modules.has(sum.transport) ? 'evidence' : unread ? 'unread' : 'log',
        node: sum.node,
        component: sum.component || place.component,
        transport: sum.transport,
        payload: sum.payload,
        bundle: isBundle ? (titles.get(place.layout) ?? '') : '',
        part: isBundle ? place.what : '',
        bytes: sum.bytes,
        lines: sum.lines,
        candidates: sum.candidates,
        understood: sum.understood,
        events,
        facts,
        first: isoTime(sum.firstUs),
        last: isoTime(sum.lastUs),
        year: sum.year,
        year_from: sum.yearFrom,
        zone_from: sum.zoneFrom,
        problem: sum.problem,
        counts: sum.counts,
      },
    ]
  })
  return { sources, missing, limits: [...limits] }
}

/** An inspection as text for people, or as one JSON object. */
export function renderInspection(found: Inspection, format: 'text' | 'json'): string {
  if (format === 'json') return `${JSON.stringify(found, null, 2)}\n`
  const of = (kind: InspectedSource['kind']): readonly InspectedSource[] =>
    found.sources.filter((one) => one.kind === kind)
  return [
    ...part('Logs', of('log').map(logText)),
    ...part('Evidence files', of('evidence').map(evidenceText)),
    ...part(
      'Not read',
      of('unread').map((one) => `${one.path}: ${one.problem}`),
    ),
    ...part('Missing', found.missing),
    ...part('Left out by collectors', found.limits),
  ].join('\n')
}

function part(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${title} (${items.length})`, ...items.map((item) => `  ${item}`), '']
}

function logText(one: InspectedSource): string {
  const form = [one.transport, one.payload].filter((name) => name !== '').join(' + ')
  const whose = joined([node(one), one.component, form, place(one)])
  const span = one.first === null ? 'no time found' : `${one.first} to ${one.last}`
  const year = one.year === 0 ? '' : `year ${one.year} from ${one.year_from || 'nothing'}`
  const zone = one.zone_from === 'assumed' ? 'zone not told, UTC taken' : ''
  const size = `${one.bytes} bytes, ${one.lines} lines`
  const read = `${one.candidates} records of interest, ${one.understood} understood: ${one.events} events, ${one.facts} facts`
  const counts = Object.entries(one.counts).map(([name, n]) => `${name}: ${n}`)
  return [one.path, whose, joined([size, span, year, zone]), read, joined(counts), one.problem]
    .filter((line) => line !== '')
    .join('\n    ')
}

function evidenceText(one: InspectedSource): string {
  return `${one.path}: ${joined([one.transport, node(one), place(one), one.problem])}`
}

const node = (one: InspectedSource): string => (one.node === '' ? 'node not known' : `node ${one.node}`)
const place = (one: InspectedSource): string => (one.bundle === '' ? '' : `${one.part} of ${one.bundle}`)
const joined = (parts: readonly string[]): string => parts.filter((one) => one !== '').join(' · ')
