import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { assemble, newContext, readRecords } from '../../../parsers/record.ts'
import { createTimesReader } from '../../../parsers/templates/quick-times.ts'
import { transports } from '../../../parsers/transports/index.ts'

const SAMPLES = 'samples'

function linesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, 400))
}

test('the stamps of a line are those that its record has', () => {
  const readTimes = createTimesReader()
  const odd = [
    'Apr 26 25:43:24 node-7 kubelet[1]: x',
    '2022-04-26T00:43:24.518120123+02:00 node-7 containerd[9]: time="2022-04-25T22:43:24.518120123Z" level=info msg=x',
    'time="2022-04-26T00:43:24.518120123+02:00" level=info msg="starting containerd"',
    'E0426 00:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="x"',
    'E1326 00:43:24.518165    1205 remote_runtime.go:205] x',
  ]
  const samples = transports.flatMap((transport) => transport.samples.map(({ line }) => line))
  let read = 0
  for (const line of [...linesOf(SAMPLES), ...odd, ...samples]) {
    const times = readTimes(line)
    if (times === undefined) continue
    const assembled = assemble({ line: 1, at: (rel) => (rel === 0 ? line : undefined), offsetOf: () => 0 })
    const [record] = assembled === undefined ? [] : readRecords(assembled, newContext())
    assert.deepEqual(times, { stamp: record?.stamp, outerStamp: record?.outerStamp }, line)
    read++
  }
  assert.ok(read > 1000, `${read} lines were read`)
  assert.equal(readTimes(odd[0] ?? ''), undefined)
  assert.equal(readTimes('and a line that goes on'), undefined)
})
