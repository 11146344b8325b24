import { isDeepStrictEqual } from 'node:util'
import { PostmortemError } from '../base/errors.ts'
import { sourceKey } from '../intake/index.ts'
import type { Sink } from '../model/batch.ts'
import type { SourceContext } from '../model/line-window.ts'
import type { Reading } from '../model/reading.ts'
import type { SourceSummary } from '../model/source.ts'
import { isLoss, type Loss, NOT_TEXT } from '../model/unread.ts'
import { Inventory } from './inventory.ts'
import type { FoundEvidence, Part, SegmentTask, Task } from './part.ts'
import type { Settings } from './settings.ts'
import { SilenceBook } from './silence-book.ts'
import { NOT_QUIET, type Quiet, quietOf } from './silences.ts'
import { addTally, mostFrequent, newTally, summary, type Tally } from './tally.ts'

/** Puts the parts of all tasks, in order, into a sink: numbers the sources, joins segments, hands evidence files on last. */
export class Delivery {
  events = 0
  bytes = 0
  source = ''
  private readonly sink: Sink
  private readonly onLoss: ((loss: Loss) => void) | undefined
  private sources = 0
  private current = -1
  private lineShift = 0
  private segmentTally: Tally = newTally()
  private problem = ''
  /** Context after the last segment of a file. */
  private context: SourceContext | undefined
  private readSources = 0
  private readonly sums = { sources: 0, bytes: 0, lines: 0, passedOver: 0, unread: 0 }
  private readonly unread: string[] = []
  private readonly evidence: FoundEvidence[] = []
  private readonly inventory = new Inventory()
  private readonly silences: SilenceBook
  /** Nodes of log sources, by path. */
  private readonly nodes: { readonly path: string; readonly node: string }[] = []

  constructor(sink: Sink, settings: Pick<Settings, 'sinceUs' | 'untilUs'>, onLoss?: (loss: Loss) => void) {
    this.sink = sink
    this.onLoss = onLoss
    this.silences = new SilenceBook(settings)
  }

  /** The same task, or, where the segment before it left another context than was foreseen, the segment with that. */
  readied(task: Task): Task {
    if (task.kind !== 'segment' || this.context === undefined || isDeepStrictEqual(this.context, task.context))
      return task
    return { ...task, context: this.context }
  }

  take(task: Task, part: Part): void {
    switch (part.part) {
      case 'begin':
        this.begin(part.path, part.key, part.isHashed)
        break
      case 'batch':
        this.putBatch(part)
        break
      case 'done':
        this.done(part.summary, part.wasRead, part.quiet)
        break
      case 'segment-done':
        if (task.kind === 'segment') this.endSegment(task, part)
        break
      case 'evidence':
        this.evidence.push(part.evidence)
        break
      case 'bytes':
        this.bytes += part.bytes
        break
    }
  }

  /** A path below the inputs that could not be opened. */
  takeUnread(path: string, why: string): void {
    this.begin(path, sourceKey(path, new Uint8Array(0)))
    this.done(summary(path, '', newTally(), why), false)
  }

  /** Hands on what waits. Throws PostmortemError NO_LOGS where nothing was read. */
  finish(paths: readonly string[]): void {
    for (const evidence of this.evidence) this.putEvidence(evidence)
    for (const { source, ...fact } of this.inventory.facts()) {
      this.sink.putBatch({ source, events: [], facts: [{ ...fact, timeUs: 0, line: 0, byteOffset: 0 }] })
    }
    for (const { source, fact } of this.silences.facts()) this.sink.putBatch({ source, events: [], facts: [fact] })
    if (this.readSources === 0 && this.evidence.length === 0 && !this.isOnlyEmpty()) throw noLogs(paths, this.unread)
  }

  private sum({ problem, bytes, lines }: SourceSummary, isLost: boolean): void {
    if (problem !== '' && (!isLost || bytes === 0)) {
      this.sums[isLost ? 'unread' : 'passedOver']++
      return
    }
    this.sums.sources++
    this.sums.bytes += bytes
    this.sums.lines += lines
  }

  /** What came so far. */
  get reading(): Reading {
    return { ...this.sums, events: this.events }
  }

  private begin(path: string, key: string, isHashed = false): void {
    this.current = this.sources++
    this.lineShift = 0
    this.segmentTally = newTally()
    this.problem = ''
    this.source = path
    this.sink.begin({ path, key, isHashed })
  }

  private putBatch(part: Part & { readonly part: 'batch' }): void {
    this.events += part.events.length
    if (this.lineShift > 0) shiftLines(part, this.lineShift)
    this.silences.noteBoots(part.facts)
    this.sink.putBatch({ source: this.current, events: part.events, facts: part.facts })
  }

  private done(sum: SourceSummary, wasRead: boolean, quiet: Quiet = NOT_QUIET): void {
    if (wasRead) this.readSources++
    else this.unread.push(sum.problem)
    this.noteNode(sum)
    if (wasRead) this.inventory.add(sum.path, this.current, sum.node)
    this.silences.note(this.current, sum, quiet)
    this.markDone(sum)
  }

  private endSegment(task: SegmentTask, part: Part & { readonly part: 'segment-done' }): void {
    addTally(this.segmentTally, part.tally, this.lineShift)
    this.lineShift += part.feeds
    this.context = part.context
    this.problem ||= part.problem
    if (!task.isLast) return
    this.context = undefined
    const tally = this.segmentTally
    this.done(summary(task.file.path, task.node, tally, this.problem), true, quietOf(tally))
  }

  private noteNode(sum: SourceSummary): void {
    if (sum.node !== '') this.nodes.push({ path: sum.path, node: sum.node })
  }

  private isOnlyEmpty(): boolean {
    return this.unread.length > 0 && this.unread.every((why) => why === NOT_TEXT.empty)
  }

  private putEvidence(evidence: FoundEvidence): void {
    const node = evidence.found.node ?? (this.nodeNear(evidence.path, evidence.node) || evidence.node)
    this.begin(evidence.path, evidence.key)
    const facts = evidence.found.facts.map((fact) => ({
      kind: fact.kind,
      component: fact.component,
      value: fact.value,
      text: fact.text,
      node: fact.node ?? node,
      timeUs: 0,
      line: fact.line ?? 1,
      byteOffset: 0,
    }))
    if (facts.length > 0) this.sink.putBatch({ source: this.current, events: [], facts })
    for (const config of evidence.found.configs) this.sink.putConfig({ ...config, node })
    if (evidence.isLog) return
    const tally = {
      ...newTally(),
      bytes: evidence.bytes,
      lines: evidence.lines,
      candidates: 1,
      understood: evidence.found.problem === '' ? 1 : 0,
    }
    tally.transports[evidence.module] = 1
    this.inventory.add(evidence.path, this.current, node)
    this.markDone(summary(evidence.path, node, tally, evidence.found.problem))
  }

  private markDone(sum: SourceSummary): void {
    const isLost = isLoss(sum.problem)
    this.sum(sum, isLost)
    if (isLost) this.onLoss?.({ source: sum.path, why: sum.problem })
    this.sink.markDone(this.current, sum)
  }

  /**
   * The node of the logs that lie in the innermost folder above the path which has any, if they are of one node; a folder that names a
   * node is not left.
   */
  private nodeNear(path: string, named: string): string {
    for (let end = path.lastIndexOf('/'); end >= 0; end = end === 0 ? -1 : path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end + 1)
      if (!folder.includes(named)) return ''
      const found: Record<string, number> = {}
      for (const { path: other, node } of this.nodes) if (other.startsWith(folder)) found[node] = 1
      const names = Object.keys(found)
      if (names.length > 0) return names.length === 1 ? mostFrequent(found) : ''
    }
    return ''
  }
}

/** Counts the lines of a segment from the file's first. In place: the objects are nobody else's, and copies would be slower to store. */
function shiftLines(part: Part & { readonly part: 'batch' }, shift: number): void {
  for (const event of part.events) {
    const place: { line: number; lineEnd: number } = event
    place.line += shift
    place.lineEnd += shift
  }
  for (const fact of part.facts) {
    const place: { line: number } = fact
    place.line += shift
  }
}

function noLogs(paths: readonly string[], unread: readonly string[]): PostmortemError {
  const kinds = [...new Set(unread)].sort().map((why) => `${unread.filter((other) => other === why).length} × ${why}`)
  return new PostmortemError('NO_LOGS', `no logs in ${paths.join(', ')}`, {
    reason: kinds.length === 0 ? 'there is no file to read' : `nothing could be read: ${kinds.join('; ')}`,
    hint: unread.some((why) => REFUSED.test(why))
      ? 'check the permissions (logs often belong to root), or run as a user who may read them'
      : 'give the folder, archive or file that holds the journal, kubelet or containerd logs',
  })
}

/** EACCES: permission denied */
const REFUSED = /\b(?:EACCES|EPERM)\b/
