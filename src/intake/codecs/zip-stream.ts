import type { Unzip, UnzipFile } from 'fflate'
import { limitHint } from '../../base/limits.ts'
import { fflate } from '../../base/on-demand.ts'
import type { ContainerContext, Member } from '../container.ts'

/** Compressed input goes in small steps, so that little output is waiting at any time. */
const STEP = 65536

interface Found {
  readonly file: UnzipFile
  readonly ready: Uint8Array[]
  done: boolean
  error: Error | undefined
}

const clean = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')

/** Feeds a stream to fflate step by step; members appear in `found` in stored order. */
class Walker {
  readonly found: Found[] = []
  ended = false
  failure: unknown
  private readonly unzip: Unzip
  private readonly source: AsyncIterator<Uint8Array>
  private chunk: Uint8Array = new Uint8Array(0)
  private at = 0

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.source = bytes[Symbol.asyncIterator]()
    const { Unzip, UnzipInflate, UnzipPassThrough } = fflate()
    this.unzip = new Unzip((file) => this.start(file))
    this.unzip.register(UnzipInflate)
    this.unzip.register(UnzipPassThrough)
  }

  private start(file: UnzipFile): void {
    const entry: Found = { file, ready: [], done: false, error: undefined }
    file.ondata = (error, data, final) => {
      if (error) entry.error = error
      if (data && data.length > 0) entry.ready.push(data)
      if (error || final) entry.done = true
    }
    this.found.push(entry)
    try {
      file.start()
    } catch (error) {
      entry.error = error instanceof Error ? error : new Error(String(error))
      entry.done = true
    }
  }

  /** One step of input; false at the end. */
  async step(): Promise<boolean> {
    if (this.ended) return false
    try {
      if (this.at >= this.chunk.length) {
        const next = await this.source.next()
        if (next.done) {
          this.ended = true
          return false
        }
        this.chunk = next.value
        this.at = 0
      }
      this.unzip.push(this.chunk.slice(this.at, this.at + STEP), false)
      this.at += STEP
      return true
    } catch (error) {
      this.failure = error
      this.ended = true
      return false
    }
  }
}

/**
 * Members of a zip read front to back by their local headers, for archives without a central directory or too large to hold.
 * A cut archive gives what stands before the cut, then its member's bytes throw.
 */
export async function* zipStreamMembers(
  path: string,
  bytes: AsyncIterable<Uint8Array>,
  context: ContainerContext,
): AsyncIterable<Member> {
  const walker = new Walker(bytes)
  for (let index = 0; ; index++) {
    while (index >= walker.found.length && (await walker.step()));
    const entry = walker.found[index]
    if (!entry) break
    if (index >= context.limits.members) {
      context.problem(path, `more than ${context.limits.members} members: the rest is not read ${limitHint('members')}`)
      return
    }
    const isFolder = entry.file.name.endsWith('/')
    const body = content(walker, entry)
    if (!isFolder)
      yield { path: `${path}!/${clean(entry.file.name)}`, bytes: body, size: entry.file.originalSize, mtimeUs: 0 }
    await passOver(walker, entry)
  }
  if (walker.failure !== undefined)
    context.problem(
      path,
      `damaged: ${walker.failure instanceof Error ? walker.failure.message : String(walker.failure)}`,
    )
}

async function* content(walker: Walker, entry: Found): AsyncIterable<Uint8Array> {
  for (;;) {
    yield* entry.ready.splice(0)
    if (entry.error) throw entry.error
    if (entry.done) return
    if (!(await walker.step())) {
      yield* entry.ready.splice(0)
      if (!entry.done) throw new Error('the archive ends within this member')
      return
    }
  }
}

/** What nobody read of a member is dropped, so that the next one comes. */
async function passOver(walker: Walker, entry: Found): Promise<void> {
  while (!entry.done && (await walker.step())) entry.ready.length = 0
  entry.ready.length = 0
}
