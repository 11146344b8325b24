import type { Command } from 'commander'
import { redact } from '../../index.ts'
import { type Io, say } from '../io.ts'
import { addCaseOption } from '../options.ts'

interface Flags {
  readonly case: string
  readonly out: string
}

/** `redact --case F --out F2`: a copy of a case that can be given away. */
export function addRedact(program: Command, io: Io): void {
  addCaseOption(program.command('redact'), 'the case file')
    .description('copy a case with made-up names, addresses and ids, to give it away')
    .requiredOption('--out <file>', 'where the copy goes; nothing may be there')
    .addHelpText('after', '\nExample:\n  cni-postmortem redact --case incident.db --out redacted.db')
    .action(async (flags: Flags) => {
      await redact({ case: flags.case, out: flags.out })
      say(io, `case: ${flags.out}`)
    })
}
