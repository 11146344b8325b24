import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { analyze } from '../../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'not-ready-'))
after(() => rmSync(folder, { recursive: true }))

/** A kubelet that says every five seconds that the network is not ready. */
function lines(records: number): string {
  return Array.from({ length: records }, (_, n) => {
    const time = new Date(Date.UTC(2024, 2, 5, 1) + n * 5000).toISOString().slice(11, 19)
    return `Mar 05 ${time} node-1 kubelet[812]: E0305 ${time}.518165     812 kubelet.go:2855] "Container runtime network not ready" networkReady="NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized"\n`
  }).join('')
}

async function markdownOf(records: number): Promise<string> {
  const path = join(folder, `${records}.log`)
  writeFileSync(path, lines(records))
  let text = ''
  await analyze({ paths: [path], year: 2024, format: 'md', command: 'x' }, (part) => {
    text += part
  })
  return text
}

test('a network that is not ready for hours is one failure, told with its length', async () => {
  const text = await markdownOf(2881)
  assert.match(text, /\(NetworkReady\) failed \[1\]\(#query-incident-totals\) time, for 4 h\.\n/)
  assert.match(text, /\n- network of a node not ready for 4 h, at the longest\n/)
  assert.match(text, /NetworkReady failed, \*\*until 05:00\*\*: /)
  assert.ok(!text.includes('node-minute'))
})

test('one that is not ready for seconds is told as any failure', async () => {
  const text = await markdownOf(3)
  assert.match(text, /failed \[1\]\(#query-incident-totals\) time\.\n/)
  assert.match(text, / node-minute with at least one failure\n/)
  assert.ok(!text.includes('not ready for'))
})
