// Reads the scorer's `--json` line from stdin, prints each metric with its floor (test/score-floors.json), exits 1 below a floor.
// With UPDATE_README=1 it writes the table of README.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const floors = JSON.parse(readFileSync(join(import.meta.dirname, 'score-floors.json'), 'utf8'))
// the scorer's last line is for people
const line = readFileSync(0, 'utf8')
  .split('\n')
  .find((text) => text.startsWith('{'))
const { cases, ...metrics } = JSON.parse(line ?? '{}')
const below = []
for (const [name, { right, total }] of Object.entries(metrics)) {
  const rate = total === 0 ? 1 : right / total
  const floor = floors[name] ?? 0
  if (rate < floor) below.push(name)
  const place = `${right} / ${total}`.padStart(13)
  process.stdout.write(
    `${name.padEnd(18)} ${place}  ${rate.toFixed(4)}  floor ${floor.toFixed(3)}${rate < floor ? '  BELOW' : ''}\n`,
  )
}
const absent = Object.keys(floors).filter((name) => metrics[name] === undefined)
process.stdout.write(`${cases} cases\n`)
if (below.length > 0 || absent.length > 0 || cases === 0) {
  process.stderr.write(
    `error: below the floor: ${[...below, ...absent.map((name) => `${name} (not measured)`)].join(', ')}\n`,
  )
  process.exit(1)
}

const TITLES = {
  failure_recall: 'failures found on their line',
  failure_precision: 'reported failures that are labelled so',
  event_recall: 'events of any outcome found',
  sandbox_id: 'sandbox ID',
  pod: 'pod',
  time: 'time, to the millisecond',
  cause: 'cause of a failure',
  versions: 'versions in the error',
  verdict: 'verdict of the whole excerpt',
}
if (process.env.UPDATE_README === '1') {
  const path = join(import.meta.dirname, '../README.md')
  const rows = Object.entries(TITLES).map(([name, title]) => {
    const { right, total } = metrics[name]
    return `| ${title} | ${right} / ${total} | ${(right / total).toFixed(3)} |`
  })
  const table = `<!-- score -->\n| measure | right / labelled | rate |\n|---|---:|---:|\n${rows.join('\n')}\n<!-- /score -->`
  const readme = readFileSync(path, 'utf8')
    .replace(/<!-- score -->[\s\S]*<!-- \/score -->/, () => table)
    .replace(/Measured on \d+ labelled excerpts/, `Measured on ${cases} labelled excerpts`)
  writeFileSync(path, readme)
}
