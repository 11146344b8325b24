import { type Command, Option } from 'commander'
import {
  type Analysis,
  type AnalyzeOptions,
  analyze,
  type ReportFormat,
  renderVerdict,
  type Write,
} from '../../index.ts'
import { assertConditions, firstHolding, readConditions } from '../fail-on.ts'
import { type Io, print, say } from '../io.ts'
import { Losses } from '../losses.ts'
import { addInputOptions, formatOption, type InputFlags, inputOptions } from '../options.ts'
import { assertReplaceable, formatOfFile, reportPath, writingTo } from '../output-file.ts'
import { withProgress } from '../progress.ts'
import { readTemplate } from '../template.ts'

interface Flags extends InputFlags {
  readonly case?: string
  readonly out?: string
  readonly force?: boolean
  readonly format?: ReportFormat
  readonly template?: string
  readonly failOn?: readonly string[]
}

function places(reportFile: string, caseFile: string | undefined): string {
  return `report: ${reportFile}\n${caseFile === undefined ? '' : `case:   ${caseFile}\n`}`
}

async function run(io: Io, command: string, paths: readonly string[], flags: Flags): Promise<void> {
  const conditions = flags.failOn ?? []
  await assertConditions(conditions, flags.rules)
  const template = await readTemplate(flags.template)
  const format = flags.format ?? formatOfFile(flags.out) ?? 'md'
  const losses = new Losses()
  const input = { ...inputOptions(io, paths, flags), onLoss: losses.note }
  const options: AnalyzeOptions = { ...input, case: flags.case, format, command, template }
  const work = (write: Write): Promise<Analysis> =>
    withProgress(io, (onProgress) => analyze({ ...options, onProgress }, write))
  let analysis: Analysis
  if (flags.out === undefined) {
    analysis = await work((part) => print(io, part, format === 'json' ? 'json' : 'text'))
  } else {
    const path = reportPath(flags.out, format)
    if (flags.force !== true) await assertReplaceable(path, format)
    analysis = await writingTo(path, work)
    const verdict = await renderVerdict(analysis.verdict, analysis.incidents, analysis.assumedClock)
    await print(io, verdict + places(path, flags.case), 'text')
  }
  losses.tell(io)
  const holding = firstHolding(conditions, analysis)
  if (holding === undefined) return
  say(io, `--fail-on ${holding} holds`)
  io.exitCode = 1
}

/** `analyze PATH...`: logs to post-mortem. */
export function addAnalyze(program: Command, io: Io, command: string): void {
  addInputOptions(program.command('analyze'))
    .description('read logs and write the post-mortem')
    .option('--case <file>', 'keep the case file (SQLite) here; an earlier case of that name is replaced')
    .option('--out <path>', 'write the report to this file, or as postmortem.* into this folder, and print the verdict')
    .option('--force', 'with --out: replace a report that people have filled in')
    .addOption(formatOption(['md', 'html', 'json', 'text'], undefined))
    .option('--template <name>', 'shape of the report: one-page, google-sre, or a file of your own')
    .addOption(
      new Option(
        '--fail-on <condition>',
        'exit 1 if this holds: failures, unrecovered, or the id of a cause; repeat or separate by commas',
      ).argParser(readConditions),
    )
    .addHelpText('after', '\nExample:\n  cni-postmortem analyze node-*/ --case incident.db --out postmortem.md')
    .action((paths: string[], flags: Flags) => run(io, command, paths, flags))
}
