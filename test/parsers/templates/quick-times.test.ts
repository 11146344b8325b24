import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { payloads } from '../../../parsers/payloads/index.ts'
import { assemble, newContext, readRecords } from '../../../parsers/record.ts'
import { createTimesReader } from '../../../parsers/templates/quick-times.ts'
import { transports } from '../../../parsers/transports/index.ts'
import { createScanner, LineScan, WHOLE, windowBytes } from '../../../src/intake/index.ts'
import type { LineWindow } from '../../../src/model/line-window.ts'

const SAMPLES = 'samples'

function linesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, 400))
}

/** A line by itself, without its bytes. */
const alone = (line: string): LineWindow => ({
  line: 1,
  at: (rel) => (rel === 0 ? line : undefined),
  offsetOf: () => 0,
})

/** Calls with each line, as text and as bytes. */
function eachLine(text: string, take: (window: LineWindow) => void): void {
  const scan = new LineScan(createScanner([], windowBytes(65_536)), { sieve: false, lineBytes: 65_536 })
  scan.begin(WHOLE, take)
  scan.push(Buffer.from(text))
  scan.finish()
}

test('the stamps of a line are those that its record has', () => {
  const readTimes = createTimesReader()
  const odd = [
    'Apr 26 25:43:24 node-7 kubelet[1]: x',
    'Apr 26 00:43:24 node-7 kubelet:  x',
    'Apr 26 00:43:24 node-7 kubelet:  E0426 00:43:23.518120     812 a.go:1] x',
    'Apr 26 00:43:25 node-7 kubelet:  E0426 00:43:23.518120     812 a.go:1] x',
    '2022-04-26T00:43:24.518120123+02:00 node-7 containerd[9]: time="2022-04-25T22:43:24.518120123Z" level=info msg=x',
    'time="2022-04-26T00:43:24.518120123+02:00" level=info msg="starting containerd"',
    'E0426 00:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="x"',
    'E1326 00:43:24.518165    1205 remote_runtime.go:205] x',
    '2022-04-26T00:43:21.518165+00:00 node-a kubelet 812 - -  E0426 00:43:21.518012     812 a.go:72] x: y',
    '2022-04-26T00:43:21.518165+00:00 node-a kubelet "x: y"',
    'Apr 26 00:43:21 node-a kubelet "x: y"',
  ]
  const samples = transports.flatMap((transport) => transport.samples.map(({ line }) => line))
  let read = 0
  for (const line of [...linesOf(SAMPLES), ...odd, ...samples]) {
    const times = readTimes(alone(line))
    if (times === undefined) continue
    const assembled = assemble(alone(line))
    const [record] = assembled === undefined ? [] : readRecords(assembled, newContext())
    assert.deepEqual(times, { stamp: record?.stamp, outerStamp: record?.outerStamp }, line)
    read++
  }
  assert.ok(read > 1000, `${read} lines were read`)
  assert.equal(readTimes(alone(odd[0] ?? '')), undefined)
  assert.equal(readTimes(alone('and a line that goes on')), undefined)
})

test('the stamps of a line with a known head are those that its text has', () => {
  const readTimes = createTimesReader()
  let read = 0
  const check = (window: LineWindow): void => {
    const line = window.at(0) ?? ''
    const times = readTimes(window)
    assert.deepEqual(times, createTimesReader()(alone(line)), line)
    if (times !== undefined) read++
  }
  const heads = [
    'Apr 26 00:43:24 node-7 kubelet[1205]: I0426 00:43:24.518165    1205 kubelet.go:2124] "SyncLoop"',
    'Apr 26 00:43:24.518165 node-7 kernel: IPv6: ADDRCONF(NETDEV_CHANGE): veth1: link becomes ready',
    'Apr 26 00:43:24 node-7 containerd[9]: time="2022-04-26T00:43:24.518120123+02:00" level=info msg=x',
    '2022-04-26T00:43:24,518+0200 node-7 containerd[9]: time="2022-04-25T22:43:24Z" level=info msg=x',
    'time="2022-04-26T00:43:24.518120123Z" level=info msg="starting containerd"',
    'E0426 00:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="x"',
  ]
  const changes: readonly ((line: string) => string)[] = [
    (line) => line,
    (line) => line,
    (line) => line.replaceAll(':43:24', ':44:59'),
    (line) => line.replaceAll(' 00:43', ' 29:43'),
    (line) => line.replaceAll(':24', ':60'),
    (line) => line.replaceAll('.5181', '.518'),
    (line) => line.replaceAll('26 ', '27 '),
    (line) => line.replaceAll('node-7', 'nöde-7'),
    (line) => line.replace(']: ', ']: W0426 00:43:25.000001    1205 '),
    (line) => line.replace('+02:00', '-0530'),
    (line) => line.slice(0, 40),
    (line) => `${line}\r`,
    (line) => `${line} \ud800 ü`,
  ]
  const lines = heads.flatMap((head) => changes.map((change) => change(head)))
  eachLine([...lines, ...lines].map((line) => `${line}\n`).join(''), check)
  eachLine([...linesOf(SAMPLES)].map((line) => `${line}\n`).join(''), check)
  assert.ok(read > 1000, `${read} lines were read`)
})

test('the stamps of a line of journalctl -o json are those that its record has, whatever its message', () => {
  const readTimes = createTimesReader()
  const journal = (message: string): string =>
    `{"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"1650933804518165","_SOURCE_REALTIME_TIMESTAMP":"1650933804518100","_SELINUX_CONTEXT":"unconfined\\n","MESSAGE":${JSON.stringify(message)},"_PID":"1"}`
  const samples = [
    ...transports.flatMap((transport) => transport.samples.map(({ line }) => line)),
    ...payloads.flatMap((payload) => payload.samples.map(({ text }) => text)),
  ]
  const messages = [
    ...linesOf(SAMPLES).flatMap((line) => [line, line.slice(line.indexOf(']: ') + 3)]),
    ...samples,
    'veth0a1b2c3d: link becomes ready',
    'time="2022-04-26T00:43:24.518120123+02:00" level=info msg="\\"',
    `${'x'.repeat(63)}"`,
    'containerd\\x2dmount3281470.mount: Deactivated successfully.',
    'containerd\\x2dmount2390158359.mount: Deactivated successfully.',
    'note\n1650933804 of yesterday',
    'note 1650933804',
    'run-fe123456789-runc.mount: Deactivated successfully.',
  ]
  let read = 0
  eachLine(messages.map((message) => journal(message)).join('\n'), (window) => {
    const times = readTimes(window)
    if (times === undefined) return
    const line = window.at(0) ?? ''
    const assembled = assemble(alone(line))
    const [record] = assembled === undefined ? [] : readRecords(assembled, newContext())
    assert.deepEqual(times, { stamp: record?.stamp, outerStamp: record?.outerStamp }, line)
    read++
  })
  assert.ok(read > 1000, `${read} lines were read`)
  const isRead: boolean[] = []
  const few = [
    journal('veth0a1b2c3d: link becomes ready'),
    journal('Apr 26 00:43:24 node-7 kernel: x'),
    '{"no":"message"}',
    journal('containerd\\x2dmount2390158359.mount: Deactivated successfully.'),
    journal('note\n1650933804 of yesterday'),
    journal('type=1400 audit(1650933804.698:17905): x'),
  ]
  eachLine(few.join('\n'), (window) => isRead.push(readTimes(window) !== undefined))
  assert.deepEqual(isRead, [true, false, false, true, false, false])
})
