import type { Command } from 'commander'
import { extractLines } from '../../index.ts'
import { type Io, print } from '../io.ts'
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
    .action((paths: string[], flags: InputFlags) =>
      withProgress(io, (onProgress) =>
        extractLines({ ...inputOptions(io, paths, flags), onProgress }, (lines) => print(io, lines, 'json')),
      ),
    )
}
