import type { AuditContext, SupportedVersions } from '../model/audit.ts'
import type { Sink } from '../model/batch.ts'
import type { PlacedEvent } from '../model/event.ts'
import type { CniConfig, PlacedFact } from '../model/fact.ts'

/** Collects from an input what an audit needs: configurations, plugin versions, listings, runtime versions. Other records are let go. */
export class AuditGatherer implements Sink {
  readonly configs: CniConfig[] = []
  private readonly paths: string[] = []
  private readonly supported = new Map<string, SupportedVersions>()
  private readonly containerd = new Map<string, string>()
  /** When the version in `containerd` was told, by node. */
  private readonly toldUs = new Map<string, number>()
  private readonly binaries = new Map<string, ReadonlySet<string>>()

  begin(source: { readonly path: string }): void {
    this.paths.push(source.path)
  }

  putConfig(config: CniConfig): void {
    this.configs.push(config)
  }

  putBatch(batch: {
    readonly source: number
    readonly events: readonly PlacedEvent[]
    readonly facts: readonly PlacedFact[]
  }): void {
    const path = this.paths[batch.source] ?? ''
    for (const event of batch.events) {
      const { plugin, supportedVersions } = event
      // In a flood every other event tells them again: no place is printed for those.
      if (plugin === '' || supportedVersions.length === 0 || this.supported.has(plugin)) continue
      this.learn(plugin, { versions: supportedVersions, from: `${path}:${event.line}` })
    }
    for (const fact of batch.facts) this.fact(fact, path)
  }

  markDone(): void {}

  private fact(fact: PlacedFact, path: string): void {
    if (fact.kind === 'plugin-versions') this.learn(fact.component, { versions: fact.value.split(' '), from: path })
    else if (fact.kind === 'plugin-binaries' && fact.component.startsWith('/'))
      this.binaries.set(fact.node, new Set(fact.value.split(' ')))
    else if (
      (fact.kind === 'version' || fact.kind === 'runtime-start') &&
      fact.component === 'containerd' &&
      fact.value !== ''
    )
      this.tellContainerd(fact)
  }

  /** The last word counts, whatever the order of the sources; what was collected with the bundle (no time) is later than its logs. */
  private tellContainerd({ node, value, timeUs }: PlacedFact): void {
    const us = timeUs === 0 ? Number.POSITIVE_INFINITY : timeUs
    if (us < (this.toldUs.get(node) ?? 0)) return
    this.toldUs.set(node, us)
    this.containerd.set(node, value)
  }

  /** What the plugin itself said is believed; the first answer stays. */
  private learn(type: string, supported: SupportedVersions): void {
    if (!this.supported.has(type)) this.supported.set(type, supported)
  }

  context(maxPods: number, further: (type: string) => SupportedVersions | undefined): AuditContext {
    return {
      supported: (type) => this.supported.get(type) ?? further(type),
      containerd: this.containerd,
      binaries: this.binaries,
      maxPods,
    }
  }
}
