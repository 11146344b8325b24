import { type Command, InvalidArgumentError } from 'commander'
import { durationWords } from '../../base/duration-words.ts'
import { PostmortemError } from '../../base/errors.ts'
import { isoTime } from '../../base/time.ts'
import { type QueryFormat, type QueryRequest, type QueryResult, queries, query, renderQuery } from '../../index.ts'
import { type Io, print, say } from '../io.ts'
import { formatOption } from '../options.ts'
import { withCase } from '../with-case.ts'

interface Flags {
  readonly case?: string
  readonly list?: boolean
  readonly sql?: string
  readonly param: Readonly<Record<string, string>>
  readonly format: QueryFormat
}

function readParameter(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be name=value.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}

function parameterText(parameter: { readonly name: string; readonly default: string }): string {
  return parameter.default === '' ? parameter.name : `${parameter.name}=${parameter.default}`
}

async function list(io: Io, format: QueryFormat): Promise<void> {
  const rows = (await queries()).map(({ name, title, params }) => ({
    query: name,
    answers: title,
    parameters: params.map(parameterText).join(' '),
  }))
  await show(io, { columns: ['query', 'answers', 'parameters'], rows }, format)
}

/** A span of time for people; 0 = not known. */
const spanText = (us: number): string => (us === 0 ? '' : durationWords(us))

/**
 * People read times, programs compute with them: `first_us` 1650933804518165 becomes `first` 2022-04-26T00:43:24.518165Z, the span
 * `wait_us` 1560240000 becomes `wait` 26 min.
 */
function readable({ columns, rows }: QueryResult): QueryResult {
  const shorter = (column: string): string => {
    const name = column.replace(/_us$/, '')
    return columns.includes(name) ? column : name
  }
  return {
    columns: columns.map(shorter),
    rows: rows.map((row) =>
      Object.fromEntries(
        columns.map((column) => {
          const cell = row[column] ?? null
          if (!column.endsWith('_us') || typeof cell !== 'number') return [shorter(column), cell]
          return [shorter(column), column === 'wait_us' ? spanText(cell) : isoTime(cell)]
        }),
      ),
    ),
  }
}

async function show(io: Io, result: QueryResult, format: QueryFormat): Promise<void> {
  const forPeople = format === 'table' || format === 'md'
  const text = await renderQuery(forPeople ? readable(result) : result, format)
  await print(io, text, format.endsWith('json') ? 'json' : 'text')
}

function request(name: string | undefined, { sql, param }: Flags): QueryRequest {
  if (name !== undefined && sql === undefined) return { name, params: param }
  if (name === undefined && sql !== undefined) return { sql }
  throw new PostmortemError('BAD_OPTION', 'query needs a name or --sql', {
    reason: name === undefined ? 'neither was given' : 'both were given',
    hint: 'query --list shows the names',
  })
}

async function run(io: Io, name: string | undefined, flags: Flags): Promise<void> {
  if (flags.list === true) return list(io, flags.format)
  const wanted = request(name, flags)
  if (flags.case === undefined) {
    throw new PostmortemError('BAD_OPTION', 'query needs --case', {
      reason: 'queries run over a case file',
      hint: 'make one with ingest or analyze --case',
    })
  }
  return withCase(flags.case, async (file) => {
    const result = query(file, wanted)
    await show(io, result, flags.format)
    if (result.rows.length === 0 && name !== undefined) await tellParameters(io, name, flags.param)
  })
}

/** A query without rows may lack what it asks for: `pod-life` without a pod. */
async function tellParameters(io: Io, name: string, given: Flags['param']): Promise<void> {
  const params = (await queries()).find((one) => one.name === name)?.params ?? []
  const open = params.filter((one) => one.default === '' && given[one.name] === undefined)
  if (open.length > 0) say(io, `${name} goes by ${open.map((one) => `--param ${one.name}=...`).join(' ')}`)
}

/** `query [NAME] --case F`: a canned query, or any SELECT. */
export function addQuery(program: Command, io: Io): void {
  program
    .command('query')
    .argument('[name]', 'a canned query; see --list')
    .description('ask a case: a canned query by name, or any SELECT')
    .option('--case <file>', 'the case file')
    .option('--list', 'show the canned queries')
    .option('--sql <select>', 'run this SELECT instead (read-only)')
    .option('--param <name=value>', 'parameter of the query; repeat for more', readParameter, {})
    .addOption(formatOption(['table', 'md', 'csv', 'json', 'ndjson'], 'table'))
    .addHelpText(
      'after',
      '\nExample:\n  cni-postmortem query --case incident.db --sql "select cause, count(*) from failure group by cause"',
    )
    .action((name: string | undefined, flags: Flags) => run(io, name, flags))
}
