import { closeSync, openSync, readSync } from 'node:fs'
import { containers, documents, type FoundFile, isBinary, type Leaf, openFile, sourceKey } from '../intake/index.ts'
import type { Parsers } from './parsers.ts'
import type { FilesTask, SegmentTask, Task } from './part.ts'
import type { Settings } from './settings.ts'
import type { SourceReader } from './source-reader.ts'
import { survey } from './survey.ts'

/** Plain files from this size on are read in segments. */
const LARGE_BYTES = 48 << 20
/** Size of a segment, whatever the number of workers. */
const SEGMENT_BYTES = 16 << 20
/** Small neighbouring files make one task up to this many bytes. */
const GROUP_BYTES = 4 << 20
const GROUP_FILES = 256
const TAIL_BYTES = 65_536

/** Sizes that tests make small. */
export interface PlanSizes {
  readonly large: number
  readonly segment: number
}

export const PLAN_SIZES: PlanSizes = { large: LARGE_BYTES, segment: SEGMENT_BYTES }

/** Cuts the inputs into units of work, in input order. It does not depend on the number of workers. */
export function* plan(
  settings: Settings,
  parsers: Parsers,
  reader: SourceReader,
  sizes: PlanSizes,
): Generator<Task, void, undefined> {
  const { files } = settings
  let from = 0
  let bytes = 0
  for (const [i, file] of files.entries()) {
    const large = (file.size ?? 0) >= sizes.large ? openLarge(file, parsers) : undefined
    const size = file.size ?? Number.POSITIVE_INFINITY
    if (from < i && (large !== undefined || bytes + size > GROUP_BYTES || i - from >= GROUP_FILES)) {
      yield group(from, i)
      from = i
      bytes = 0
    }
    bytes += size
    if (large === undefined) continue
    yield* segments(file, large, settings, parsers, reader, sizes.segment)
    from = i + 1
    bytes = 0
  }
  if (from < files.length) yield group(from, files.length)
}

const group = (from: number, to: number): FilesTask => ({ kind: 'files', from, to })

/** The file's head, if it is plain text whose records are lines; undefined otherwise and where it cannot be read. */
function openLarge(file: FoundFile, parsers: Parsers): Leaf | undefined {
  try {
    const source = openFile(file)
    const { head, path } = source
    const headText = Buffer.from(head.subarray(0, 4096)).toString('utf8')
    const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
    const other =
      isUtf16 ||
      isBinary(head) ||
      containers.some((one) => one.accepts(head, path)) ||
      documents.some((one) => one.accepts(head, path)) ||
      parsers.evidences.some((one) => (file.size ?? 0) <= one.maxBytes && one.accepts(path, headText))
    return other ? undefined : { ...source, encoding: 'utf-8' }
  } catch {
    return undefined
  }
}

function* segments(
  file: FoundFile,
  leaf: Leaf,
  settings: Settings,
  parsers: Parsers,
  reader: SourceReader,
  segment: number,
): Iterable<SegmentTask> {
  const place = reader.placeOf(leaf, file.root)
  const node = place.node || settings.node
  const hints = reader.hintsFor(leaf, node)
  const tailUs = tailTime(file, parsers)
  const context = { ...parsers.newContext(), section: place.component }
  const size = file.size ?? 0
  const key = sourceKey(file.path, leaf.head)
  for (let at = 0; at < size; at += segment) {
    const isLast = at + segment >= size
    yield {
      kind: 'segment',
      file,
      span: { from: at, to: isLast ? Number.MAX_SAFE_INTEGER : at + segment },
      isFirst: at === 0,
      isLast,
      key,
      node,
      // The time at the segment's start, between those of the file's ends.
      hints:
        hints.anchor === 'near' && hints.anchorUs !== 0 && tailUs > hints.anchorUs && at > 0
          ? { ...hints, anchorUs: Math.round(hints.anchorUs + ((tailUs - hints.anchorUs) * at) / size) }
          : hints,
      context,
    }
  }
}

/** An absolute time near the file's end; 0 if there is none. */
function tailTime(file: FoundFile, parsers: Parsers): number {
  const fd = openSync(file.path, 'r')
  try {
    const tail = Buffer.alloc(TAIL_BYTES)
    const got = readSync(fd, tail, 0, TAIL_BYTES, Math.max(0, (file.size ?? 0) - TAIL_BYTES))
    return survey(tail.subarray(Math.max(0, tail.indexOf(10) + 1), got), parsers).absoluteUs
  } finally {
    closeSync(fd)
  }
}
