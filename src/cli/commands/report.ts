import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { PostmortemError } from '../../base/errors.ts'
import { countTodos, type ReportFormat, report } from '../../index.ts'
import { type Io, print } from '../io.ts'
import { formatOption } from '../options.ts'
import { readTemplate } from '../template.ts'
import { withCase } from '../with-case.ts'

interface Flags {
  readonly case?: string
  readonly check?: string
  readonly format: ReportFormat
  readonly template?: string
}

async function check(io: Io, path: string): Promise<void> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new PostmortemError('PATH_UNREADABLE', `cannot read ${path}`, {
      cause,
      hint: 'name a Markdown or HTML report',
    })
  }
  const open = await countTodos(text)
  await print(io, `${open} open\n`, 'text')
}

async function run(io: Io, command: string, flags: Flags): Promise<void> {
  if (flags.check !== undefined) return check(io, flags.check)
  if (flags.case === undefined) {
    throw new PostmortemError('BAD_OPTION', 'report needs --case', {
      reason: 'a report is made from a case file',
      hint: 'make one with ingest or analyze --case',
    })
  }
  const { format } = flags
  const template = await readTemplate(flags.template)
  return withCase(flags.case, async (file) => {
    for (const part of await report(file, { format, command, template })) {
      await print(io, part, format === 'json' ? 'json' : 'text')
    }
  })
}

/** `report --case F`: the post-mortem of a case. `report --check FILE`: what people still have to fill in. */
export function addReport(program: Command, io: Io, command: string): void {
  program
    .command('report')
    .description('print the post-mortem of a case')
    .option('--case <file>', 'the case file')
    .addOption(formatOption(['md', 'html', 'json', 'text'], 'md'))
    .option('--template <name>', 'shape of the report: one-page, google-sre, or a file of your own')
    .option('--check <report>', 'instead: count the prompts of this written report that are still open')
    .addHelpText('after', '\nExample:\n  cni-postmortem report --case incident.db --format html > postmortem.html')
    .action((flags: Flags) => run(io, command, flags))
}
