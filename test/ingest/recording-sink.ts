import type { Batch, Sink } from '../../src/model/batch.ts'
import type { PlacedEvent } from '../../src/model/event.ts'
import type { CniConfig, PlacedFact } from '../../src/model/fact.ts'
import type { SourceSummary } from '../../src/model/source.ts'

/** Keeps what a sink is given; batches of a source are joined, since their borders mean nothing. */
export class RecordingSink implements Sink {
  readonly begun: { readonly path: string; readonly key: string }[] = []
  readonly events: (PlacedEvent & { readonly source: number })[] = []
  readonly facts: (PlacedFact & { readonly source: number })[] = []
  readonly configs: CniConfig[] = []
  readonly done: SourceSummary[] = []

  begin(source: { readonly path: string; readonly key: string }): void {
    this.begun.push(source)
  }

  putBatch(batch: Batch): void {
    for (const event of batch.events) this.events.push({ ...plainEvent(event), source: batch.source })
    for (const fact of batch.facts) this.facts.push({ ...fact, source: batch.source })
  }

  putConfig(config: CniConfig): void {
    this.configs.push(config)
  }

  markDone(source: number, summary: SourceSummary): void {
    this.done[source] = summary
  }
}

/** The event's fields alone: those from another thread come with a packed form as well. */
export function plainEvent(event: PlacedEvent): PlacedEvent {
  const { operation, outcome, component, cause, sandboxId, podNamespace, podName, podUid, attempt, plugin } = event
  const { configVersion, supportedVersions, message, kind, secondary, podFrom, repeatN, line, lineEnd } = event
  const { byteOffset, ord, timeUs, lastUs, node, raw } = event
  return {
    ...{ operation, outcome, component, cause, sandboxId, podNamespace, podName, podUid, attempt, plugin },
    ...{ configVersion, supportedVersions, message, kind, secondary, podFrom, repeatN, line, lineEnd },
    ...{ byteOffset, ord, timeUs, lastUs, node, raw },
  }
}
