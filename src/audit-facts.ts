import { AuditGatherer, repair, repairDiff, runChecks } from './audit/index.ts'
import type { AuditContext } from './model/audit.ts'
import type { Batch, Sink } from './model/batch.ts'
import type { CniConfig, PlacedFact } from './model/fact.ts'

/** A sink that passes everything on and, at the end, adds what the audit of the configurations found. */
export interface AuditedSink {
  readonly sink: Sink
  /** Runs the checks over all configurations seen and hands their findings and repairs on as facts. Call once, after the last source. */
  readonly end: () => void
}

const sourcePath = (config: CniConfig): string => config.path.replace(/#[^#/]*$/, '')
const lineAt = (text: string, line: number): string => (text.split('\n')[line - 1] ?? '').trim()

/** Configurations in the evidence are audited with what the logs say of plugins and runtime. */
export function withAudit(target: Sink): AuditedSink {
  const gatherer = new AuditGatherer()
  const indexes = new Map<string, number>()
  let sources = 0
  const sink: Sink = {
    takesTime: target.takesTime,
    begin(source) {
      indexes.set(source.path, sources++)
      gatherer.begin(source)
      target.begin(source)
    },
    putBatch(batch: Batch) {
      gatherer.putBatch(batch)
      target.putBatch(batch)
    },
    putConfig(config) {
      gatherer.putConfig(config)
      target.putConfig(config)
    },
    markDone: (index, summary) => target.markDone(index, summary),
  }
  return {
    sink,
    end() {
      const context = gatherer.context(0, () => undefined)
      const facts = factsBySource(gatherer.configs, context)
      for (const [path, found] of facts) {
        const source = indexes.get(path)
        if (source !== undefined) target.putBatch({ source, events: [], facts: found })
      }
    },
  }
}

function factsBySource(
  configs: readonly CniConfig[],
  context: AuditContext,
): ReadonlyMap<string, readonly PlacedFact[]> {
  const facts = new Map<string, PlacedFact[]>()
  const put = (config: CniConfig, fact: Pick<PlacedFact, 'kind' | 'component' | 'value' | 'text' | 'line'>): void => {
    const path = sourcePath(config)
    const list = facts.get(path) ?? []
    list.push({ ...fact, node: config.node, timeUs: 0, byteOffset: 0 })
    facts.set(path, list)
  }
  const byPath = new Map(configs.map((config) => [`${config.node}\0${config.path}`, config]))
  for (const finding of runChecks(configs, context)) {
    const config = byPath.get(`${finding.node}\0${finding.path}`)
    if (!config || finding.severity === 'note') continue
    const text = lineAt(config.text, finding.line - (config.lineOffset ?? 0))
    put(config, { kind: 'config-finding', component: finding.check, value: finding.what, text, line: finding.line })
  }
  for (const config of configs) {
    const mended = repair(config, context)
    const diff = repairDiff(config, mended)
    if (diff !== '')
      put(config, {
        kind: 'config-repair',
        component: config.path,
        value: mended.comments.join('; '),
        text: diff,
        line: 1,
      })
  }
  return facts
}
