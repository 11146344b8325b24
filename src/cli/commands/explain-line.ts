import { pipeline, Readable } from 'node:stream'
import type { Command } from 'commander'
import { PostmortemError } from '../../base/errors.ts'
import { split2 } from '../../base/on-demand.ts'
import { explainLine } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { rulesOption } from '../options.ts'

/** A pasted record is short: what is longer belongs into `analyze`. */
const MAX_LINES = 1000
/** `skipOverflow` is missing in split2's declarations: an overlong line is left out instead of ending the stream. */
const OPTIONS = { maxLength: 1 << 20, skipOverflow: true }

/** The lines pasted on stdin; an overlong one is left out, as split2 would keep all of it in memory. */
async function readLines(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const lines: string[] = []
  // the callback takes the error; iterating `split` throws it once
  const split = pipeline(Readable.from(stdin), split2()('\n', OPTIONS), () => {})
  for await (const line of split as AsyncIterable<string>) {
    lines.push(line)
    if (lines.length >= MAX_LINES) break
  }
  return lines.join('\n')
}

/** `explain-line [TEXT]`: one record taken apart. */
export function addExplainLine(program: Command, io: Io): void {
  program
    .command('explain-line')
    .argument('[text...]', 'a log record or an error text; without it, or with -, it is read from stdin')
    .description('take one pasted log record apart: its layers, its error chain, its cause')
    .addOption(rulesOption())
    .addHelpText('after', '\nExample:\n  pbpaste | cni-postmortem explain-line')
    .action(async (words: string[], { rules }: { readonly rules?: string }) => {
      const text = words.length === 0 || words.join() === '-' ? await readLines(io.stdin) : words.join(' ')
      if (text.trim() === '') {
        throw new PostmortemError('BAD_OPTION', 'explain-line was given no text', {
          hint: 'paste a log record into its standard input, or give it as an argument in quotes',
        })
      }
      await print(io, await explainLine(text, rules), 'text')
    })
}
