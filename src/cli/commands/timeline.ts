import type { Command } from 'commander'
import { isoTimeOption } from '../../base/time.ts'
import { type TimelineFormat, type TimelineOptions, timeline } from '../../index.ts'
import { type Io, print, say } from '../io.ts'
import { addCaseOption, formatOption } from '../options.ts'
import { withCase } from '../with-case.ts'

interface Flags {
  readonly case: string
  readonly format: TimelineFormat
  readonly node?: string
  readonly pod?: string
  readonly sandbox?: string
  readonly since?: string
  readonly until?: string
  readonly around?: string
}

function timelineOptions(io: Io, flags: Flags): TimelineOptions {
  const sinceUs = isoTimeOption('--since', flags.since)
  const untilUs = isoTimeOption('--until', flags.until)
  const aroundUs = isoTimeOption('--around', flags.around)
  return {
    format: flags.format,
    ...(flags.node === undefined ? {} : { node: flags.node }),
    ...(flags.pod === undefined ? {} : { pod: flags.pod }),
    ...(flags.sandbox === undefined ? {} : { sandbox: flags.sandbox }),
    ...(sinceUs === undefined ? {} : { sinceUs }),
    ...(untilUs === undefined ? {} : { untilUs }),
    ...(aroundUs === undefined ? {} : { aroundUs }),
    // a pipe or a file is no terminal of 80 columns
    width: io.stdout.columns ?? 160,
    onSummary: ({ undated }) => {
      if (undated > 0) say(io, `left out, because they have no absolute time: ${undated}`)
    },
  }
}

/** Formats that are one JSON text or one a line. */
const JSON_FORMATS: readonly TimelineFormat[] = ['json', 'timesketch', 'perfetto', 'otlp']

/** `timeline --case F`: what happened in order of time. */
export function addTimeline(program: Command, io: Io): void {
  addCaseOption(program.command('timeline'), 'the case file')
    .description('print what happened in order of time')
    .addOption(formatOption(['text', 'md', 'json', 'csv', 'timesketch', 'perfetto', 'otlp'], 'text'))
    .option('--node <name>', 'only this node')
    .option('--pod <name>', 'only this pod: namespace/name or name')
    .option('--sandbox <id-prefix>', 'only this sandbox')
    .option('--since <time>', 'leave out what is earlier (ISO-8601, UTC unless it has a zone)')
    .option('--until <time>', 'leave out what is later')
    .option('--around <time>', 'only five minutes before and after this time')
    .addHelpText('after', '\nExample:\n  cni-postmortem timeline --case incident.db --format csv > timeline.csv')
    .action((flags: Flags) =>
      withCase(flags.case, async (file) => {
        const kind = JSON_FORMATS.includes(flags.format) ? 'json' : 'text'
        for (const part of await timeline(file, timelineOptions(io, flags))) await print(io, part, kind)
      }),
    )
}
