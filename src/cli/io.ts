import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { visibleText } from '../base/visible-text.ts'

/** What a command may touch of its process. Tests hand in their own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted when the user interrupts, or with the reason `STDOUT_CLOSED` when the reader of stdout has gone. */
  readonly signal: AbortSignal
  /** 0 done, 1 a `--fail-on` condition holds, 2 could not run. */
  exitCode: number
}

/** Reason of an abort that is no error: `| head` has read enough. */
export const STDOUT_CLOSED = 'stdout closed'

/** What is printed: `json` keeps its meaning when escaped, `text` is for people. */
export type Kind = 'text' | 'json'

const jsonEscape = (char: string): string =>
  Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')

/** Log text is hostile: nothing in it may steer the user's terminal. Files and pipes get the bytes as they are. */
function safe(io: Io, part: string | Buffer, kind: Kind): string | Buffer {
  if (io.stdout.isTTY !== true) return part
  const text = part.toString()
  if (kind === 'text') return visibleText(text, '\n\t')
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => ('\n\t'.includes(char) ? char : jsonEscape(char)))
}

/**
 * Writes a result (text, or that in UTF-8) to stdout; resolves when more may be written, and bytes are not needed any more. Throws where the run
 * was interrupted.
 */
export async function print(io: Io, text: string | Buffer, kind: Kind): Promise<void> {
  io.signal.throwIfAborted()
  const part = safe(io, text, kind)
  if (typeof part === 'string') {
    if (!io.stdout.write(part)) await once(io.stdout, 'drain')
  } else await written(io.stdout, part)
}

/** Writes bytes; resolves when the stream is done with them. An error is told after the stream has told it: that may be the end of the run. */
function written(stream: Writable, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (error) => (error ? setImmediate(reject, error) : resolve()))
  })
}

/** Writes a message to stderr, on a line of its own. */
export function say(io: Io, text: string): void {
  io.stderr.write(`${visibleText(text)}\n`)
}

/** Are colour and moving text welcome on stderr? */
export function isInteractive(io: Io): boolean {
  return io.stderr.isTTY === true && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'
}
