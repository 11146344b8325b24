import { statSync } from 'node:fs'
import { threadEntry } from '../base/thread-entry.ts'
import type { Sink } from '../model/batch.ts'
import { fileOf } from './file-of.ts'
import { hashFile } from './hash-file.ts'
import { HashThread } from './hash-thread.ts'

/** Files from this size on are hashed beside this thread; a smaller one is hashed before a thread has begun. */
const THREAD_FROM_BYTES = 8 << 20

/** A sink that can be told the SHA-256 of a source after all sources. */
export interface HashedSink extends Sink {
  readonly putHash: (source: number, sha256: string) => void
}

/** A sink that passes everything on and gives each source that has none the SHA-256 of the file on disk that it is or lies in; '' where there is none. */
export interface Hashing {
  readonly sink: Sink
  /** Hands on the hashes of large files, in the order of the sources. Call once, after the last source. */
  readonly end: () => Promise<void>
  /** Ends the thread, also after an error. */
  readonly close: () => Promise<void>
}

/** Hashes the files of all sources that go by. */
export function withHashes(
  target: HashedSink,
  entry: URL | undefined = threadEntry('hash-worker', import.meta.url),
): Hashing {
  const thread = new HashThread(entry)
  const files = new FilesOfSources()
  const small = new Map<string, string>()
  const large: { readonly source: number; readonly path: string }[] = []
  const smallHash = (path: string): string => {
    const hash = small.get(path) ?? hashFile(path)
    small.set(path, hash)
    return hash
  }
  const sources: (FileOnDisk | undefined)[] = []
  const sink: Sink = {
    takesTime: target.takesTime,
    begin(source) {
      const file = source.isHashed === true ? undefined : files.of(source.path)
      if (file?.isLarge === true) {
        large.push({ source: sources.length, path: file.path })
        thread.start(file.path)
      }
      sources.push(file)
      target.begin(source)
    },
    putBatch: (batch) => target.putBatch(batch),
    putConfig: (config) => target.putConfig(config),
    markDone(index, summary) {
      const file = sources[index]
      const sha256 = summary.sha256 || (file === undefined || file.isLarge ? '' : smallHash(file.path))
      target.markDone(index, { ...summary, sha256 })
    },
  }
  return {
    sink,
    async end() {
      for (const { source, path } of large) target.putHash(source, await thread.hashOf(path))
    },
    close: () => thread.close(),
  }
}

interface FileOnDisk {
  readonly path: string
  readonly isLarge: boolean
}

/** The file on disk of each source; the members of an archive, which come one after the other, ask for it once. */
class FilesOfSources {
  private last: FileOnDisk | undefined

  of(source: string): FileOnDisk | undefined {
    if (this.last !== undefined && source.startsWith(`${this.last.path}!/`)) return this.last
    const path = fileOf(source)
    const size = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false })?.size
    this.last = path === undefined || size === undefined ? undefined : { path, isLarge: size >= THREAD_FROM_BYTES }
    return this.last
  }
}
