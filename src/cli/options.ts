import { type Command, InvalidArgumentError, Option } from 'commander'
import { limitNames, readLimit } from '../base/limits.ts'
import type { InputOptions } from '../index.ts'
import type { Io } from './io.ts'

/** Values of the options that `addInputOptions` adds. */
export type InputFlags = Pick<
  InputOptions,
  'year' | 'timezone' | 'node' | 'transport' | 'workers' | 'since' | 'until' | 'rules' | 'spool'
> & { readonly limit?: InputOptions['limits'] }

/** Reader of a whole number between two bounds. */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= from && value <= to) return value
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`)
  }
}

/** What every command that reads logs understands. */
export function addInputOptions(command: Command): Command {
  return command
    .argument('<path...>', 'files, folders (read with all below them), - for stdin')
    .addOption(
      new Option('--year <YYYY>', 'year of time stamps that have none; wins over what the logs suggest').argParser(
        wholeNumber(1970, 9999),
      ),
    )
    .option('--timezone <zone>', 'zone of time stamps that have none, such as UTC, +02:00 or Europe/Berlin')
    .option('--node <name>', 'node name of sources that name none')
    .option('--transport <id>', 'try this transport first on every line, where it is taken for another; see inspect')
    .addOption(
      new Option('--workers <n>', 'threads for large inputs; the result does not depend on it').argParser(
        wholeNumber(1, 64),
      ),
    )
    .option('--since <time>', 'leave out what is earlier (ISO-8601, UTC unless it has a zone)')
    .option('--until <time>', 'leave out what is later')
    .option(
      '--spool <folder>',
      'allow temporary copies here of zips and journals inside archives that do not fit into memory',
    )
    .addOption(
      new Option('--limit <name=n>', `move a bound on damaged or hostile input, repeatable: ${limitNames}`).argParser(
        (text: string, moved: InputFlags['limit']) => ({ ...moved, ...readLimit(text) }),
      ),
    )
    .addOption(rulesOption())
}

/** Paths and flags as options of the API. */
export function inputOptions(io: Io, paths: readonly string[], flags: InputFlags): InputOptions {
  const { year, timezone, node, transport, workers, since, until, rules, spool, limit } = flags
  return {
    paths,
    year,
    timezone,
    node,
    transport,
    workers,
    since,
    until,
    rules,
    spool,
    limits: limit,
    stdin: io.stdin,
    signal: io.signal,
  }
}

/** `--rules`, for whatever names causes. */
export function rulesOption(): Option {
  return new Option('--rules <folder>', 'causes of your own: YAML files, one a cause (docs/rules.md)')
}

/** `--format` with its values and default. */
export function formatOption(values: readonly string[], fallback: string | undefined): Option {
  const option = new Option('--format <format>', 'how to print it').choices(values)
  return fallback === undefined ? option : option.default(fallback)
}

/** `--case`, needed. */
export function addCaseOption(command: Command, text: string): Command {
  return command.requiredOption('--case <file>', text)
}
