import { CommanderError } from 'commander'
import { PostmortemError } from '../base/errors.ts'
import { visibleText } from '../base/visible-text.ts'
import { type Io, isInteractive } from './io.ts'

interface Printed {
  readonly error: string
  readonly cause: string
  readonly hint: string
}

function known(error: unknown, io: Io): Printed | undefined {
  if (error instanceof PostmortemError) return { error: error.message, cause: error.reason, hint: error.hint }
  if (io.signal.reason instanceof PostmortemError) return known(io.signal.reason, io)
  if (io.signal.aborted) return { error: 'interrupted', cause: '', hint: '' }
  if (error instanceof CommanderError) {
    // error: unknown option '--formt'\n(Did you mean --format?)
    const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n')
    return {
      error: first,
      cause: '',
      hint: rest.join(' ').replace(/^\(|\)$/g, '') || 'add --help to see what is possible',
    }
  }
  return undefined
}

/** Prints an error once, as error, cause and hint; an error nobody foresaw keeps its stack. */
export function printError(error: unknown, io: Io): void {
  const color = isInteractive(io)
  const label = (name: string, code: number): string => (color ? `\x1b[${code}m${name}:\x1b[0m` : `${name}:`)
  const printed = known(error, io)
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
