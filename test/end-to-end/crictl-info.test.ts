import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { extract } from '../../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'crictl-info-'))
after(() => rmSync(folder, { recursive: true }))

const INFO = JSON.stringify(
  {
    status: {
      conditions: [
        { type: 'RuntimeReady', status: true, reason: '', message: '' },
        {
          type: 'NetworkReady',
          status: false,
          reason: 'NetworkPluginNotReady',
          message: 'Network plugin returns error: cni plugin not initialized',
        },
      ],
    },
    cniconfig: { PluginDirs: ['/opt/cni/bin'], Networks: [] },
  },
  null,
  2,
)

async function eventsIn(name: string, content: string | Buffer): Promise<unknown[]> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const found: unknown[] = []
  await extract({ paths: [path] }, (events) => {
    for (const { line, operation, outcome, cause } of events) found.push([line, operation, outcome, cause])
  })
  return found
}

test('the saved output of crictl info is evidence and tells of the network, whole, cut off or compressed', async () => {
  const want = [[11, 'NetworkReady', 'failed', 'cni-config-missing']]
  assert.deepEqual(await eventsIn('info.json', INFO), want)
  assert.deepEqual(await eventsIn('cut.json', INFO.slice(0, INFO.indexOf('"cniconfig"') + 5)), want)
  assert.deepEqual(await eventsIn('info.json.gz', gzipSync(INFO)), want)
})
