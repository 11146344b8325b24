import { CommanderError } from 'commander'
import { PostmortemError } from '../base/errors.ts'
import { visibleText } from '../base/visible-text.ts'
import { type Io, isInteractive } from './io.ts'
import { usageHint } from './usage-hint.ts'

interface Printed {
  readonly error: string
  readonly cause: string
  readonly hint: string
}

function known(error: unknown, io: Io, words: readonly string[]): Printed | undefined {
  if (error instanceof PostmortemError) return { error: error.message, cause: error.reason, hint: error.hint }
  if (io.signal.reason instanceof PostmortemError) return known(io.signal.reason, io, words)
  if (io.signal.aborted) return { error: 'interrupted', cause: '', hint: '' }
  if (error instanceof CommanderError) {
    // error: unknown option '--formt'\n(Did you mean --format?)
    const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
    return {
      error: first,
      cause: '',
      hint: rest.join(' ').replace(/^\(|\)$/g, '') || usageHint(error, words),
    }
  }
  if (isFullDisk(error)) return { ...DISK_FULL, cause: error.message }
  return isRefused(error) ? { ...REFUSED, cause: error.message } : undefined
}

const DISK_FULL = {
  error: 'a disk is full',
  hint: 'free space where the case is written and in the folder for temporary files, or name others with --case and TMPDIR; no case is left half-written',
}

/** Of SQLite, whose temporary files count too, and of Node: no space, or the user's quota is used up. */
const FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'ENOSPC', 'EDQUOT'])

function isFullDisk(error: unknown): error is Error {
  return error instanceof Error && FULL.has(String((error as NodeJS.ErrnoException).code))
}

const REFUSED = {
  error: 'the system refused a file or folder',
  hint: 'check its permissions and name, or choose another place with --case, --out or TMPDIR',
}

/** What the system answers for a path that the user or the environment named and the user may not use so. */
const REFUSALS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'])

function isRefused(error: unknown): error is Error {
  return error instanceof Error && REFUSALS.has(String((error as NodeJS.ErrnoException).code))
}

/** Prints an error once, as error, cause and hint; an error nobody foresaw keeps its stack. `words`: the command line that led to it. */
export function printError(error: unknown, io: Io, words: readonly string[] = []): void {
  const color = isInteractive(io)
  const label = (name: string, code: number): string => (color ? `\x1b[${code}m${name}:\x1b[0m` : `${name}:`)
  const printed = known(error, io, words)
  if (printed === undefined) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
    io.stderr.write(`${label('error', 31)} this is a fault of cni-postmortem\n${visibleText(stack, '\n')}\n`)
    io.stderr.write(` ${label('hint', 36)} please report it with the lines above and the command you ran\n`)
    return
  }
  io.stderr.write(`${label('error', 31)} ${visibleText(printed.error)}\n`)
  if (printed.cause !== '') io.stderr.write(`${label('cause', 33)} ${visibleText(printed.cause)}\n`)
  if (printed.hint !== '') io.stderr.write(` ${label('hint', 36)} ${visibleText(printed.hint)}\n`)
}
