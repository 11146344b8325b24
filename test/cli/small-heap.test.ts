import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { root, typescriptLoader } from '../build.ts'

/** Highest heap in MB of a process that holds 40 MB in a ring of objects, replaced again and again: garbage of the old heap. */
function peakOf(command: string): number {
  const script = `
    const { keepHeapSmall } = await import(${JSON.stringify(join(root, 'src/cli/small-heap.ts'))})
    keepHeapSmall([${JSON.stringify(command)}])
    const ring = []
    let peak = 0
    for (let i = 0; i < 6_000_000; i++) {
      ring[i % 500_000] = { a: i, b: i + 0.5 }
      if (i % 20_000 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed)
    }
    console.log(peak / 1e6)`
  const { stdout, stderr } = spawnSync(process.execPath, [...typescriptLoader, '--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  })
  assert.ok(Number(stdout) > 0, stderr)
  return Number(stdout)
}

test('commands that write a case keep their heap small', () => {
  assert.ok(peakOf('analyze') < 0.85 * peakOf('extract'))
})
