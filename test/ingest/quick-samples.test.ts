import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Parsers, withCauses } from '../../src/ingest/parsers.ts'
import { ingestWith } from '../../src/ingest/run.ts'
import { RecordingSink } from './recording-sink.ts'

const folder = mkdtempSync(join(tmpdir(), 'quick-samples-'))
after(() => rmSync(folder, { recursive: true }))
const PATHS = ['samples', '../shared/corpus', folder].filter((path) => existsSync(path))

/** Logs in which nothing is of interest: their samples are read for the form of the source. */
function writeQuietLogs(): void {
  for (let file = 0; file < 12; file++) {
    const lines = Array.from({ length: 90 }, (_, n) => {
      const at = `00:${10 + file}:${10 + (n % 50)}`
      const id = (file * 100 + n).toString(16).padStart(4, '0').repeat(16)
      const sent = `Apr 26 ${at} node-${file}`
      return [
        `${sent} kernel: IPv6: ADDRCONF(NETDEV_CHANGE): veth${id.slice(0, 8)}: link becomes ready`,
        `${sent} kubelet[${1200 + file}]: I0426 ${at}.518165    1205 kubelet.go:2124] "SyncLoop (PLEG): event for pod" ID:${id}`,
        `${sent} containerd[812]: time="2022-04-26T${at}.518120000Z" level=info msg="StartContainer for \\"${id}\\" returns"`,
        `${sent} app[77]: a text that is`,
        `${sent} app[77]:   cut into two lines`,
      ][(n * 7 + file) % 5]
    })
    writeFileSync(join(folder, `messages-${file}.log`), `${lines.join('\n')}\n`)
  }
}

async function read(parsers: Parsers): Promise<RecordingSink> {
  const sink = new RecordingSink()
  await ingestWith(parsers, { paths: PATHS, year: 2022, workers: 1 }, sink)
  return sink
}

test('sources have the same form and times whether sampled lines are read by their template or whole', async () => {
  writeQuietLogs()
  const parsers = withCauses([])
  const { readSampleQuickly: quickly, ...slow } = parsers
  let quick = 0
  const counting: Parsers = {
    ...slow,
    readSampleQuickly: (window, context) => {
      const told = quickly?.(window, context)
      if (told !== undefined) quick++
      return told
    },
  }
  assert.deepEqual((await read(counting)).done, (await read(slow)).done)
  assert.ok(quick > 20, `${quick} sampled lines were read by their template`)
})
