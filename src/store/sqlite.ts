import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Database, Options } from 'better-sqlite3'
import { PostmortemError } from '../base/errors.ts'

export type { Database, Statement } from 'better-sqlite3'

type Constructor = new (path: string, options?: Options) => Database

/**
 * better-sqlite3 from 13 on is built for Node-API 10; with less (Node 20, 22.13 and older) opening a database ends the
 * process with SIGSEGV (measured with 13.2.0 on Node 20.20.2), which nothing can catch. So this is asked first.
 * Throws PostmortemError SQLITE_UNSUITED.
 */
export function assertNodeApi(sqliteVersion: string, napi: string | undefined): void {
  const major = Number.parseInt(sqliteVersion, 10)
  if (major < 13 || Number(napi) >= 10) return
  throw new PostmortemError('SQLITE_UNSUITED', 'cannot open SQLite databases with this Node.js', {
    reason: `better-sqlite3 ${sqliteVersion} needs Node-API 10, this Node.js offers ${napi ?? 'none'}`,
    hint: 'use Node.js 22.14 or later, or install better-sqlite3 12: npm install better-sqlite3@12',
  })
}

/** Turns what the driver throws while it loads into an error that says what to do; gives other errors back unchanged. */
export function explainLoadError(error: unknown): unknown {
  const text = error instanceof Error ? error.message : String(error)
  // Could not locate the bindings file. Tried: → .../better-sqlite3/build/better_sqlite3.node
  const missing =
    text.includes('Could not locate the bindings file') || text.includes("Cannot find module 'better-sqlite3'")
  // The module '.../better_sqlite3.node' was compiled against a different Node.js version using NODE_MODULE_VERSION 115.
  const otherNode = text.includes('NODE_MODULE_VERSION') || text.includes('invalid ELF header')
  if (!missing && !otherNode) return error
  return new PostmortemError('SQLITE_UNSUITED', 'cannot load the SQLite driver better-sqlite3', {
    reason: missing
      ? 'its compiled part is missing: its install script did not run or failed'
      : 'it was built for another Node.js',
    hint: 'run: npm rebuild better-sqlite3 (with scripts allowed; without a prebuilt binary this needs a C++ compiler, make and Python)',
    cause: error,
  })
}

let loaded: Constructor | undefined

/** The driver, loaded at the first use: commands that open no case do not pay for it. */
function driver(): Constructor {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url)
    try {
      assertNodeApi(versionOf(require.resolve('better-sqlite3')), process.versions['napi'])
      loaded = require('better-sqlite3') as Constructor
    } catch (error) {
      throw explainLoadError(error)
    }
  }
  return loaded
}

/** Version of the package whose entry is `<package>/lib/index.js`. */
function versionOf(entry: string): string {
  const manifest = JSON.parse(readFileSync(join(dirname(dirname(entry)), 'package.json'), 'utf8')) as {
    version: string
  }
  return manifest.version
}

/** Opens a database file (or `:memory:`). Throws PostmortemError SQLITE_UNSUITED where the driver cannot be used. */
export function openDatabase(path: string, options: { readonly readonly?: boolean } = {}): Database {
  const Driver = driver()
  try {
    return new Driver(path, { readonly: options.readonly === true, fileMustExist: options.readonly === true })
  } catch (error) {
    throw explainLoadError(error)
  }
}
