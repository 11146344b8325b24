import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { extract } from '../src/extract.ts'
import { extractLines } from '../src/extract-lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'extract-lines-'))
after(() => rmSync(folder, { recursive: true }))

async function both(paths: readonly string[]): Promise<readonly [string, string]> {
  let lines = ''
  let events = ''
  await extractLines({ paths, workers: 1 }, (part) => {
    lines += part.toString()
    return undefined
  })
  await extract({ paths, workers: 1 }, (batch) => {
    for (const event of batch) events += `${JSON.stringify(event)}\n`
    return undefined
  })
  return [lines, events]
}

test('lines are what JSON.stringify gives of the events, known wordings, other scripts and missing years included', async () => {
  const path = join(folder, 'kubelet-日志.log')
  const text = Array.from({ length: 80 }, (_, n) => {
    const id = n.toString(16).padStart(2, '0').repeat(32)
    const time = `00:${n < 40 ? 43 : 44}:${(n % 40) + 10}`
    const pod = `{Name:web-bcd${(n % 40) + 10}f-xxt6b,Uid:960d6036-7b7c-4fad-acce-14546dd4a4${n + 10},Namespace:${n % 2 === 0 ? 'default' : 'billing'},Attempt:${n % 13},}`
    return [
      `Apr 26 ${time} node-7 containerd[812]: time="2022-04-26T${time}.000000001Z" level=error msg="StopPodSandbox for \\"${id}\\" failed" error="failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (delete): a\\\\b"`,
      `Apr 26 ${time} node-7 containerd[812]: time="2022-04-26T${time}Z" level=error msg="RunPodSandbox for &PodSandboxMetadata${pod} failed, error" error="failed to setup network for sandbox \\"${id}\\": netplugin failed: ${n < 30 ? 'größer' : 'larger'}"`,
      `Apr 26 ${time} node-8 kubelet[1205]: E0426 ${time}.104146    1205 kuberuntime_manager.go:965] "Failed to stop sandbox" podSandboxID={Type:containerd ID:${id}}`,
    ].join('\n')
  }).join('\n')
  writeFileSync(path, `${text}\n`)
  const [lines, events] = await both([path])
  assert.equal(lines, events)
  assert.ok(lines.split('\n').length > 100)
})

test('lines of journalctl -o json come out the same, whatever stands round their messages', async () => {
  const path = join(folder, 'journal.ndjson')
  const text = Array.from({ length: 60 }, (_, n) => {
    const id = n.toString(16).padStart(2, '0').repeat(32)
    const message = `time="2022-04-26T00:43:${(n % 50) + 10}.000000001Z" level=error msg="StopPodSandbox for \\"${id}\\" failed" error="failed to destroy network for sandbox \\"${id}\\": plugin type=\\"bridge\\" failed (delete): invalid version \\"\\""`
    const record = {
      __REALTIME_TIMESTAMP: `${1_650_933_790_000_000 + n}`,
      _HOSTNAME: 'node-7',
      SYSLOG_IDENTIFIER: 'containerd',
    }
    return JSON.stringify({
      _CMDLINE: `${'a"\\b'.repeat(n)}${n % 7 === 0 ? 'größer' : ''}`,
      ...record,
      MESSAGE: message,
      _PID: `${n}`,
    })
  }).join('\n')
  writeFileSync(path, `${text}\n`)
  const [lines, events] = await both([path])
  assert.equal(lines, events)
  assert.equal(lines.split('\n').length, 61)
})

test('the samples come out the same', async () => {
  const [lines, events] = await both(['samples'])
  assert.equal(lines, events)
})

test('lines of many small files are handed on together', async () => {
  const many = join(folder, 'many')
  mkdirSync(many)
  const id = 'ab'.repeat(32)
  for (let n = 0; n < 200; n++) {
    const line = `Apr 26 00:43:24 node-${n} containerd[812]: time="2022-04-26T00:43:24Z" level=info msg="StopPodSandbox for \\"${id}\\""`
    writeFileSync(join(many, `containerd-${n}.log`), `${line}\n`)
  }
  const [lines, events] = await both([many])
  assert.equal(lines, events)
  const parts: number[] = []
  await extractLines({ paths: [many], workers: 1 }, (part) => {
    parts.push(part.length)
    return undefined
  })
  assert.equal(
    parts.reduce((sum, length) => sum + length, 0),
    Buffer.byteLength(lines),
  )
  assert.ok(lines.split('\n').length > 200 && parts.length <= 4, `${parts.length} parts`)
})

test('bytes are used again when the promise for them is fulfilled, not before', async () => {
  const floods = join(folder, 'floods')
  mkdirSync(floods)
  for (let file = 0; file < 8; file++) {
    const text = Array.from({ length: 300 }, (_, n) => {
      const id = (file * 300 + n).toString(16).padStart(8, '0').repeat(8)
      return `Apr 26 00:43:24 node-7 containerd[812]: time="2022-04-26T00:43:24Z" level=info msg="StopPodSandbox for \\"${id}\\""\n`
    }).join('')
    writeFileSync(join(floods, `containerd-${file}.log`), text)
  }
  const [lines] = await both([floods])
  const memory = new Set<ArrayBufferLike>()
  let slow = ''
  let parts = 0
  await extractLines({ paths: [floods], workers: 1 }, async (part) => {
    parts++
    memory.add(part.buffer)
    await new Promise((resolve) => setImmediate(resolve))
    slow += part.toString()
    part.fill(0)
  })
  assert.equal(slow, lines)
  assert.ok(parts > 4 && memory.size < parts, `${parts} parts in ${memory.size} buffers`)
  const kept: Buffer[] = []
  await extractLines({ paths: [floods], workers: 1 }, (part) => {
    kept.push(part)
    return undefined
  })
  assert.equal(Buffer.concat(kept).toString(), lines)
})
