import type { Command } from 'commander'
import { PostmortemError } from '../../base/errors.ts'
import { type ReportFormat, report } from '../../index.ts'
import { checkWritten } from '../check-report.ts'
import { type Io, print } from '../io.ts'
import { formatOption } from '../options.ts'
import { assertReplaceable, formatOfFile, reportPath, writingTo } from '../output-file.ts'
import { readTemplate } from '../template.ts'
import { withCase } from '../with-case.ts'

interface Flags {
  readonly case?: string
  readonly check?: string
  readonly write?: boolean
  readonly out?: string
  readonly force?: boolean
  readonly format?: ReportFormat
  readonly template?: string
}

async function run(io: Io, command: string, flags: Flags): Promise<void> {
  if (flags.check !== undefined) return checkWritten(io, flags.check, flags.write === true)
  if (flags.case === undefined) {
    throw new PostmortemError('BAD_OPTION', 'report needs --case', {
      reason: 'a report is made from a case file',
      hint: 'make one with ingest or analyze --case',
    })
  }
  if (flags.write === true) {
    throw new PostmortemError('BAD_OPTION', '--write needs --check', {
      reason: 'it writes computed times into a report that is already written',
      hint: 'use --out to write a new report',
    })
  }
  const { out } = flags
  const format = flags.format ?? formatOfFile(out) ?? 'md'
  const template = await readTemplate(flags.template)
  const path = out === undefined ? undefined : reportPath(out, format)
  if (path !== undefined && flags.force !== true) await assertReplaceable(path, format)
  await withCase(flags.case, async (file) => {
    const parts = await report(file, { format, command, template })
    if (path === undefined) {
      for (const part of parts) await print(io, part, format === 'json' ? 'json' : 'text')
      return
    }
    await writingTo(path, async (write) => {
      for (const part of parts) write(part)
    })
    await print(io, `report: ${path}\n`, 'text')
  })
}

/** `report --case F`: the post-mortem of a case. `report --check FILE`: what people still have to fill in, and what follows from what they did. */
export function addReport(program: Command, io: Io, command: string): void {
  program
    .command('report')
    .description('print the post-mortem of a case, or check a written one')
    .option('--case <file>', 'the case file')
    .option('--out <path>', 'write it to this file, or as postmortem.* into this folder')
    .option('--force', 'with --out: replace a report that people have filled in')
    .addOption(formatOption(['md', 'html', 'json', 'text'], undefined))
    .option('--template <name>', 'shape of the report: one-page, google-sre, or a file of your own')
    .option('--check <report>', 'instead: count the prompts still open in this report, compute its response times')
    .option('--write', 'with --check: write the computed times into the report')
    .addHelpText('after', '\nExample:\n  cni-postmortem report --case incident.db --out postmortem.html')
    .action((flags: Flags) => run(io, command, flags))
}
