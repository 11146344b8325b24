import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { extract } from '../../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'cut-document-'))
after(() => rmSync(folder, { recursive: true }))

const ID = '3c9f1b7a'.repeat(8)
const EVENT = {
  kind: 'Event',
  involvedObject: { kind: 'Pod', name: 'web-0', namespace: 'shop' },
  reason: 'FailedCreatePodSandBox',
  message: `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${ID}": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized: Unauthorized`,
  type: 'Warning',
}

async function told(name: string, content: string | Buffer): Promise<unknown[]> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const found: unknown[] = []
  await extract({ paths: [path] }, (events) => {
    for (const { line, outcome, cause, sandbox_id } of events) found.push([line, outcome, cause, sandbox_id])
  })
  return found
}

test('a JSON document that is cut within its first record is read line by line', async () => {
  const pretty = JSON.stringify(EVENT, null, 2)
  assert.deepEqual(await told('pretty.json', pretty.slice(0, -12)), [[9, 'failed', 'cni-unauthorized', ID]])
  const array = JSON.stringify([EVENT])
  const one = [[1, 'failed', 'cni-unauthorized', ID]]
  assert.deepEqual(await told('array.json', array.slice(0, -12)), one)
  assert.deepEqual(await told('array.json.gz', gzipSync(array.slice(0, -12))), one)
})

test('a whole one is read as a document, once', async () => {
  assert.deepEqual(await told('whole.json', JSON.stringify([EVENT])), [[1, 'failed', 'cni-unauthorized', ID]])
})
