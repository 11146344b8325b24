import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type IngestOptions, ingest } from '../../src/ingest/index.ts'
import { RecordingSink } from './recording-sink.ts'

const SAMPLES = 'samples'
const CORPUS = '../shared/corpus'

async function read(path: string, options: Partial<IngestOptions>): Promise<RecordingSink> {
  const sink = new RecordingSink()
  await ingest({ paths: [path], year: 2022, ...options }, sink)
  return sink
}

/** What must be equal; counts of candidates differ by design. */
const found = (sink: RecordingSink): unknown => ({ events: sink.events, facts: sink.facts, configs: sink.configs })

async function assertNothingLost(path: string): Promise<void> {
  assert.deepEqual(found(await read(path, {})), found(await read(path, { sieve: false })))
}

describe('the sieve loses nothing', () => {
  for (const name of readdirSync(SAMPLES).sort()) {
    it(`samples/${name}`, () => assertNothingLost(join(SAMPLES, name)))
  }

  const cases = existsSync(CORPUS)
    ? readdirSync(CORPUS)
        .filter((name) => name.endsWith('.log'))
        .sort()
    : []
  it('labelled excerpts', { skip: cases.length === 0 ? 'no excerpts here' : false }, async () => {
    const failed: string[] = []
    for (const name of cases) {
      try {
        await assertNothingLost(join(CORPUS, name))
      } catch (error) {
        failed.push(`${name}: ${error instanceof Error ? error.message.slice(0, 1500) : String(error)}`)
      }
    }
    assert.deepEqual(failed, [])
  })
})
