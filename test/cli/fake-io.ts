import { Readable, Writable } from 'node:stream'
import type { Io } from '../../src/cli/io.ts'
import { main } from '../../src/cli/main.ts'

/** A process of our own: what it printed, and how it ended. */
export interface FakeIo extends Io {
  readonly out: () => string
  readonly err: () => string
  readonly interrupt: AbortController
}

export interface FakeOptions {
  readonly stdin?: string
  readonly tty?: boolean
  readonly env?: Readonly<Record<string, string>>
}

function sink(tty: boolean): { stream: Writable & { isTTY: boolean }; text: () => string } {
  const parts: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      parts.push(String(chunk))
      done()
    },
  })
  const terminal = { isTTY: tty, columns: 80, clearLine: () => true, cursorTo: () => true, moveCursor: () => true }
  return { stream: Object.assign(stream, terminal), text: () => parts.join('') }
}

export function fakeIo({ stdin = '', tty = false, env = {} }: FakeOptions = {}): FakeIo {
  const stdout = sink(tty)
  const stderr = sink(tty)
  const interrupt = new AbortController()
  return {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    signal: interrupt.signal,
    exitCode: 0,
    out: stdout.text,
    err: stderr.text,
    interrupt,
  }
}

/** Runs one command line in this process. */
export async function run(
  words: readonly string[],
  options: FakeOptions = {},
): Promise<{ code: number; out: string; err: string }> {
  const io = fakeIo(options)
  await main(words, io)
  return { code: io.exitCode, out: io.out(), err: io.err() }
}
