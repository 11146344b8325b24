import type { Command } from 'commander'
import { extractLines } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { Losses } from '../losses.ts'
import { addInputOptions, formatOption, type InputFlags, inputOptions } from '../options.ts'
import { withProgress } from '../progress.ts'

/** `extract PATH...`: events as NDJSON. */
export function addExtract(program: Command, io: Io): void {
  addInputOptions(program.command('extract'))
    .description('print the sandbox events of logs, one JSON object a line')
    .addOption(formatOption(['ndjson'], 'ndjson'))
    .addHelpText(
      'after',
      '\nExample:\n  journalctl -u containerd | cni-postmortem extract - | jq -r .cause | sort | uniq -c',
    )
    .action(async (paths: string[], flags: InputFlags) => {
      const losses = new Losses()
      const input = { ...inputOptions(io, paths, flags), onLoss: losses.note }
      await withProgress(io, (onProgress) =>
        extractLines({ ...input, onProgress }, (lines) => print(io, lines, 'json')),
      )
      losses.tell(io)
    })
}
