import type { Command } from 'commander'
import { type TimelineFormat, timeline } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { addCaseOption, formatOption } from '../options.ts'
import { withCase } from '../with-case.ts'

interface Flags {
  readonly case: string
  readonly format: TimelineFormat
}

/** `timeline --case F`: every event in order of time. */
export function addTimeline(program: Command, io: Io): void {
  addCaseOption(program.command('timeline'), 'the case file')
    .description('print what happened in order of time')
    .addOption(formatOption(['text', 'md', 'json', 'csv'], 'text'))
    .addHelpText('after', '\nExample:\n  cni-postmortem timeline --case incident.db --format csv > timeline.csv')
    .action((flags: Flags) =>
      withCase(flags.case, async (file) => {
        for (const part of await timeline(file, flags.format)) {
          await print(io, part, flags.format === 'json' ? 'json' : 'text')
        }
      }),
    )
}
