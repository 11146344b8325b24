import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

const MODULE = pathToFileURL(join(import.meta.dirname, '../../src/base/young-space.ts')).href

/** Most bytes of V8's young space while a program keeps more and more of its objects alive, some thousand at a time, in a process of its own. */
function mostYoung(hold: boolean): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8'
    import { holdYoungSpace } from ${JSON.stringify(MODULE)}
    const kept = []
    let most = 0
    for (let round = 0; round < 300; round++) {
      kept.push(Array.from({ length: 4000 }, (_, i) => ({ round, i })))
      if (${hold}) holdYoungSpace(round * 100_000, round * 1000)
      const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
      most = Math.max(most, young.space_size)
    }
    process.stdout.write(String(most + (kept.length > 300 ? 1 : 0)))
  `
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  })
  assert.equal(run.stderr, '')
  return Number(run.stdout)
}

test('the space for young objects stays small where it is held', () => {
  const [held, free] = [mostYoung(true), mostYoung(false)]
  assert.ok(held >= 1 << 20 && held <= 16 << 20, `${held} bytes`)
  assert.ok(free > held, `${held} bytes held, ${free} left alone`)
})
