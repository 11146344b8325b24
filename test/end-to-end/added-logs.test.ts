import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ingestCase } from '../../src/postmortem.ts'
import { openCaseFile } from '../../src/store/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'added-'))
after(() => rmSync(folder, { recursive: true }))

const ID = 'ab'.repeat(32)
const ERROR = `failed to destroy network for sandbox \\"${ID}\\": invalid version \\"\\": the version is empty`
const KUBELET = `E0426 02:43:24.518165    1205 remote_runtime.go:205] "StopPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = ${ERROR}" podSandboxID="${ID}"\n`
const CONTAINERD = [22, 23, 24]
  .map(
    (second) =>
      `Apr 26 02:43:${second} node-7 containerd[812]: time="2022-04-26T00:43:${second}.518120000Z" level=error msg="StopPodSandbox for \\"${ID}\\" failed" error="${ERROR}"\n`,
  )
  .join('')

/** Failures of a case that is filled in as many steps as there are groups of files, below the same paths. */
async function failures(name: string, ...steps: readonly Readonly<Record<string, string>>[]): Promise<unknown> {
  const path = join(folder, `${name}.db`)
  for (const [index, files] of steps.entries()) {
    const root = join(folder, name, String(index))
    mkdirSync(join(root, 'node-7'), { recursive: true })
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(join(root, 'node-7', file), text)
      const day = new Date(`${2026 - index}-05-04`)
      utimesSync(join(root, 'node-7', file), day, day)
    }
    await ingestCase({ case: path, paths: [root] })
  }
  const file = openCaseFile(path)
  try {
    return [...file.failures()].map(({ first_us: firstUs, last_us: lastUs, records }) => [
      new Date(firstUs / 1000).toISOString(),
      new Date(lastUs / 1000).toISOString(),
      records,
    ])
  } finally {
    file.close()
  }
}

test('logs that are added to a case take year and zone from what it holds of their node', async () => {
  const together = await failures('together', { 'containerd.log': CONTAINERD, 'kubelet.log': KUBELET })
  assert.deepEqual(await failures('added', { 'containerd.log': CONTAINERD }, { 'kubelet.log': KUBELET }), together)
  assert.deepEqual((together as unknown[]).at(-1), ['2022-04-26T00:43:24.518Z', '2022-04-26T00:43:24.518Z', 2])
})

test('a year that was guessed from the time of a file is no proof for logs that are added', async () => {
  const added = await failures(
    'guessed',
    { 'kubelet.log': KUBELET },
    { 'kubelet.log.1': KUBELET.replace('24.5', '19.5') },
  )
  assert.deepEqual((added as string[][]).map(([first]) => first?.slice(0, 4)).sort(), ['2025', '2026'])
})
