import { hash } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { limitHint } from '../base/limits.ts'
import {
  createScanner,
  documents,
  HEAD_BYTES,
  isBinary,
  type Leaf,
  LineScan,
  OPENED_BYTES,
  placeOf,
  reason,
  type SourcePlace,
  type Span,
  sourceKey,
  WHOLE,
  windowBytes,
} from '../intake/index.ts'
import type { SourceContext } from '../model/line-window.ts'
import { NOT_TEXT } from '../model/unread.ts'
import type { ClockFlags, ClockHints } from './clock.ts'
import { once, readEvidence } from './evidence.ts'
import { hintsOf } from './hints.ts'
import { HostNames } from './host-names.ts'
import { MemberSurveys } from './member-surveys.ts'
import type { Parsers } from './parsers.ts'
import type { Emit, SegmentTask } from './part.ts'
import { RawArena } from './raw-arena.ts'
import { RecordReader } from './record-reader.ts'
import { clockFlags, type Settings } from './settings.ts'
import { quietOf } from './silences.ts'
import { mayBeOneNode, proofOf, type Survey, survey, type TimeProof } from './survey.ts'
import type { Surveys } from './surveys.ts'
import { count, newTally, summary } from './tally.ts'

/** Events after which a batch is handed on. Those of a larger one outlive young objects: four times as many cost 100 MB in 2 GB of logs. */
const BATCH_EVENTS = 1024

/** Bytes of a stream after which a smaller batch is handed on: its events would outlive young objects too. */
const BATCH_BYTES = 2 << 20

/** Reads single sources: text, documents, evidence files, segments. One a thread. */
export class SourceReader {
  private readonly parsers: Parsers
  private readonly settings: Settings
  private readonly flags: ClockFlags
  private readonly surveys: Surveys
  private readonly hostNames = new HostNames()
  private readonly members = new MemberSurveys()
  private readonly raws = new RawArena()
  private lineScan: LineScan | undefined
  private surveyed: { readonly head: Uint8Array; readonly survey: Survey } | undefined
  /** Heads of input files: one is read at a time. */
  readonly headBuffer: Buffer = Buffer.allocUnsafeSlow(OPENED_BYTES)

  constructor(parsers: Parsers, settings: Settings, surveys: Surveys) {
    this.parsers = parsers
    this.settings = settings
    this.surveys = surveys
    this.flags = clockFlags(settings)
  }

  /**
   * Is this a log whose stamps have no year, of which neither its head nor anything read so far tells the year? Learns what the head of
   * an archive's member tells for its neighbours.
   */
  lacksYear(leaf: Leaf, root: string): boolean {
    if (this.flags.year !== 0 || leaf.head.length === 0 || isBinary(leaf.head)) return false
    if (documents.some((one) => one.accepts(leaf.head, leaf.path))) return false
    const own = this.surveyOf(leaf)
    const proof = proofOf(own)
    const lacks = proof === undefined && own.yearless !== undefined && own.headerUs === 0
    if (proof === undefined && !lacks) return false
    const node = own.host || this.placeOf(leaf, root).node || this.settings.node
    if (proof !== undefined) this.members.note(leaf.path, node, proof)
    if (!lacks) return false
    for (const other of this.others(leaf, node)) if (other.absoluteUs !== 0) return false
    return true
  }

  /** Reads one stream of an input and yields its parts. `root` is the path argument it was found under. */
  async readLeaf(leaf: Leaf, root: string, emit: Emit): Promise<void> {
    const place = this.placeOf(leaf, root)
    const node = place.node || this.settings.node
    const read = await readEvidence(leaf, node, this.parsers.evidences, this.parsers.eventGates)
    if (read?.evidence !== undefined) {
      if (leaf.file === undefined) this.hostNames.note(leaf.path, read.evidence.found.node ?? '')
      await emit({ part: 'evidence', evidence: read.evidence })
    }
    const log = read === undefined ? leaf : read.log
    if (log !== undefined) await this.readLog(log, place, emit)
  }

  private async readLog(leaf: Leaf, place: SourcePlace, emit: Emit): Promise<void> {
    const node = place.node || this.settings.node
    const isHashed = this.isHashed(leaf)
    await emit({ part: 'begin', path: leaf.path, key: sourceKey(leaf.path, leaf.head), isHashed })
    const sha256 = isHashed ? hash('sha256', leaf.head, 'hex') : ''
    const unread = leaf.head.length === 0 ? await whyEmpty(leaf) : undefined
    if (unread !== undefined) {
      await emit({ part: 'done', summary: summary(leaf.path, node, newTally(), unread, sha256), wasRead: false })
      return
    }
    const document = documents.filter((one) => one.accepts(leaf.head, leaf.path)).sort((a, b) => a.order - b.order)[0]
    if (document === undefined && isBinary(leaf.head)) {
      const tally = { ...newTally(), bytes: leaf.size ?? 0 }
      const binary = summary(leaf.path, node, tally, NOT_TEXT.binary, sha256)
      await emit({ part: 'done', summary: binary, wasRead: false })
      return
    }
    const context = { ...this.parsers.newContext(), section: place.component }
    const reader = this.recordReader(node, WHOLE, () => this.leafHints(leaf, node), context)
    const problem =
      document === undefined
        ? await this.readText(leaf, reader, emit)
        : await this.readDocumentOrText(document.id, leaf, reader, emit)
    const tally = reader.finish()
    await emit({
      part: 'done',
      summary: summary(leaf.path, node, tally, problem, sha256),
      wasRead: true,
      quiet: quietOf(tally),
    })
  }

  /** Where a source stands; a file with the host's name beside it knows better than a folder's name. */
  placeOf(leaf: Leaf, root: string): SourcePlace {
    const place = placeOf(leaf.path, root)
    const node = this.hostNames.nodeOf(leaf, root, place.node)
    return node === place.node ? place : { ...place, node }
  }

  /** Reads a segment of a large plain file. */
  async readSegment(task: SegmentTask, emit: Emit): Promise<void> {
    const reader = this.recordReader(task.node, task.span, () => task.hints, { ...task.context })
    if (task.isFirst) await emit({ part: 'begin', path: task.file.path, key: task.key })
    const scan = this.scan()
    scan.begin(task.span, reader.onCandidate, reader.onSample)
    const problem = await this.readFile(task.file.path, scan, reader, emit)
    const tally = reader.finish()
    tally.bytes = Math.min(task.span.to, task.file.size ?? 0) - task.span.from
    countScan(tally, scan)
    await emit({ part: 'segment-done', tally, feeds: scan.feeds, context: reader.context, problem })
  }

  /** Hints of a source that is read in segments. */
  hintsFor(leaf: Leaf, node: string): ClockHints {
    return this.leafHints(leaf, node)
  }

  private recordReader(node: string, span: Span, hints: () => ClockHints, context: SourceContext): RecordReader {
    const { sinceUs, untilUs, sieve } = this.settings
    const { flags, raws } = this
    return new RecordReader(this.parsers, { node, sinceUs, untilUs, flags, hints, context, span, raws, sieve })
  }

  private leafHints(leaf: Leaf, node: string): ClockHints {
    return hintsOf({
      path: leaf.path,
      mtimeUs: leaf.mtimeUs,
      mtimeFrom: leaf.mtimeFrom,
      flags: this.flags,
      own: () => this.surveyOf(leaf),
      others: () => this.others(leaf, node),
      bundle: () => this.members.ofArchive(leaf.path),
    })
  }

  /** Hashes are wanted, and all bytes of the file are at hand. */
  private isHashed({ isWhole, file }: Leaf): boolean {
    return this.settings.hashes && isWhole && file !== undefined
  }

  /** The survey of a source, made once: an archive's member is asked twice. */
  private surveyOf({ head }: Leaf): Survey {
    if (this.surveyed?.head !== head) this.surveyed = { head, survey: survey(head, this.parsers) }
    return this.surveyed.survey
  }

  /** What the neighbours of a source tell of time. */
  private *others(leaf: Leaf, node: string): Iterable<TimeProof> {
    yield* this.surveys.ofNode(node, leaf.path)
    yield* this.members.ofNode(node, leaf.path)
    for (const one of this.settings.known) if (mayBeOneNode(one.node, node)) yield one
  }

  private scan(): LineScan {
    const { sieve, limits } = this.settings
    this.lineScan ??= new LineScan(createScanner(this.parsers.gates, windowBytes(limits.lineBytes)), {
      sieve,
      lineBytes: limits.lineBytes,
    })
    return this.lineScan
  }

  /** Returns what could not be read; '' if all was. */
  private async readText(leaf: Leaf, reader: RecordReader, emit: Emit): Promise<string> {
    const scan = this.scan()
    scan.begin(WHOLE, reader.onCandidate, reader.onSample)
    const problem = leaf.isWhole
      ? await this.readHead(leaf, scan, reader, emit)
      : leaf.file === undefined
        ? await this.readStream(leaf, scan, reader, emit)
        : await this.readFile(leaf.file, scan, reader, emit)
    reader.tally.bytes = scan.bytes
    countScan(reader.tally, scan)
    if (leaf.encoding === 'utf-16') count(reader.tally.counts, 'decoded from UTF-16')
    return problem
  }

  /** Reads a source that is no longer than its head: most files of a bundle are. */
  private async readHead(leaf: Leaf, scan: LineScan, reader: RecordReader, emit: Emit): Promise<string> {
    scan.push(leaf.head)
    scan.finish()
    await flush(reader, emit, true)
    if (leaf.file !== undefined) await emit({ part: 'bytes', bytes: scan.bytes })
    return ''
  }

  private async readFile(file: string, scan: LineScan, reader: RecordReader, emit: Emit): Promise<string> {
    let fd: number | undefined
    let problem = ''
    let told = 0
    try {
      fd = openSync(file, 'r')
      for (let more = true; more; ) {
        more = scan.read(fd)
        await flush(reader, emit, !more)
        await emit({ part: 'bytes', bytes: scan.bytes - told })
        told = scan.bytes
      }
    } catch (error) {
      problem = reason(error)
      await flush(reader, emit, true)
    } finally {
      if (fd !== undefined) closeSync(fd)
    }
    return problem
  }

  /** Keeps what came before the damage. */
  private async readStream({ bytes }: Leaf, scan: LineScan, reader: RecordReader, emit: Emit): Promise<string> {
    let problem = ''
    let handed = 0
    try {
      for await (const chunk of bytes) {
        scan.push(chunk)
        bytes.free?.(chunk)
        const isDue = scan.bytes - handed >= BATCH_BYTES
        if (isDue) handed = scan.bytes
        await flush(reader, emit, isDue)
      }
    } catch (error) {
      problem = reason(error)
    }
    scan.finish()
    await flush(reader, emit, true)
    return problem
  }

  /** A document that is cut before its first record ends has none; its lines may still tell something. */
  private async readDocumentOrText(id: string, leaf: Leaf, reader: RecordReader, emit: Emit): Promise<string> {
    const problem = await this.readDocument(id, leaf, reader, emit)
    const again = id === 'json-document' && !reader.tally.counts['JSON records'] ? startAgain(leaf) : undefined
    return again === undefined ? problem : (await this.readText(again, reader, emit)) || problem
  }

  private async readDocument(id: string, leaf: Leaf, reader: RecordReader, emit: Emit): Promise<string> {
    const document = documents.find((one) => one.id === id)
    if (document === undefined) return ''
    let problem = ''
    const context = {
      limits: this.settings.limits,
      spool: this.settings.spool,
      sieve: this.settings.sieve,
      gates: this.parsers.gates,
      count: (what: string, n = 1) => count(reader.tally.counts, what, n),
      problem: (why: string) => {
        problem = why
      },
    }
    try {
      for await (const entries of document.read(leaf, context)) {
        for (const entry of entries) reader.takeEntry(entry)
        await flush(reader, emit, false)
      }
    } catch (error) {
      problem = reason(error)
    }
    await flush(reader, emit, true)
    reader.tally.bytes = leaf.size ?? 0
    return problem
  }
}

/** The same stream from its first byte, where that needs no second reading of an archive. */
function startAgain(leaf: Leaf): Leaf | undefined {
  if (leaf.file !== undefined) return leaf
  return leaf.head.length < HEAD_BYTES ? { ...leaf, bytes: once(leaf.head) } : undefined
}

async function flush(reader: RecordReader, emit: Emit, final: boolean): Promise<void> {
  if (reader.events.length + reader.facts.length < (final ? 1 : BATCH_EVENTS)) return
  await emit({ part: 'batch', ...reader.drain() })
}

function countScan(tally: RecordReader['tally'], scan: LineScan): void {
  tally.lines = scan.lines
  count(tally.counts, 'NUL bytes', scan.nulBytes)
  count(tally.counts, `lines cut for their length ${limitHint('lineBytes')}`, scan.cutLines)
}

/** An empty head: the source is empty, or it could not be read at all. */
async function whyEmpty(leaf: Leaf): Promise<string | undefined> {
  try {
    for await (const chunk of leaf.bytes) if (chunk.length > 0) return undefined
  } catch (error) {
    return reason(error)
  }
  return NOT_TEXT.empty
}
