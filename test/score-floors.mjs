// Reads the scorer's `--json` line from stdin, prints each metric with its floor (test/score-floors.json), exits 1 below a floor.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const floors = JSON.parse(readFileSync(join(import.meta.dirname, 'score-floors.json'), 'utf8'))
const { cases, ...metrics } = JSON.parse(readFileSync(0, 'utf8'))
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
