import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readEvents, readFacts } from '../../../parsers/read-events.ts'
import { newContext } from '../../../parsers/record.ts'
import { createQuickReader } from '../../../parsers/templates/quick-reader.ts'
import { withCauses } from '../../../src/ingest/parsers.ts'
import { ingestWith } from '../../../src/ingest/run.ts'
import type { LineWindow } from '../../../src/model/line-window.ts'
import { RecordingSink } from '../../ingest/recording-sink.ts'

const hex = (seed: string): string => seed.repeat(64 / seed.length)
const stop = (second: string, id: string): string =>
  `Apr 26 00:43:${second} node-a containerd[701]: time="2022-04-26T00:43:${second}.518165483Z" level=error msg="StopPodSandbox for \\"${id}\\" failed" error="failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (delete): invalid version \\"\\": the version is empty"`

function windowOf(lines: readonly string[]): LineWindow {
  return { line: 1, at: (rel) => lines[rel], offsetOf: () => 0 }
}

async function found(path: string, quick: boolean): Promise<unknown> {
  const parsers = withCauses([])
  const sink = new RecordingSink()
  // The paths twice over, so that every template is met again.
  await ingestWith(
    quick ? parsers : { ...parsers, readQuickly: () => undefined },
    { paths: [path, path], year: 2022 },
    sink,
  )
  return { events: sink.events, facts: sink.facts }
}

describe('lines of known templates', () => {
  it('are told from the third on, with their own ids and times', () => {
    const read = createQuickReader(readEvents, readFacts)
    const ids = ['a1b2c3d4', '0f1e2d3c', '99aa88bb'].map(hex)
    const told = ids.map((id, i) => read(windowOf([stop(`1${i}`, id)]), newContext()))
    assert.equal(told[0], undefined)
    const last = told[2]
    assert.equal(last?.events[0]?.sandboxId, ids[2])
    assert.equal(last?.events[0]?.cause, 'cni-config-version-missing')
    assert.equal(last?.record.stamp?.kind === 'calendar' && last.record.stamp.dayUs, 2_592_518_165)
  })

  it('are left to a closer look where the next line may go on with them, and where digits are no time', () => {
    const read = createQuickReader(readEvents, readFacts)
    const line = stop('10', hex('a1b2c3d4'))
    for (let n = 0; n < 2; n++) read(windowOf([line]), newContext())
    assert.notEqual(read(windowOf([line, 'I0426 00:43:24.518120     812 a.go:1] x']), newContext()), undefined)
    assert.notEqual(read(windowOf([line, 'Apr 26 00:43:24 node-a kernel: x']), newContext()), undefined)
    assert.equal(read(windowOf([line, 'loose text']), newContext()), undefined)
    assert.equal(read(windowOf([stop('99', hex('a1b2c3d4'))]), newContext()), undefined)
    assert.equal(read(windowOf(['no head at all']), newContext()), undefined)
  })

  for (const folder of ['samples', '../shared/corpus']) {
    it(`say what the ordinary way says: ${folder}`, { skip: existsSync(folder) ? false : 'not here' }, async () => {
      for (const name of readdirSync(folder).sort()) {
        if (folder !== 'samples' && !name.endsWith('.log')) continue
        assert.deepEqual(await found(join(folder, name), true), await found(join(folder, name), false), name)
      }
    })
  }
})
