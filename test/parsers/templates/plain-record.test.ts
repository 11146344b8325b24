import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { assemble, newContext, readRecords } from '../../../parsers/record.ts'
import { isPlainRecord } from '../../../parsers/templates/plain-record.ts'
import { createTimesReader } from '../../../parsers/templates/quick-times.ts'
import type { LineWindow } from '../../../src/model/line-window.ts'

const SAMPLES = 'samples'

function windowAt(lines: readonly string[], at: number): LineWindow {
  return { line: at + 1, at: (rel) => (Math.abs(rel) > 64 ? undefined : lines[at + rel]), offsetOf: (rel) => at + rel }
}

function plainLines(lines: readonly string[]): readonly number[] {
  return lines.flatMap((_, at) => (isPlainRecord(windowAt(lines, at)) ? [at] : []))
}

test('a plain record has the stamps of its line', () => {
  const readTimes = createTimesReader()
  let plain = 0
  for (const name of readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.log')) continue
    const lines = readFileSync(join(SAMPLES, name), 'utf8').split('\n').slice(0, 400)
    for (const at of plainLines(lines)) {
      const assembled = assemble(windowAt(lines, at))
      assert.equal(assembled?.line, at + 1, `${name}: ${lines[at]}`)
      const [record] = assembled === undefined ? [] : readRecords(assembled, newContext())
      const times = readTimes(windowAt(lines, at))
      assert.deepEqual({ stamp: record?.stamp, outerStamp: record?.outerStamp }, times, `${name}: ${lines[at]}`)
      plain++
    }
  }
  assert.ok(plain > 100, `${plain} plain records`)
})

test('a line that may go on with a record above is none', () => {
  const from = 'Apr 26 00:43:24 node-7'
  const lines = [
    `${from} kernel: IPv6: ADDRCONF(NETDEV_CHANGE): veth1: link becomes ready`,
    `${from} kernel: cni0: port 1(veth1) entered blocking state`,
    `${from} kubelet[1205]: E0426 00:43:24.518165    1205 remote_runtime.go:205] "a`,
    `${from} kubelet[1205]: which goes on here"`,
    `${from} systemd[1]: Started Session 1 of User root.`,
    'and a line without a head',
    `${from} systemd[1]: Stopped Session 1 of User root.`,
    `${from} kernel:  veth1: indented`,
  ]
  assert.deepEqual(plainLines(lines), [0, 1, 4])
})
