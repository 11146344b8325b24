import type { Times } from '../../parsers/templates/head.ts'
import type { QuickRecord, Told } from '../../parsers/templates/quick-reader.ts'
import type { ShapedLine, Wording } from '../../parsers/templates/shaped-lines.ts'
import { type Around, type Span, WHOLE } from '../intake/index.ts'
import type { PlacedEvent, SandboxEvent } from '../model/event.ts'
import type { ExportEntry } from '../model/export-entry.ts'
import type { Fact, PlacedFact } from '../model/fact.ts'
import type { LineWindow, SourceContext } from '../model/line-window.ts'
import type { LogRecord } from '../model/record.ts'
import { isHollow } from './byte-message.ts'
import { Clock, type ClockFlags, type ClockHints } from './clock.ts'
import { isDamaged, isFar } from './damaged-time.ts'
import { LineEvent } from './line-event.ts'
import { PaceReader } from './pace-reader.ts'
import type { Parsers } from './parsers.ts'
import type { RawArena } from './raw-arena.ts'
import { RecentHeads } from './recent-heads.ts'
import { isFormDecided, isFormKnown } from './silences.ts'
import { count, countRecord, countSample, countTime, newTally, notePlace, type Tally } from './tally.ts'
import { TimeMarks } from './time-marks.ts'

/** Samples of a reader that are read whole until the form of the source is known. Of the others only the time is wanted. */
const WHOLE_SAMPLES = 16
/** Host names that every machine has. */
const NO_HOST = new Set(['', 'localhost', 'localhost.localdomain', '(none)', '-'])

export interface ReaderSettings {
  /** Node of records that name none. */
  readonly node: string
  /** Events outside are left out; those without a time are kept. */
  readonly sinceUs: number
  readonly untilUs: number
  readonly flags: ClockFlags
  /** Called once, when a stamp lacks its year or zone. */
  readonly hints: () => ClockHints
  readonly context: SourceContext
  /** Records that begin outside are another reader's. */
  readonly span: Span
  /** Where raw records are kept; shared by the readers of a thread. */
  readonly raws: RawArena
  /** Only lines that hold a gate are wanted. */
  readonly sieve: boolean
}

/** What is needed of a record to settle its time. */
type Settled = Pick<QuickRecord, 'stamp' | 'outerStamp' | 'line' | 'lineEnd'>

/** Reads records from candidate lines and collects what they say, placed and timed. */
export class RecordReader {
  readonly tally: Tally = newTally()
  readonly context: SourceContext
  events: PlacedEvent[] = []
  facts: PlacedFact[] = []
  private readonly parsers: Parsers
  private readonly settings: ReaderSettings
  private readonly clock: Clock
  private readonly isContextLine: (line: string) => boolean
  private readonly pace: PaceReader
  private zoneChanges = 0
  private samples = 0
  /** Once known, the form of the source stays so. */
  private formKnown = false
  private readonly raws: RawArena
  private readonly marks = new TimeMarks()
  /** Further records of each wording and of each host, which are counted in the tally at the end. */
  private readonly shaped = new Map<Wording, number>()
  private readonly shapedHosts = new Map<string, number>()
  private readonly heads = new RecentHeads()
  private consumed = 0
  /** Time of the last record that was kept and has one. */
  private lastUs = 0
  private sampledUs = 0
  private lastOffset = -1
  private lastOrd = 0

  constructor(parsers: Parsers, settings: ReaderSettings) {
    this.parsers = parsers
    this.settings = settings
    this.context = settings.context
    this.raws = settings.raws
    this.clock = new Clock(settings.flags, settings.hints)
    this.pace = new PaceReader(this.tally.pace, (window) => this.timeOfLine(window))
    this.isContextLine = contextTest(parsers.contextGates)
  }

  /** Takes a candidate line. */
  readonly onCandidate = (window: LineWindow): void => {
    const shaped = this.parsers.readShaped?.(window, this.context)
    // It begins with a time or is an object: such a line tells no context.
    if (shaped === undefined) this.takeLine(window)
    else if (window.line > this.consumed) this.takeShaped(shaped, window)
  }

  private takeLine(window: LineWindow): void {
    const line = window.at(0) ?? ''
    if (this.settings.sieve && isHollow(line, this.parsers.gates)) return
    if (this.isContextLine(line) && this.isOwn(window.offsetOf(0))) this.parsers.observe(this.context, line)
    if (window.line <= this.consumed) return
    const told = this.parsers.readQuickly?.(window, this.context)
    if (told !== undefined) {
      this.takeTold(told, window)
      return
    }
    const assembled = this.parsers.assemble(window)
    if (assembled === undefined) return
    // Lines between those of a record are another record's: only a record in one piece is passed over whole.
    if (assembled.lines.length === assembled.lineEnd - assembled.line + 1) this.consumed = assembled.lineEnd
    if (!this.isNew(assembled.byteOffset)) return
    if (line.includes('\ufffd')) count(this.tally.counts, 'records with invalid UTF-8')
    const records = this.parsers.readRecords(assembled, this.context)
    this.tally.candidates += Math.max(1, records.length)
    if (records.length === 0) notePlace(this.tally, assembled.line, assembled.lines[0] ?? '')
    for (const record of records) this.take(record, window)
  }

  private takeShaped({ wording, textAt, host, stamp, outerStamp }: ShapedLine, window: LineWindow): void {
    const { bytes } = window
    this.consumed = window.line
    const byteOffset = window.offsetOf(0)
    if (bytes === undefined || !this.isNew(byteOffset)) return
    this.tally.candidates++
    this.countShaped(wording, host)
    if (wording.events.length === 0) return
    const timeUs = this.settle({ stamp, outerStamp, line: window.line, lineEnd: window.line }, window)
    countTime(this.tally, timeUs)
    this.tally.telling++
    if (!this.isWanted(timeUs, timeUs)) return
    const node = this.nodeOf({ host, k8sEvent: undefined })
    const raw = this.raws.put(bytes.buffer, bytes.startOf(0), bytes.endOf(0))
    for (const event of wording.events) {
      const place = { line: window.line, byteOffset, ord: this.nextOrd(byteOffset) }
      this.events.push(new LineEvent(event, place, timeUs, node, raw, textAt))
    }
  }

  /** The first of a wording and of a host is counted at once: the tally says at any time which forms the source has. */
  private countShaped(wording: Wording, host: string): void {
    const further = this.shaped.get(wording)
    if (further === undefined) countRecord(this.tally, { ...wording.template.fixed, host: '' })
    this.shaped.set(wording, further === undefined ? 0 : further + 1)
    if (host === '') return
    const ofHost = this.shapedHosts.get(host)
    if (ofHost === undefined) count(this.tally.hosts, host)
    this.shapedHosts.set(host, ofHost === undefined ? 0 : ofHost + 1)
  }

  private takeTold({ record, events, facts }: Told, window: LineWindow): void {
    this.consumed = record.lineEnd
    if (!this.isNew(record.byteOffset)) return
    this.tally.candidates++
    if (record.raw.includes('\ufffd')) count(this.tally.counts, 'records with invalid UTF-8')
    this.keep(record, events, facts, window)
  }

  /** Takes a line only to know its time: coverage without reading every line. */
  readonly onSample = (window: LineWindow, around: Around): void => {
    const offset = window.offsetOf(0)
    const isOwn = this.isOwn(offset)
    const us = this.timeOfLine(window, isOwn && this.samples++ < WHOLE_SAMPLES)
    if (us === 0) return
    if (isFar(us, this.sampledUs) && this.isDamaged(us, window, window.line, window.line)) return
    this.sampledUs = us
    if (isOwn) countTime(this.tally, us)
    this.checkZone()
    this.pace.take(us, offset, isOwn, window, around)
  }

  /** Time of the record that a line belongs to; 0 = it has none. `whole`: the record is read whole, to know the form of the source. */
  private timeOfLine(window: LineWindow, whole = false): number {
    const times = this.parsers.readTimes?.(window)
    if (times !== undefined && (!whole || this.isToldBy(window, times)))
      return this.clock.peek(times.stamp, times.outerStamp)
    if (!whole && !this.clock.knowsBoot && !this.marks.mayHaveTime(window)) return 0
    const assembled = this.parsers.assemble(window)
    if (assembled === undefined) return 0
    let found = 0
    for (const record of this.parsers.readRecords(assembled, this.context)) {
      found ||= this.clock.peek(record.stamp, record.outerStamp)
      if (whole) countSample(this.tally, record)
    }
    return found
  }

  /** Whether the line tells all that is wanted of its record: it has no other stamp than its head says, and its form is known. */
  private isToldBy(window: LineWindow, times: Times): boolean {
    this.formKnown ||= isFormKnown(this.tally) || this.isFormDecided()
    if (this.formKnown) return times.stamp !== times.outerStamp || this.parsers.isPlainRecord?.(window) === true
    const form = this.parsers.readForm?.(window, this.context)
    if (form !== undefined) countSample(this.tally, form)
    return form !== undefined
  }

  /** The samples of a segment are counted with those of others: only of a whole source it is known how many there will be. */
  private isFormDecided(): boolean {
    return this.settings.span === WHOLE && isFormDecided(this.tally, WHOLE_SAMPLES - this.samples + 1)
  }

  /** Times by two zones do not tell how long it was from one to the other. */
  private checkZone(): void {
    if (this.zoneChanges !== this.clock.zoneChanges) this.pace.breakOff()
    this.zoneChanges = this.clock.zoneChanges
  }

  /** Takes a record from an export. */
  takeEntry(entry: ExportEntry): void {
    const peeled = this.parsers.peelEntry(entry)
    if (entry.stamp?.kind === 'epoch')
      this.pace.takeRecord(entry.stamp.us, entry.quietFromUs ?? 0, entry.line, entry.byteOffset)
    if (entry.sample === true) {
      if (peeled !== undefined) this.takeSample(this.parsers.readPeeled(entry, peeled))
      return
    }
    this.tally.candidates++
    if (peeled === undefined) {
      notePlace(this.tally, entry.line, entry.message)
      return
    }
    const told = this.parsers.readEntryQuickly?.(entry, peeled)
    if (told === undefined) this.take(this.parsers.readPeeled(entry, peeled))
    else this.keep(told.record, told.events, told.facts)
  }

  private takeSample(record: LogRecord): void {
    countSample(this.tally, record)
    countTime(this.tally, this.clock.peek(record.stamp, record.outerStamp))
  }

  /** What was collected since the last call. */
  drain(): { readonly events: readonly PlacedEvent[]; readonly facts: readonly PlacedFact[] } {
    const { events, facts } = this
    this.events = []
    this.facts = []
    return { events, facts }
  }

  /** The tally, complete. */
  finish(): Tally {
    for (const [{ template }, n] of this.shaped) countRecord(this.tally, { ...template.fixed, host: '' }, n)
    for (const [host, n] of this.shapedHosts) count(this.tally.hosts, host, n)
    this.shaped.clear()
    this.shapedHosts.clear()
    this.tally.year = this.clock.year
    this.tally.yearFrom = this.clock.yearFrom
    this.tally.provenMin = this.clock.provenMin
    this.tally.zoneFrom = this.clock.zoneFrom
    return this.tally
  }

  private isOwn(offset: number): boolean {
    return offset >= this.settings.span.from && offset < this.settings.span.to
  }

  private isNew(offset: number): boolean {
    return this.isOwn(offset) && this.heads.add(offset)
  }

  private take(record: LogRecord, window?: LineWindow): void {
    this.keep(record, this.parsers.readEvents(record), this.parsers.readFacts(record), window)
  }

  private keep(
    record: QuickRecord,
    events: readonly SandboxEvent[],
    facts: readonly Fact[],
    window?: LineWindow,
  ): void {
    countRecord(this.tally, record)
    // The clock learns from what is kept alone, so that the sieve does not change what it knows.
    if (events.length === 0 && facts.length === 0) return
    const timeUs = this.settle(record, window)
    countTime(this.tally, timeUs)
    const node = this.nodeOf(record)
    if (events.length > 0 && record.k8sEvent === undefined) this.tally.telling++
    for (const fact of facts)
      this.facts.push({ ...fact, node, timeUs, line: record.line, byteOffset: record.byteOffset })
    for (const event of events) this.put(event, record, timeUs, node)
  }

  /** Time of a record, which stands in `window` where it is one of lines; 0 = it has none, or a damaged one. */
  private settle(record: Settled, window: LineWindow | undefined): number {
    const { stamp, outerStamp, line, lineEnd } = record
    const us = this.clock.settleRecord(stamp, outerStamp)
    if (isFar(us, this.lastUs) && window !== undefined) {
      this.clock.forgetLast()
      if (this.isDamaged(us, window, line, lineEnd)) {
        count(this.tally.counts, 'damaged times')
        const outer = outerStamp === undefined || outerStamp === stamp ? 0 : this.clock.settle(outerStamp)
        return isFar(outer, this.lastUs) ? 0 : outer
      }
      this.clock.settleRecord(stamp, outerStamp)
    }
    if (us !== 0) this.lastUs = us
    return us
  }

  private isDamaged(us: number, window: LineWindow, from: number, to: number): boolean {
    return isDamaged(us, window, { from, to }, (near) => this.timeOfLine(near))
  }

  private put(event: SandboxEvent, record: QuickRecord, timeUs: number, node: string): void {
    const ord = this.nextOrd(record.byteOffset)
    const first = event.repeatN > 1 ? this.timeOf(record.k8sEvent?.firstStamp, timeUs) : timeUs
    const last = event.repeatN > 1 ? this.timeOf(record.k8sEvent?.lastStamp, timeUs) : timeUs
    if (!this.isWanted(first, last)) return
    this.events.push({
      operation: event.operation,
      outcome: event.outcome,
      component: event.component,
      cause: event.cause,
      sandboxId: event.sandboxId,
      podNamespace: event.podNamespace,
      podName: event.podName,
      podUid: event.podUid,
      attempt: event.attempt,
      plugin: event.plugin,
      configVersion: event.configVersion,
      supportedVersions: event.supportedVersions,
      message: event.message,
      kind: event.kind,
      secondary: event.secondary,
      podFrom: event.podFrom,
      repeatN: event.repeatN,
      line: record.line,
      lineEnd: record.lineEnd,
      byteOffset: record.byteOffset,
      ord,
      timeUs: first,
      lastUs: Math.max(first, last),
      node,
      raw: record.raw.toWellFormed(),
    })
  }

  private isWanted(first: number, last: number): boolean {
    return last === 0 || (last >= this.settings.sinceUs && first <= this.settings.untilUs)
  }

  private timeOf(stamp: LogRecord['stamp'], otherwise: number): number {
    return (stamp === undefined ? 0 : this.clock.settle(stamp)) || otherwise
  }

  /** Records glued on one line share their byte offset: their events are counted through. */
  private nextOrd(offset: number): number {
    this.lastOrd = offset === this.lastOffset ? this.lastOrd + 1 : 0
    this.lastOffset = offset
    return this.lastOrd
  }

  /** An event of the cluster says itself which node it is about; where the file lies says nothing then. */
  private nodeOf(record: Pick<QuickRecord, 'host' | 'k8sEvent'>): string {
    if (record.k8sEvent !== undefined) return record.k8sEvent.node
    return NO_HOST.has(record.host) ? this.context.node || this.settings.node : record.host
  }
}

/** Tests by their gates: a folder may hold thousands of sources. */
const contextTests = new WeakMap<readonly string[], (line: string) => boolean>()

/** Whether a line holds one of the literals ('\n' first = at its start). */
function contextTest(gates: readonly string[]): (line: string) => boolean {
  const known = contextTests.get(gates)
  if (known !== undefined) return known
  const test = newContextTest(gates)
  contextTests.set(gates, test)
  return test
}

function newContextTest(gates: readonly string[]): (line: string) => boolean {
  const anchored = gates.filter((gate) => gate.startsWith('\n')).map((gate) => gate.slice(1))
  const anywhere = gates.filter((gate) => !gate.startsWith('\n'))
  const firsts = new Set(anchored.map((gate) => gate.charCodeAt(0)))
  return (line) =>
    (firsts.has(line.charCodeAt(0)) && anchored.some((gate) => line.startsWith(gate))) ||
    anywhere.some((gate) => line.includes(gate))
}
