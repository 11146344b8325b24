import type { Command } from 'commander'
import { causes, explain } from '../../index.ts'
import { type Io, print } from '../io.ts'

async function run(io: Io, cause: string | undefined, flags: { readonly doc?: boolean }): Promise<void> {
  if (cause !== undefined || flags.doc === true) {
    return print(io, await explain(cause, flags.doc === true ? 'md' : 'text'), 'text')
  }
  const headlines = await causes()
  const width = Math.max(...headlines.map(({ id }) => id.length))
  return print(io, headlines.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(''), 'text')
}

/** `explain [CAUSE]`: the catalogue of causes. */
export function addExplain(program: Command, io: Io): void {
  program
    .command('explain')
    .argument('[cause]', 'id of a cause; without it the catalogue is listed')
    .description('say what a cause means, how it comes about and what to do')
    .option('--doc', 'as Markdown, for a runbook; without an id the whole catalogue')
    .addHelpText('after', '\nExample:\n  cni-postmortem explain cni-config-version-missing')
    .action((cause: string | undefined, flags: { readonly doc?: boolean }) => run(io, cause, flags))
}
