import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { TimeMarks } from '../../src/ingest/time-marks.ts'
import { createScanner, LineScan, WHOLE, windowBytes } from '../../src/intake/index.ts'

/** For each line of a text, whether its record may have a time. */
function mayHaveTime(text: string, step = text.length): readonly boolean[] {
  const marks = new TimeMarks()
  const found: boolean[] = []
  const scan = new LineScan(createScanner(['never'], windowBytes(65_536)), { sieve: false, lineBytes: 65_536 })
  scan.begin(WHOLE, (window) => found.push(marks.mayHaveTime(window)))
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += step) scan.push(bytes.subarray(at, at + step))
  scan.finish()
  return found
}

const plain = (lines: number): string => 'a line without a time\n'.repeat(lines)

describe('time marks', () => {
  it('a text without times has none', () => {
    assert.deepEqual(new Set(mayHaveTime(plain(300))), new Set([false]))
    assert.deepEqual(new Set(mayHaveTime('version 1.2.3: 12:30 and 123456789\n'.repeat(9))), new Set([false]))
  })

  it('a time counts for the lines in reach of it', () => {
    for (const stamp of ['00:43:24', '1650933804']) {
      const found = mayHaveTime(`${plain(100)}at ${stamp} it began\n${plain(100)}`)
      assert.deepEqual(
        found,
        found.map((_, at) => Math.abs(at - 100) <= 64),
      )
    }
  })

  it('what was pushed out of the window is forgotten, what comes is learnt', () => {
    const far = plain(80_000)
    const found = mayHaveTime(`00:43:24\n${far}00:43:25\n${far}`, 100_000)
    assert.deepEqual(
      found.flatMap((may, at) => (may ? [at] : [])),
      found.flatMap((_, at) => (at <= 64 || Math.abs(at - 80_001) <= 64 ? [at] : [])),
    )
  })
})
