// Share of failures (records of one failed operation joined) whose cause no rule knows, over a folder of labelled excerpts (its manifests tell the year to assume):
// `node test/unknown-rate.mjs FOLDER`. Exits 1 at 5 % and more. Needs `npm run build`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { analyze } from '../dist/src/index.js'

const MOST = 0.05
const folder = process.argv[2] ?? ''
const cases = readdirSync(folder)
  .filter((name) => /^manifest.*\.jsonl$/.test(name))
  .sort()
  .flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  )

let failures = 0
let unknown = 0
for (const { file, year } of cases) {
  const parts = []
  await analyze(
    { paths: [join(folder, file)], format: 'json', ...(year ? { year } : {}) },
    (part) => void parts.push(part),
  )
  for (const failure of JSON.parse(parts.join('')).failures) {
    failures++
    if (failure.cause === 'unknown') unknown++
  }
}
const share = failures === 0 ? 1 : unknown / failures
process.stdout.write(
  `unknown causes: ${unknown} of ${failures} failures (${(share * 100).toFixed(1)} %, must be under ${MOST * 100} %)\n`,
)
if (share >= MOST) process.exit(1)
