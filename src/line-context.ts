import { statSync } from 'node:fs'
import { DEFAULT_LIMITS } from './base/limits.ts'
import { shorten } from './base/visible-text.ts'
import { fileOf } from './ingest/file-of.ts'
import { containers, expand, isBinary, type Leaf, openFile, STDIN } from './intake/index.ts'
import { type MarkBefore, readMarkedLines } from './marked-lines.ts'
import type { LineContext, LinePlace } from './model/line-context.ts'
import { NeededLines } from './needed-lines.ts'

/** Lines before a cited line, and after it: a record of several lines is shown with two more. */
const BEFORE = 2
const AFTER = 16
/** Neighbours are cut to this many characters. */
const NEIGHBOUR_CHARS = 2000

/** What is opened and read again at most: compressed bytes of an archive, bytes of one stream. */
export interface ContextLimits {
  readonly archiveBytes: number
  readonly streamBytes: number
}

const LIMITS: ContextLimits = { archiveBytes: 256 << 20, streamBytes: 256 << 20 }

export interface ContextOptions {
  readonly limits?: ContextLimits
  /** Where to begin in a plain file, by its path; without it a file is read from its start. */
  readonly markBefore?: MarkBefore
}

const GONE = 'the source is not there any more'
const NOT_LINES = 'the records of this source are no lines'

/** Lines that were found in one source, or why there are none. */
type Found = NeededLines | string

/**
 * Reads the neighbours of cited lines again from the sources: plain files, compressions and members of archives, each file opened once and
 * streamed, ended after the last line needed; what lies between the lines of a plain file is passed over where marks are known. What is kept is bounded by the number of places. Never throws: a source that is gone, too large or
 * damaged is told as such.
 */
export async function readLineContext(
  places: readonly LinePlace[],
  options: ContextOptions = {},
): Promise<LineContext> {
  const wanted = new Map<string, NeededLines>()
  for (const { source, line } of places) {
    const lines = wanted.get(source) ?? new NeededLines()
    lines.need(line - BEFORE, line + AFTER)
    wanted.set(source, lines)
  }
  const found = new Map<string, Found>()
  const files = new Map<string, string[]>()
  for (const source of wanted.keys()) {
    const file = fileOf(source)
    if (file === undefined) found.set(source, source.split('!/')[0] === STDIN ? 'it came from standard input' : GONE)
    else files.set(file, [...(files.get(file) ?? []), source])
  }
  for (const [file, sources] of files) await readFile(file, sources, wanted, found, options)
  return (source, line) => {
    const lines = found.get(source) ?? GONE
    if (typeof lines === 'string') return { missing: lines }
    const at = lines.text(line)
    if (at === undefined)
      return {
        missing: lines.ended ? 'the source has no such line any more' : 'the source cannot be read to that line',
      }
    return { before: neighbours(lines, line - BEFORE, line - 1), at, after: neighbours(lines, line + 1, line + AFTER) }
  }
}

function neighbours(lines: NeededLines, from: number, to: number): readonly string[] {
  const out: string[] = []
  for (let line = Math.max(1, from); line <= to; line++) {
    const text = lines.text(line)
    if (text !== undefined) out.push(shorten(text, NEIGHBOUR_CHARS))
  }
  return out
}

async function readFile(
  file: string,
  sources: readonly string[],
  wanted: ReadonlyMap<string, NeededLines>,
  found: Map<string, Found>,
  { limits = LIMITS, markBefore }: ContextOptions,
): Promise<void> {
  const left = new Set(sources)
  let problem = GONE
  try {
    const { size, mtimeMs } = statSync(file)
    const root = openFile({ path: file, root: file, size, mtimeUs: Math.floor(mtimeMs) * 1000 })
    if (size > limits.archiveBytes && containers.some((one) => one.accepts(root.head, file))) {
      for (const source of sources) found.set(source, 'the archive is too large to be read again')
      return
    }
    const context = {
      containers: onTheWay(sources),
      limits: DEFAULT_LIMITS,
      problem: () => (problem = 'the source cannot be read'),
    }
    for await (const leaf of expand(root, context)) {
      const lines = wanted.get(leaf.path)
      if (lines === undefined || !left.delete(leaf.path)) continue
      found.set(leaf.path, await readLeaf(leaf, lines, limits.streamBytes, markBefore))
      if (left.size === 0) break
    }
  } catch {
    problem = 'the source cannot be read'
  }
  for (const source of left) found.set(source, problem)
}

/** Containers that open only what leads to the sources: other members are passed over unread. */
function onTheWay(sources: readonly string[]): typeof containers {
  const leads = (path: string): boolean => sources.some((source) => source === path || source.startsWith(`${path}!/`))
  return containers.map((one) => ({ ...one, accepts: (head, path) => leads(path) && one.accepts(head, path) }))
}

async function readLeaf(
  leaf: Leaf,
  lines: NeededLines,
  most: number,
  markBefore: MarkBefore | undefined,
): Promise<Found> {
  if (isBinary(leaf.head)) return NOT_LINES
  let read = 0
  try {
    if (leaf.file !== undefined && markBefore !== undefined) {
      readMarkedLines(leaf.file, lines, markBefore, most)
      return lines
    }
    for await (const chunk of leaf.bytes) {
      read += chunk.length
      lines.take(chunk)
      leaf.bytes.free?.(chunk)
      if (lines.complete || read >= most) return lines
    }
    lines.end()
  } catch {
    // damage: what came before it counts
  }
  return lines
}
