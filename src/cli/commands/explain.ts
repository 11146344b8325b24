import type { Command } from 'commander'
import { causes, explain, explainPair, explainVersions, type PairQuestion } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { rulesOption } from '../options.ts'

interface Flags {
  readonly doc?: boolean
  readonly rules?: string
}

async function run(io: Io, cause: string | undefined, { doc, rules }: Flags): Promise<void> {
  if (cause !== undefined || doc === true) {
    return print(io, await explain(cause, doc === true ? 'md' : 'text', rules), 'text')
  }
  const headlines = await causes(rules)
  const width = Math.max(...headlines.map(({ id }) => id.length))
  return print(io, headlines.map(({ id, title }) => `${id.padEnd(width)}  ${title}\n`).join(''), 'text')
}

/** `explain [CAUSE]`: the catalogue of causes; `explain versions`: which releases get on with one another. */
export function addExplain(program: Command, io: Io): void {
  const command = program
    .command('explain')
    .argument('[cause]', 'id of a cause; without it the catalogue is listed')
    .description('say what a cause means, how it comes about and what to do')
    .option('--doc', 'as Markdown, for a runbook; without an id the whole catalogue')
    .addOption(rulesOption())
    .addHelpText(
      'after',
      '\nExample:\n  cni-postmortem explain cni-config-version-missing\n  cni-postmortem explain versions --containerd 1.6.2 --config ""',
    )
    .action((cause: string | undefined, flags: Flags) => run(io, cause, flags))
  command
    .command('versions')
    .description('what ADD and DEL do for releases of the runtime and the plugins; without options the whole matrix')
    .option('--containerd <version>', 'containerd release')
    .option('--crio <version>', 'CRI-O release')
    .option('--plugins <version>', 'containernetworking/plugins release; without it what containerd bundles')
    .option('--config <version>', 'cniVersion of the configuration, "" where it declares none')
    .addHelpText(
      'after',
      '\nExample:\n  cni-postmortem explain versions --containerd 1.6.2 --plugins 0.9.1 --config 1.0.0',
    )
    .action(async (flags: PairQuestion) => {
      const asked = Object.keys(flags).length > 0
      await print(io, asked ? await explainPair(flags) : await explainVersions(), 'text')
    })
}
