import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { engineFlags } from '../../src/cli/engine-flags.ts'
import { root, typescriptLoader } from '../build.ts'

/** Highest heap in MB of a process that holds 40 MB in a ring of objects, replaced again and again: garbage of the old heap. */
function peakOf(command: string): number {
  const script = `
    const { setEngineFlags } = await import(${JSON.stringify(join(root, 'src/cli/engine-flags.ts'))})
    setEngineFlags([${JSON.stringify(command)}])
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

describe('flags of V8', () => {
  it('are set for commands that read logs, and where V8 has no compiler in the middle', () => {
    assert.deepEqual(engineFlags(['analyze', 'x'], '11.3.244.8-node.38'), [
      '--heap-growing-percent=30',
      '--interrupt-budget=300000',
      '--max-inlined-bytecode-size-cumulative=300',
    ])
    assert.deepEqual(engineFlags(['extract', 'x'], '11.3.244.8-node.38'), [
      '--interrupt-budget=300000',
      '--max-inlined-bytecode-size-cumulative=300',
    ])
    assert.deepEqual(engineFlags(['ingest', 'x'], '12.4.254.21-node.33'), ['--heap-growing-percent=30'])
    for (const words of [['query', 'case.db'], []]) assert.deepEqual(engineFlags(words, '11.3.244.8'), [])
  })

  it('are known to this Node: an unknown one is told on standard error', () => {
    const script = `for (const flag of ${JSON.stringify(engineFlags(['analyze'], process.versions.v8))}) require('node:v8').setFlagsFromString(flag)`
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
    assert.equal(status, 0)
    assert.equal(stderr, '')
  })

  it('keep the heap of commands small that write a case', () => {
    assert.ok(peakOf('analyze') < 0.85 * peakOf('extract'))
  })
})
