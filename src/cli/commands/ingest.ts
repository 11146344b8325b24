import type { Command } from 'commander'
import { ingestCase, renderIngested } from '../../index.ts'
import { type Io, say } from '../io.ts'
import { Losses } from '../losses.ts'
import { addCaseOption, addInputOptions, type InputFlags, inputOptions } from '../options.ts'
import { withProgress } from '../progress.ts'

interface Flags extends InputFlags {
  readonly case: string
}

/** `ingest PATH... --case F`: logs into a case file. */
export function addIngest(program: Command, io: Io): void {
  addCaseOption(
    addInputOptions(program.command('ingest')),
    'the case file (SQLite); made where absent, added to where present',
  )
    .description('read logs into a case file')
    .addHelpText('after', '\nExample:\n  cni-postmortem ingest more-logs/ --case incident.db')
    .action(async (paths: string[], flags: Flags) => {
      const losses = new Losses()
      const input = { ...inputOptions(io, paths, flags), onLoss: losses.note }
      const ingested = await withProgress(io, (onProgress) => ingestCase({ ...input, case: flags.case, onProgress }))
      losses.tell(io)
      for (const line of await renderIngested(ingested)) say(io, line)
      say(io, `case: ${flags.case}`)
    })
}
