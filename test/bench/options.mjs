import { parseArgs } from 'node:util'
import { parseSize } from './size.mjs'

/** Options that a number may follow. */
const COUNTED = ['joins', 'queries', 'report']
const MILLION = 1_000_000
const SIZES = { quick: '24M', usual: '200M' }
const FORMS = ['log', 'gz', 'zst', 'tar.gz']
const MIXES = ['healthy', 'incident', 'flood']
const FLAGS = [
  'quick',
  'full',
  'startup',
  'linear',
  'small-files',
  'journal',
  'json',
  'page',
  'profile',
  'keep',
  'help',
]
/** Options that ask for something to be measured. */
const PARTS = [
  'joins',
  'queries',
  'report',
  'startup',
  'linear',
  'small-files',
  'journal',
  'json',
  'page',
  'profile',
  'full',
]

export const HELP = `npm run bench -- [OPTIONS]

Without a part: our commands and what people would use instead, in turn, on the same files.
Parts (several at once are fine):
  --startup          --help, explain, query on a small case
  --joins [N]        joins, incidents and verdict on N failures (1000000)
  --queries [N]      every canned query on N events (1000000)
  --report [N]       Markdown and HTML report and cursors on N events (1000000)
  --small-files      a folder of 5,000 files
  --journal          a binary journal
  --json             NDJSON and JSON arrays
  --linear           200M, 2G and 20G through a pipe (--sizes)
  --page             the HTML page in a browser
  --profile          CPU profiles of commands and stages in .bench/profiles; beside --joins and such, of those
  --full             all but page and profile, at 200M and 2G; begins a new result
  --quick            a small run of everything that the regression guard needs, and the guard
Settings:
  --size 200M        length of the logs (200M; --quick: 24M)
  --mix A,B          of healthy (1 % relevant), incident (10 %), flood (60 %)
  --forms A,B        of log, gz, zst, tar.gz
  --only A,B         programs whose names begin so, such as analyze,rg
  --rounds N         rounds, of which the median counts (5; --quick: 3)
  --sizes A,B,C      lengths for --linear
  --keep             leave generated inputs in .bench
  --update-baseline  after --quick: keep its ratios in test/bench/baseline.json
  --write-docs       write the tables of .bench/result.json into docs/performance.md
`

/** The command line as settings. Throws a TypeError or RangeError that says what is wrong. */
export function readOptions(args) {
  const text = (value) => ({ type: 'string', ...(value !== undefined && { default: value }) })
  const { values } = parseArgs({
    args: withCounts(args),
    options: {
      ...Object.fromEntries(FLAGS.map((name) => [name, { type: 'boolean', default: false }])),
      'update-baseline': { type: 'boolean', default: false },
      'write-docs': { type: 'boolean', default: false },
      ...Object.fromEntries(COUNTED.map((name) => [name, text()])),
      size: text(),
      mix: text(MIXES.join()),
      forms: text(FORMS.join()),
      only: text(''),
      rounds: text(),
      sizes: text('200M,2G,20G'),
    },
  })
  const { quick } = values
  return {
    ...values,
    joins: countOf([values.joins]),
    events: countOf([values.queries, values.report]),
    bytes: parseSize(values.size ?? (quick ? SIZES.quick : SIZES.usual)),
    mixes: known('--mix', values.mix, MIXES),
    forms: known('--forms', values.forms, FORMS),
    only: values.only.split(',').filter(Boolean),
    rounds: Math.max(1, Number(values.rounds ?? (quick ? 3 : 5))),
    sizes: values.sizes.split(','),
    hasPart: quick || PARTS.some((name) => values[name] !== undefined && values[name] !== false),
  }
}

/** The largest of the numbers given for options of one case; a million where they stand without a number, 0 where they do not stand. */
function countOf(texts) {
  const given = texts.filter((text) => text !== undefined)
  return given.length === 0 ? 0 : Math.max(...given.map(Number)) || MILLION
}

/** `--joins 5000` as `--joins=5000` and `--joins` as `--joins=`: parseArgs knows no optional values. */
function withCounts(args) {
  const isCounted = (argument = '') => COUNTED.some((name) => argument === `--${name}`)
  const isNumber = (argument = '') => /^\d+$/.test(argument)
  return args.flatMap((argument, i) => {
    if (isNumber(argument) && isCounted(args[i - 1])) return []
    return [isCounted(argument) ? `${argument}=${isNumber(args[i + 1]) ? args[i + 1] : ''}` : argument]
  })
}

function known(option, text, names) {
  const given = text.split(',').filter(Boolean)
  const wrong = given.find((name) => !names.includes(name))
  if (wrong !== undefined || given.length === 0)
    throw new RangeError(`${option}: "${wrong ?? ''}" is none of ${names.join(', ')}`)
  return given
}
