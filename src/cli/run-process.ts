import { PostmortemError } from '../base/errors.ts'
import { setEngineFlags } from './engine-flags.ts'
import { type Io, STDOUT_CLOSED } from './io.ts'
import { main } from './main.ts'

function outputFailed(cause: Error): PostmortemError {
  return new PostmortemError('OUTPUT_FAILED', 'cannot write to stdout', {
    cause,
    hint: 'free space where the output goes, or send it elsewhere',
  })
}

/** Node would end without a word where what is waited for can no longer come. */
function tellStuck(): never {
  process.stderr.write(
    'error: the work stopped before its end\ncause: a stream that was waited for was closed without an error; this is a fault of the program\n hint: report it with the command and the kind of input; read the parts of an archive one by one meanwhile\n',
  )
  process.exit(2)
}

/** Runs the command line of this process. */
export async function runProcess(): Promise<void> {
  const interrupt = new AbortController()
  const io: Io = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    signal: interrupt.signal,
    exitCode: 0,
  }
  // the first interrupt lets temporary files be removed, the second one ends at once
  process.once('SIGINT', () => interrupt.abort())
  process.once('SIGTERM', () => interrupt.abort())
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    interrupt.abort(error.code === 'EPIPE' ? STDOUT_CLOSED : outputFailed(error))
  })
  const words = process.argv.slice(2)
  setEngineFlags(words)
  process.once('beforeExit', tellStuck)
  await main(words, io)
  process.off('beforeExit', tellStuck)
  process.exitCode = io.exitCode
}
