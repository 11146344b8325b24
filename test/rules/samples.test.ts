import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, it } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { ingest } from '../../src/ingest/index.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { judge } from '../../src/rules/index.ts'
import { openStore } from '../../src/store/index.ts'
import { sampleIncidents } from '../build.ts'

const samples = join(import.meta.dirname, '../../samples')
const founding = join(samples, 'founding-stop')

async function verdictOf(paths: readonly string[]): Promise<Verdict> {
  const store = openStore(':memory:')
  try {
    await ingest({ paths: [...paths], workers: 1 }, store)
    store.finish()
    return judge(store.caseFile())
  } finally {
    store.close()
  }
}

/** The verdict with its places told as seen from `root`. */
function from(root: string, verdict: Verdict): unknown {
  const shorten = (_key: string, value: unknown): unknown =>
    typeof value === 'string'
      ? value.replaceAll(`${root}/`, '').replaceAll(`${relative(process.cwd(), root)}/`, '')
      : value
  return JSON.parse(JSON.stringify(verdict, shorten))
}

/** Runs `test` on a copy of the founding case whose log files went through `edit` (given as lines with their path). */
async function onCopy(
  edit: (lines: string[], path: string) => string[],
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const parent = mkdtempSync(join(tmpdir(), 'founding-'))
  const folder = join(parent, 'founding-stop')
  try {
    cpSync(founding, folder, { recursive: true })
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.log(\.\d)?(\.gz)?$/.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      const packed = path.endsWith('.gz')
      const bytes = readFileSync(path)
      const lines = (packed ? gunzipSync(bytes) : bytes).toString('utf8').trimEnd().split('\n')
      const text = `${edit(lines, path).join('\n')}\n`
      writeFileSync(path, packed ? gzipSync(text) : text)
    }
    await test(folder)
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

describe('verdicts on the samples', () => {
  for (const name of sampleIncidents()) {
    it(`${name}: the cause of its case.json`, async () => {
      const { cause } = JSON.parse(readFileSync(join(samples, name, 'case.json'), 'utf8')) as { cause: string | null }
      assert.equal((await verdictOf([join(samples, name)])).cause, cause)
    })
  }

  it('permutation: the order in which the nodes are given does not show', async () => {
    const nodes = ['worker-1', 'worker-2', 'worker-3'].map((node) => join(founding, node))
    assert.deepEqual(await verdictOf(nodes.toReversed()), await verdictOf(nodes))
  })

  it('noise: five hundred unrelated errors leave cause, confidence and evidence unchanged', async () => {
    const noise = Array.from(
      { length: 500 },
      (_, n) =>
        `May 04 03:${String(n % 60).padStart(2, '0')}:00 worker-1 containerd[6324]: time="2022-05-04T03:${String(n % 60).padStart(2, '0')}:00.000000000Z" level=error msg="ExecSync for \\"${n}\\" failed" error="rpc error: code = DeadlineExceeded desc = failed to exec in container: context deadline exceeded"`,
    )
    const before = await verdictOf([founding])
    await onCopy(
      (lines, path) => (path.endsWith(join('worker-1', 'containerd.log')) ? [...lines, ...noise] : lines),
      async (folder) => {
        const after = await verdictOf([folder])
        assert.deepEqual(from(folder, after), from(founding, before))
      },
    )
  })

  it('mutation: without the lines that name the cause it is another verdict', async () => {
    await onCopy(
      (lines) => lines.filter((line) => !line.includes('the version is empty')),
      async (folder) => assert.notEqual((await verdictOf([folder])).cause, 'cni-config-version-missing'),
    )
  })

  it('mutation: without the version lines it is less sure', async () => {
    const before = await verdictOf([founding])
    await onCopy(
      (lines) => lines.filter((line) => !line.includes('starting containerd') && !line.includes('untime initialized')),
      async (folder) => {
        const after = await verdictOf([folder])
        assert.equal(after.cause, before.cause)
        assert.ok(after.confidence < before.confidence)
      },
    )
  })
})
