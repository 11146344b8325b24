import type { Command } from 'commander'
import { sandbox } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { addCaseOption } from '../options.ts'
import { withCase } from '../with-case.ts'

interface Flags {
  readonly case: string
  readonly verbose?: boolean
}

/** `sandbox ID-PREFIX --case F`: the life of one sandbox. */
export function addSandbox(program: Command, io: Io): void {
  addCaseOption(
    program.command('sandbox').argument('<id-prefix>', 'first characters of the sandbox ID'),
    'the case file',
  )
    .description('tell the life of one pod sandbox')
    .option('--verbose', 'with every record as it stands in the log')
    .addHelpText('after', '\nExample:\n  cni-postmortem sandbox bbc85f89 --case incident.db')
    .action((prefix: string, flags: Flags) =>
      withCase(flags.case, async (file) => {
        await print(io, await sandbox(file, prefix, { verbose: flags.verbose === true }), 'text')
      }),
    )
}
