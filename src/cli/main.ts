import { CommanderError } from 'commander'
import { type Io, STDOUT_CLOSED } from './io.ts'
import { printError } from './print-error.ts'
import { buildProgram } from './program.ts'
import { shellCommand } from './shell-quote.ts'

/** Runs one command line (without `node` and the script); the exit code stands in `io.exitCode`. Never throws. */
export async function main(words: readonly string[], io: Io): Promise<void> {
  try {
    await buildProgram(io, shellCommand(['cni-postmortem', ...words])).parseAsync(words, { from: 'user' })
  } catch (error) {
    // --help and --version arrive here with exit code 0
    if (error instanceof CommanderError && error.exitCode === 0) return
    if (io.signal.aborted && io.signal.reason === STDOUT_CLOSED) return
    if (!(error instanceof CommanderError && error.code === 'commander.help')) printError(error, io, words)
    io.exitCode = 2
  }
}
