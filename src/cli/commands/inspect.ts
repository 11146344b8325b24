import type { Command } from 'commander'
import { inspect, renderInspection } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { addInputOptions, formatOption, type InputFlags, inputOptions } from '../options.ts'
import { withProgress } from '../progress.ts'

interface Flags extends InputFlags {
  readonly format: 'text' | 'json'
}

/** `inspect PATH...`: what was recognised among the inputs. */
export function addInspect(program: Command, io: Io): void {
  addInputOptions(program.command('inspect'))
    .description(
      'list what is recognised: each log with node, form, size, time span and year, the evidence files, what is missing',
    )
    .addOption(formatOption(['text', 'json'], 'text'))
    .addHelpText('after', '\nExample:\n  cni-postmortem inspect sosreport-*.tar.xz')
    .action(async (paths: string[], { format, ...flags }: Flags) => {
      const found = await withProgress(io, (onProgress) => inspect({ ...inputOptions(io, paths, flags), onProgress }))
      await print(io, renderInspection(found, format), format)
    })
}
