import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { baselineOf, outgrown, regressions } from './compare.mjs'

const FILE = join(import.meta.dirname, 'baseline.json')

/** Keeps the ratios of a quick run as what later ones are compared to. */
export function updateBaseline(guard) {
  writeFileSync(FILE, `${JSON.stringify(baselineOf(guard), null, 2)}\n`)
}

/** Compares the ratios of a quick run to the kept ones; says what is worse. True if nothing is. */
export function holds(guard, say) {
  if (!existsSync(FILE))
    throw new Error('there is no test/bench/baseline.json: make one with --quick --update-baseline')
  const baseline = JSON.parse(readFileSync(FILE, 'utf8'))
  const worse = regressions(guard, baseline)
  for (const text of worse) say(`slower than it was: ${text}`)
  for (const name of outgrown(guard, baseline)) say(`better than its baseline, which may be renewed: ${name}`)
  if (worse.length > 0) say('If that is meant: npm run bench -- --quick --update-baseline')
  else say('Nothing costs more than twice its baseline (test/bench/baseline.json).')
  return worse.length === 0
}
