import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readEvents, readFacts } from '../../../parsers/read-events.ts'
import { newContext, readRecords } from '../../../parsers/record.ts'
import { createQuickReader } from '../../../parsers/templates/quick-reader.ts'
import { withCauses } from '../../../src/ingest/parsers.ts'
import { ingestWith } from '../../../src/ingest/run.ts'
import type { LineWindow } from '../../../src/model/line-window.ts'
import { RecordingSink } from '../../ingest/recording-sink.ts'

const hex = (seed: string): string => seed.repeat(64 / seed.length)
const stop = (second: string, id: string): string =>
  `Apr 26 00:43:${second} node-a containerd[701]: time="2022-04-26T00:43:${second}.518165483Z" level=error msg="StopPodSandbox for \\"${id}\\" failed" error="failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (delete): invalid version \\"\\": the version is empty"`

const KLOG =
  'E0426 00:43:24.518120 PROCESS remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to destroy network for sandbox \\"SANDBOX\\": plugin type=\\"bridge\\" failed (delete): invalid version \\"\\": the version is empty" podSandboxID="SANDBOX"'
const STARTED =
  'time="2022-04-26T00:43:24.518165483Z" level=info msg="starting containerd" revision=1e5ef943eb version=1.6.0-rc.3'
/** Times as transports write them, and what may stand for host and process. */
const TIMES = [
  'Apr 26 00:43:24',
  'Apr 26 00:43:24.518165',
  '2022-04-26T00:43:24+0200',
  '2022-04-26T00:43:24.518165+02:00',
]
const NODES = ['node-a', 'ip-10-0-3-17.ec2.internal', '10.0.3.17', 'b', 'node_7', 'web=1', 'node-a:']

/** A line of a sender, as the ordinary way reads it. */
function plainly(line: string): unknown {
  const [record, ...more] = readRecords({ line: 1, lineEnd: 1, byteOffset: 0, lines: [line] }, newContext())
  assert.ok(record)
  assert.deepEqual(more, [])
  const { transport, payload, component, host, cut, stamp, outerStamp } = record
  const own = { line: 1, lineEnd: 1, byteOffset: 0, raw: line, transport, payload, component, host, cut, stamp }
  return { record: { ...own, outerStamp, k8sEvent: undefined }, events: readEvents(record), facts: readFacts(record) }
}

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

/** `textOf`: what a process wrote about a sandbox. */
function learntOnce(time: string, name: string, textOf: (pid: string, id: string) => string): void {
  let readings = 0
  const read = createQuickReader((record) => {
    readings++
    return readEvents(record)
  }, readFacts)
  const tell = (node: string, pid: string, seed: string): unknown => {
    const line = `${time} ${node} ${name}[${pid}]: ${textOf(pid, hex(seed))}`
    const told = read(windowOf([line]), newContext())
    if (told !== undefined) assert.deepEqual(told, plainly(line))
    return told
  }
  assert.equal(tell('node-a', '1205', 'a1b2c3d4'), undefined)
  assert.notEqual(tell('node-b-2', '7301', '0f1e2d3c'), undefined)
  assert.equal(readings, 2)
  for (const node of NODES.slice(0, 5)) assert.notEqual(tell(node, '8120', '99aa88bb'), undefined, node)
  assert.equal(readings, 2)
  for (const node of NODES) for (const pid of ['9', '314', '1205', '4194304']) tell(node, pid, 'a0b0c0d0')
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

  for (const [name, texts] of [
    ['kubelet', (pid: string, id: string) => KLOG.replace('PROCESS', pid.padStart(7)).replaceAll('SANDBOX', id)],
    ['containerd', () => STARTED],
  ] as const) {
    for (const time of TIMES) {
      it(`are learnt once for all hosts and processes: ${time} ${name}`, () => learntOnce(time, name, texts))
    }
  }

  it('are not taken for those of another program, or where the host is told in the text', () => {
    const read = createQuickReader(readEvents, readFacts)
    const line = (node: string, program: string, text: string): string =>
      `Apr 26 00:43:24 ${node} ${program}[1205]: ${text.replace('PROCESS', '   1205').replaceAll('SANDBOX', hex('a1b2c3d4'))}`
    for (const one of [
      line('node-a', 'kubelet', KLOG),
      line('node-a', 'kubelet', KLOG),
      line('node-b', 'my-app', KLOG),
      line('node-b', 'my-app', KLOG),
      line('node-b', 'kubelet', `${KLOG} node="node-b"`),
      line('node-b', 'kubelet', `${KLOG} node="node-b"`),
      line('node-c', 'kubelet', `${KLOG} node="node-b"`),
    ]) {
      const told = read(windowOf([one]), newContext())
      if (told !== undefined) assert.deepEqual(told, plainly(one))
    }
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
