import type { Command } from 'commander'
import { explainLine } from '../../index.ts'
import { type Io, print } from '../io.ts'

/** A pasted record is short; what is longer belongs into `analyze`. */
const MAX_BYTES = 1 << 20

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MAX_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8')
}

/** `explain-line [TEXT]`: one record taken apart. */
export function addExplainLine(program: Command, io: Io): void {
  program
    .command('explain-line')
    .argument('[text...]', 'a log record or an error text; without it, or with -, it is read from stdin')
    .description('take one pasted log record apart: its layers, its error chain, its cause')
    .addHelpText('after', '\nExample:\n  pbpaste | cni-postmortem explain-line')
    .action(async (words: string[]) => {
      const text = words.length === 0 || words.join() === '-' ? await readAll(io.stdin) : words.join(' ')
      await print(io, await explainLine(text), 'text')
    })
}
