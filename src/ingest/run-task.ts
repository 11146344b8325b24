import { createReadStream } from 'node:fs'
import {
  type ByteSource,
  containers,
  expand,
  type FoundFile,
  freeChunk,
  openFile,
  openStream,
  reason,
  STDIN,
  sourceKey,
  toLeaf,
  unreadable,
} from '../intake/index.ts'
import type { Emit, FilesTask, Task } from './part.ts'
import type { Settings } from './settings.ts'
import type { SourceReader } from './source-reader.ts'
import { newTally, summary } from './tally.ts'

const PIPE_BYTES = 65_536

/** Runs one unit of work. `stdin` is needed where `-` is among its files. */
export async function runTask(
  task: Task,
  settings: Settings,
  reader: SourceReader,
  emit: Emit,
  stdin?: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (task.kind === 'segment') await reader.readSegment(task, emit)
  else for (const file of filesOf(task, settings)) await readRoot(file, settings, reader, emit, stdin)
}

const filesOf = (task: FilesTask, settings: Settings): readonly FoundFile[] => settings.files.slice(task.from, task.to)

/** Reads one input file with all that is inside it. */
async function readRoot(
  file: FoundFile,
  settings: Settings,
  reader: SourceReader,
  emit: Emit,
  stdin?: AsyncIterable<Uint8Array>,
): Promise<void> {
  let source: ByteSource
  try {
    source = await openRoot(file, reader, stdin)
  } catch (error) {
    if (file.path === file.root) throw unreadable(file.path, error)
    await emitProblem(file.path, reason(error), emit)
    return
  }
  if (isContainer(source)) await readContainer(file, source, settings, reader, emit)
  else await reader.readLeaf(toLeaf(source), file.root, emit)
}

/** Reads what is inside an archive or a compressed file. */
async function readContainer(
  file: FoundFile,
  source: ByteSource,
  settings: Settings,
  reader: SourceReader,
  emit: Emit,
): Promise<void> {
  const problems: { readonly path: string; readonly why: string }[] = []
  const context = {
    containers,
    limits: settings.limits,
    spool: settings.spool,
    ahead: true,
    problem: (path: string, why: string) => void problems.push({ path, why }),
  }
  const emitProblems = async (): Promise<void> => {
    for (const { path, why } of problems.splice(0)) await emitProblem(path, why, emit)
  }
  // Members without a year of their own wait until the archive has told what the others know; standard input is read once.
  const waits = new Set<string>()
  const mayWait = source.file !== undefined
  for await (const leaf of expand(source, context)) {
    if (mayWait && leaf.path !== source.path && reader.lacksYear(leaf, file.root)) waits.add(leaf.path)
    else await reader.readLeaf(leaf, file.root, emit)
    await emitProblems()
  }
  await emitProblems()
  if (waits.size > 0) await readWaiting(file, waits, { ...context, problem: () => {} }, reader, emit)
  // Files that are read through a container are counted at their end.
  if (source.file !== undefined) await emit({ part: 'bytes', bytes: source.size ?? 0 })
}

/** Reads the members of an archive that had to wait; what is wrong with the others was told before. */
async function readWaiting(
  file: FoundFile,
  waits: ReadonlySet<string>,
  context: Parameters<typeof expand>[1],
  reader: SourceReader,
  emit: Emit,
): Promise<void> {
  for await (const leaf of expand(openFile(file), context)) {
    if (waits.has(leaf.path)) await reader.readLeaf(leaf, file.root, emit)
  }
}

function isContainer(source: ByteSource): boolean {
  return containers.some((one) => one.accepts(source.head, source.path))
}

/** A file, standard input, or a pipe by name (`<(journalctl -u kubelet)`, a FIFO), which is read once, from its start, and has no time of its own. */
async function openRoot(file: FoundFile, reader: SourceReader, stdin?: AsyncIterable<Uint8Array>): Promise<ByteSource> {
  if (file.path === STDIN) return openStdin(stdin)
  if (file.size !== undefined) return openFile(file, reader.headBuffer)
  const chunks = createReadStream(file.path, { highWaterMark: PIPE_BYTES })
  return openStream(chunks, { path: file.path, size: undefined, mtimeUs: 0, mtimeFrom: '' })
}

/** The chunks of the process' own input are nobody else's; those of a caller's are. */
async function openStdin(stdin: AsyncIterable<Uint8Array> = process.stdin): Promise<ByteSource> {
  const isOwn = stdin === (process.stdin as AsyncIterable<Uint8Array>)
  const chunks = isOwn ? { [Symbol.asyncIterator]: () => stdin[Symbol.asyncIterator](), free: freeChunk } : stdin
  return await openStream(chunks, { path: STDIN, size: undefined, mtimeUs: 0, mtimeFrom: '' })
}

/** A source that could not be read at all. */
async function emitProblem(path: string, why: string, emit: Emit): Promise<void> {
  await emit({ part: 'begin', path, key: sourceKey(path, Buffer.alloc(0)) })
  await emit({ part: 'done', summary: summary(path, '', newTally(), why), wasRead: false })
}
