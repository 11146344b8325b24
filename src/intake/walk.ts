import { type BigIntStats, readdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { PostmortemError } from '../base/errors.ts'
import { NOT_TEXT } from '../model/unread.ts'

/** A file (or a pipe given by name) among the inputs. */
export interface FoundFile {
  /** As given by the user, then as found below it; `/` on every system. */
  readonly path: string
  /** The path argument it was found under. */
  readonly root: string
  /** Bytes; undefined for a pipe. */
  readonly size: number | undefined
  /** Last change, microseconds since the epoch. */
  readonly mtimeUs: number
}

/** What the paths lead to. */
export interface Walked {
  readonly files: readonly FoundFile[]
  /** Folders and links below the paths that could not be read. */
  readonly problems: readonly { readonly path: string; readonly why: string }[]
}

/** Name of standard input among the paths. */
export const STDIN = '-'

const slashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'))

/** In the order of their bytes in UTF-8: that of the UTF-16 units, but for halves of surrogate pairs. */
function byBytes(a: string, b: string): number {
  if (a === b) return 0
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}

const SURROGATE = /[\ud800-\udfff]/

/**
 * Files behind the paths: in the order of the paths, below each in bytewise order of path. A file that is met again (given twice, a
 * link) counts once; a link to a folder above its path argument is left out: what lies beside the argument was not asked for. Throws PostmortemError PATH_NOT_FOUND or PATH_UNREADABLE for a path argument.
 */
export function walk(paths: readonly string[]): Walked {
  const files: FoundFile[] = []
  const problems: { readonly path: string; readonly why: string }[] = []
  const seen = new Set<string>()

  let above: ReadonlySet<string> = new Set()

  const isNew = (stats: BigIntStats): boolean => {
    const key = keyOf(stats)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  }
  const visit = (path: string, root: string, stats: BigIntStats): void => {
    if (stats.isDirectory()) {
      if (isNew(stats)) visitFolder(path, root)
    } else if (stats.isFile() || path === root) {
      const size = stats.isFile() ? Number(stats.size) : undefined
      if (size === undefined || isNew(stats)) files.push({ path, root, size, mtimeUs: Number(stats.mtimeMs) * 1000 })
    }
  }
  const visitFolder = (folder: string, root: string): void => {
    let names: string[]
    try {
      names = readdirSync(folder)
    } catch (error) {
      if (folder === root) throw unreadable(folder, error)
      problems.push({ path: folder, why: reason(error) })
      return
    }
    // A folder sorts as its files do: `a/` after `a.log`.
    const entries = names.map((name) => {
      const path = join(folder, name)
      const stats = tryStat(path)
      const shown = slashes(path)
      return { path: shown, stats, key: stats?.isDirectory() ? `${shown}/` : shown }
    })
    for (const { path, stats } of entries.sort((a, b) => byBytes(a.key, b.key))) {
      if (stats === undefined) problems.push({ path, why: NOT_TEXT.deadLink })
      else if (above.has(keyOf(stats))) problems.push({ path, why: NOT_TEXT.linkUp })
      else visit(path, root, stats)
    }
  }

  for (const given of paths) {
    if (given === STDIN) {
      files.push({ path: STDIN, root: STDIN, size: undefined, mtimeUs: 0 })
      continue
    }
    const root = slashes(normalize(given)).replace(/(?<=.)\/$/, '')
    const stats = statOf(given)
    above = stats.isDirectory() ? foldersAbove(given) : new Set()
    visit(root, root, stats)
  }
  return { files, problems }
}

function keyOf(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}`
}

/** Keys of the folders that hold a folder, up to the root of the file system. */
function foldersAbove(path: string): ReadonlySet<string> {
  const keys = new Set<string>()
  let folder: string
  try {
    folder = realpathSync(path)
  } catch {
    return keys
  }
  for (let up = dirname(folder); up !== folder; up = dirname(up)) {
    const stats = tryStat(up)
    if (stats !== undefined) keys.add(keyOf(stats))
    folder = up
  }
  return keys
}

function statOf(path: string): BigIntStats {
  try {
    return statSync(path, { bigint: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, error)
    throw new PostmortemError('PATH_NOT_FOUND', `cannot open ${path}`, {
      reason: 'there is no such file or folder',
      hint: 'check the spelling and the folder that the command runs in',
      cause: error,
    })
  }
}

/** undefined where a link leads nowhere. */
function tryStat(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch {
    return undefined
  }
}

/** The error of a path argument that exists and cannot be read. */
export function unreadable(path: string, error: unknown): PostmortemError {
  return new PostmortemError('PATH_UNREADABLE', `cannot read ${path}`, {
    reason: reason(error),
    hint: 'check its permissions (logs often belong to root)',
    cause: error,
  })
}

/** What the system says, in words: `EACCES: permission denied`. */
export function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/, (?:open|scandir|read|stat).*$/, '')
}
