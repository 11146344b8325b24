import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEvents, readFacts } from '../../../parsers/read-events.ts'
import { newContext } from '../../../parsers/record.ts'
import { createJsonLineReader } from '../../../parsers/templates/json-lines.ts'
import { ShapedJson } from '../../../parsers/templates/shaped-json.ts'
import { type ShapedLine, ShapedLines } from '../../../parsers/templates/shaped-lines.ts'
import { ChunkWindow } from '../../../src/intake/chunk-window.ts'
import { createScanner } from '../../../src/intake/sieve/create-scanner.ts'

const IDS = ['a1b2c3d4', '0f1e2d3c', '99aa88bb'].map((seed) => seed.repeat(8))
const TIME = 1_650_933_790_518_000

const stop = (id: string, second = '10'): string =>
  `time="2022-04-26T00:43:${second}.518165483Z" level=error msg="StopPodSandbox for \\"${id}\\" failed" error="failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (delete): invalid version \\"\\": the version is empty"`
const sync = (uid: string): string =>
  `E0426 00:43:24.518165    1205 pod_workers.go:951] "Error syncing pod, skipping" err="failed to \\"KillPodSandbox\\" for \\"${uid}\\" with KillPodSandboxError: \\"rpc error: code = Unknown desc = failed to destroy network for sandbox \\\\\\"${IDS[0]}\\\\\\": cni plugin not initialized\\"" pod="default/web-jf6v8x7w2-xxt6b" podUID=${uid}`

const journal = (message: string, other: Record<string, string> = {}): string =>
  JSON.stringify({
    __REALTIME_TIMESTAMP: String(TIME),
    _HOSTNAME: 'node-7',
    SYSLOG_IDENTIFIER: 'containerd',
    ...other,
    MESSAGE: message,
  })

/** Readers of one window, and what they say of its lines. */
class Source {
  private readonly scanner = createScanner(['cni'], 1 << 16)
  private readonly window = new ChunkWindow(this.scanner)
  private readonly shaped = new ShapedJson(new ShapedLines())
  private readonly readLine = createJsonLineReader(readEvents, readFacts, this.shaped)

  /** Reads a line often enough for its message to be known by its bytes. */
  learn(line: string): void {
    for (let n = 0; n < 2; n++) this.readLine(this.show(line), newContext())
  }

  read(line: string, next?: string, section = ''): ShapedLine | undefined {
    return this.shaped.read(this.show(line, next), { ...newContext(), section })
  }

  private show(line: string, next?: string): ChunkWindow {
    const text = Buffer.from(`\n${line}\n${next === undefined ? '' : `${next}\n`}`)
    this.scanner.window.fill(0)
    text.copy(this.scanner.window)
    this.window.origin = -1
    this.window.limit = text.length
    this.window.moveTo(1, 1, 1 + Buffer.byteLength(line), false)
    return this.window
  }
}

/** The sandbox id and pod of the only event, cut out of the line. */
function textsOf(line: string, told: ShapedLine | undefined): readonly string[] {
  const [event, ...more] = told?.wording.events ?? []
  assert.ok(told && event, line)
  assert.deepEqual(more, [])
  return [event.sandboxId, event.podUid].map((place) =>
    typeof place === 'string' ? place : line.slice(told.textAt + place.from, told.textAt + place.to),
  )
}

test('messages are told wherever they stand in their records, with the places of their texts', () => {
  const source = new Source()
  source.learn(journal(stop(IDS[0] ?? '')))
  source.learn(journal(sync('960d6036-7b7c-4fad-acce-14546dd4a43a'), { SYSLOG_IDENTIFIER: 'kubelet' }))
  const uid = '1b6d6036-7b7c-4fad-acce-14546dd4a43a'
  const lines = [
    journal(stop(IDS[1] ?? '', '12')),
    journal(stop(IDS[1] ?? '', '12'), { __CURSOR: 's=1;i=2', _SELINUX_CONTEXT: 'unconfined\n', _PID: '812' }),
    `${journal(stop(IDS[1] ?? '', '12')).slice(0, -1)},"_SOURCE_REALTIME_TIMESTAMP":"${TIME - 5}"}`,
  ]
  for (const line of lines) {
    const told = source.read(line, journal('x'))
    assert.deepEqual(textsOf(line, told), [IDS[1], ''])
    assert.equal(told?.host, 'node-7')
    assert.equal(told?.stamp?.kind === 'calendar' && told.stamp.dayUs, 2_592_518_165)
    assert.deepEqual(told?.outerStamp, { kind: 'epoch', us: line === lines[2] ? TIME - 5 : TIME })
    assert.equal(told?.wording.template.fixed.transport, 'json-line')
  }
  const kubelet = journal(sync(uid), { SYSLOG_IDENTIFIER: '', _SYSTEMD_UNIT: 'kubelet', _HOSTNAME: 'node-8' })
  assert.deepEqual(textsOf(kubelet, source.read(kubelet)), [IDS[0], uid])
  assert.equal(source.read(kubelet)?.host, 'node-8')
})

test('lines are parsed where anything in them is unusual, or the line below may go on with them', () => {
  const source = new Source()
  const line = journal(stop(IDS[0] ?? ''))
  source.learn(line)
  assert.ok(source.read(line))
  assert.ok(source.read(line, ''))
  assert.ok(source.read(line, `{"__CURSOR":"${'s'.repeat(80)}","MESSAGE":[104]}`))
  for (const next of ['loose text', '{"no":"message"}', '{"MESSAGE":"cut'])
    assert.equal(source.read(line, next), undefined, next)
  const message = `"MESSAGE":${JSON.stringify(stop(IDS[0] ?? ''))}`
  for (const odd of [
    line.replace('{', '{ '),
    line.replace(String(TIME), '1650933790'),
    line.replace(String(TIME), `9${String(TIME).slice(1)}`),
    line.replace('"_HOSTNAME"', '"host"'),
    line.replace('"node-7"', '["node-7","node-8"]'),
    line.replace('"node-7"', '"nöde"'),
    line.replace('node-7', 'node\\t7'),
    line.replace('"node-7"', '"a","_HOSTNAME":"b"'),
    line.replace('"node-7"', '"a","NOTE":"kubelet[1]: x"'),
    line.replace('containerd"', 'kubelet"'),
    line.replace('level=error', 'level=\\u0065rror'),
    line.replace('level=error', 'level=e'),
    line.replace(/^.*"MESSAGE"/, '{"MESSAGE"'),
    `{${message},"__REALTIME_TIMESTAMP":"${TIME}",${message}}`,
    `${line},`,
    stop(IDS[0] ?? ''),
  ]) {
    assert.notEqual(odd, line)
    assert.equal(source.read(odd), undefined, odd)
  }
  assert.equal(source.read(line, undefined, 'kubelet'), undefined)
  assert.equal(new Source().read(line), undefined)
})

test('messages that are changed before they are read are not known by their bytes', () => {
  const source = new Source()
  for (const message of [
    `${stop(IDS[0] ?? '')}\n`,
    stop(IDS[0] ?? '').replaceAll('"', '&quot;'),
    `${sync(IDS[0] ?? '')} a[1]: b`,
  ]) {
    source.learn(journal(message))
    assert.equal(source.read(journal(message)), undefined, message)
  }
})
