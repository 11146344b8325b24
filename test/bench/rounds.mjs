import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { measure } from './measure.mjs'

/** Middle of the sorted numbers; 0 of none. */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}

/**
 * Runs commands in turn, `rounds` times, so that all of them meet the same machine; but for a quick run one round before warms the cache.
 * `commands`: `{ name, command, feed?, ok?, env? }`. Returns for each of them `name`, the median `wall` and `cpu` seconds, the largest `rss` in MB,
 * and `runs`, its single measurements in order.
 */
export async function runRounds(commands, { rounds, folder, quick }) {
  const runs = commands.map(() => [])
  for (let round = quick ? 0 : -1; round < rounds; round++) {
    for (const [i, { command, ...options }] of commands.entries()) {
      const run = await measure(command, options)
      for (const name of ['case.db', 'report.md']) rmSync(join(folder, name), { force: true })
      if (round >= 0) runs[i].push(run)
    }
  }
  return commands.map(({ name }, i) => ({
    name,
    wall: median(runs[i].map((run) => run.wall)),
    cpu: median(runs[i].map((run) => run.cpu)),
    rss: Math.max(...runs[i].map((run) => run.rss)),
    runs: runs[i],
  }))
}

/** Median over the rounds of `one` against `other` within a round, by `wall`, `cpu` or `rss`; undefined if either was not run. */
export function ratio(one, other, key) {
  if (one === undefined || other === undefined) return undefined
  return median(one.runs.map((run, round) => run[key] / Math.max(0.001, other.runs[round][key])))
}

/** The ratio of one to the other as a goal states it. */
export function bothRatios(one, other) {
  return { value: ratio(one, other, 'wall'), byCpu: ratio(one, other, 'cpu') }
}
