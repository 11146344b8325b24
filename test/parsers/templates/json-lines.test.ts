import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readEvents, readFacts } from '../../../parsers/read-events.ts'
import { newContext } from '../../../parsers/record.ts'
import { createJsonLineReader } from '../../../parsers/templates/json-lines.ts'
import { withCauses } from '../../../src/ingest/parsers.ts'
import { ingestWith } from '../../../src/ingest/run.ts'
import type { LineWindow } from '../../../src/model/line-window.ts'
import { RecordingSink } from '../../ingest/recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'json-lines-'))
after(() => rmSync(folder, { recursive: true }))

/** Lines of a sample's log in the form of `journalctl -o json`. */
function journal(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line, i) => {
      const head = /^\w{3} [ \d]\d [\d:.]{8,15} ([\w.-]+) ([\w.@-]+)\[(\d+)\]: (.*)$/.exec(line)
      const [, host = 'node-a', ident = 'kubelet', pid = '1', message = line] = head ?? []
      return JSON.stringify({
        __REALTIME_TIMESTAMP: String(1_650_933_804_000_000 + i),
        _HOSTNAME: host,
        SYSLOG_IDENTIFIER: ident,
        _PID: pid,
        MESSAGE: message,
      })
    })
}

async function found(path: string, quick: boolean): Promise<unknown> {
  const parsers = withCauses([])
  const sink = new RecordingSink()
  await ingestWith(quick ? parsers : { ...parsers, readQuickly: () => undefined }, { paths: [path, path] }, sink)
  return { events: sink.events, facts: sink.facts }
}

const windowOf = (lines: readonly string[]): LineWindow => ({ line: 1, at: (rel) => lines[rel], offsetOf: () => 0 })

const LOG = 'samples/founding-stop/worker-1/containerd.log'

test('lines of journalctl -o json say what the ordinary way says, other lines between them too', async () => {
  const path = join(folder, 'journal.ndjson')
  const lines = journal(LOG)
  lines.splice(40, 0, 'loose text', '{"no":"message"}', '', '-- Boot 2222 --')
  writeFileSync(path, lines.join('\n'))
  assert.deepEqual(await found(path, true), await found(path, false))
})

test('coloured messages say what they say the ordinary way', async () => {
  const path = join(folder, 'coloured.ndjson')
  const lines = journal(LOG).map((line, i) => {
    const record = JSON.parse(line) as { readonly MESSAGE: string }
    const code = i % 2 === 0 ? '\u001b[1m' : '\u001b[0;31m'
    return JSON.stringify({ ...record, MESSAGE: [...Buffer.from(`${code}${record.MESSAGE}\u001b[0m`)] })
  })
  writeFileSync(path, lines.join('\n'))
  assert.deepEqual(await found(path, true), await found(path, false))
})

test('names, marks and lists of bytes that need a closer look say what they say the ordinary way', async () => {
  const path = join(folder, 'odd.ndjson')
  const [first = '', ...rest] = journal(LOG).filter((line) => line.includes('StopPodSandbox for'))
  const message = (JSON.parse(first) as { readonly MESSAGE: string }).MESSAGE
  const odd = [
    { MESSAGE: [...Buffer.from(`\u001b[31m${message}\u001b[0m`)] },
    { MESSAGE: `${message}…` },
    { MESSAGE: `${message} >` },
    { MESSAGE: message.replaceAll('"', '&quot;') },
    { MESSAGE: `${message}\n`, _COMM: 'containerd', SYSLOG_IDENTIFIER: '' },
    { MESSAGE: message, 'kubernetes.container_name': 'app' },
    { MESSAGE: message, __REALTIME_TIMESTAMP: '1650933804' },
    { MESSAGE: `Apr 26 00:43:24 node-b containerd[701]: ${message}` },
  ].map((record) => JSON.stringify({ _HOSTNAME: 'node-a', SYSLOG_IDENTIFIER: 'containerd', ...record }))
  const glued = `${first.slice(0, -1)},"NOTE":"x]: Apr 26 00:43:24 node-b kubelet[701]: E"}`
  const control = first.replace('containerd', 'container\td')
  writeFileSync(path, [first, ...odd, ...odd, glued, control, `${first} `, ...rest].join('\n'))
  assert.deepEqual(await found(path, true), await found(path, false))
})

test('they are told by their template where nothing can go on with them', () => {
  const read = createJsonLineReader(readEvents, readFacts)
  const line = journal(LOG).find((one) => one.includes('StopPodSandbox for') && one.includes('failed')) ?? ''
  assert.notEqual(line, '')
  const tell = (...lines: readonly string[]): unknown => read(windowOf(lines), newContext())
  assert.equal(tell(line, line), undefined, 'met once')
  assert.notEqual(tell(line, line), undefined, 'met again')
  assert.equal(tell('no object'), undefined)
  assert.notEqual(tell(line), undefined)
  assert.equal(tell(line, 'loose text'), undefined)
  assert.equal(tell(line, '{"no":"message"}'), undefined)
  assert.equal(tell(line.slice(0, -1)), undefined)
})
