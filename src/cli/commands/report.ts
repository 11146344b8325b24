import type { Command } from 'commander'
import { type ReportFormat, report } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { addCaseOption, formatOption } from '../options.ts'
import { withCase } from '../with-case.ts'

interface Flags {
  readonly case: string
  readonly format: ReportFormat
}

/** `report --case F`: the post-mortem of a case. */
export function addReport(program: Command, io: Io, command: string): void {
  addCaseOption(program.command('report'), 'the case file')
    .description('print the post-mortem of a case')
    .addOption(formatOption(['md', 'html', 'json', 'text'], 'md'))
    .addHelpText('after', '\nExample:\n  cni-postmortem report --case incident.db --format html > postmortem.html')
    .action((flags: Flags) =>
      withCase(flags.case, async (file) => {
        const { format } = flags
        for (const part of await report(file, { format, command })) {
          await print(io, part, format === 'json' ? 'json' : 'text')
        }
      }),
    )
}
