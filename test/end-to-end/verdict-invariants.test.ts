import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { ingest } from '../../src/ingest/index.ts'
import type { Cause } from '../../src/model/vocabulary.ts'
import { judge } from '../../src/rules/index.ts'
import { openStore } from '../../src/store/index.ts'
import { incidents } from '../samples/generate.ts'
import type { SampleFile } from '../samples/incident.ts'

interface Outcome {
  readonly cause: Cause | null
  readonly confidence: number
  readonly failures: number
  readonly incidents: readonly (readonly [string, number, string, number])[]
}

/** Writes files (uncompressed), analyses the given paths of the folder in order, and says what came out. */
async function outcomeOf(files: readonly SampleFile[], paths: readonly string[] = ['.']): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'invariant-'))
  const store = openStore(':memory:')
  try {
    for (const file of files) {
      const path = join(folder, file.path.replace(/\.gz$/, ''))
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, file.text)
    }
    await ingest({ paths: paths.map((path) => join(folder, path)), workers: 1 }, store)
    store.finish()
    const file = store.caseFile()
    const { cause, confidence } = judge(file)
    return {
      cause,
      confidence,
      failures: [...file.failures()].length,
      incidents: file.incidents().map((i) => [i.cause, i.failures, i.nodes, i.first_us]),
    }
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each log in two files at a line border, as a rotation leaves them. */
function halves(files: readonly SampleFile[]): readonly SampleFile[] {
  return files.flatMap((file) => {
    if (!/\.log|messages/.test(file.path)) return [file]
    const cut = file.text.indexOf('\n', file.text.length / 2) + 1
    const path = file.path.replace(/\.gz$/, '')
    return [
      { path: `${path}.8`, text: file.text.slice(0, cut) },
      { path: `${path}.7`, text: file.text.slice(cut) },
    ]
  })
}

const noise = (node: string, us: string): string =>
  Array.from(
    { length: 500 },
    (_, n) =>
      `${us} ${node} kubelet[1]: E0101 00:00:00.000000       1 prober.go:118] "Probe errored" err="rpc error: code = Unknown desc = probe ${n} failed" pod="default/p${n}"\n`,
  ).join('')

for (const incident of incidents) {
  const files = incident.build()
  const whole = outcomeOf(files)

  test(`${incident.id}: the verdict is that of its case.json`, async () =>
    assert.equal((await whole).cause, incident.about.cause))

  test(`${incident.id}: files given one by one in reverse order, and split in halves, change nothing`, async () => {
    const names = files.map((file) => file.path.replace(/\.gz$/, ''))
    assert.deepEqual(await outcomeOf(files, names.toReversed()), await outcomeOf(files, names))
    const split = await outcomeOf(halves(files))
    const before = await whole
    assert.deepEqual([split.cause, split.failures, split.incidents], [before.cause, before.failures, before.incidents])
  })

  test(`${incident.id}: five hundred unrelated errors change nothing`, async () => {
    const [first] = files
    const node = first?.path.slice(0, first.path.indexOf('/')) ?? ''
    const stamp =
      /^[A-Z][a-z]{2} \d\d/.exec(files.find((file) => /^[A-Z][a-z]{2} \d\d/.test(file.text))?.text ?? '')?.[0] ??
      'May 04'
    const noisy = await outcomeOf([...files, { path: `${node}/zz-noise.log`, text: noise(node, `${stamp} 00:30:00`) }])
    const before = await whole
    assert.deepEqual([noisy.cause, noisy.failures], [before.cause, before.failures])
  })

  test(`${incident.id}: without the lines that name the cause the verdict is another one`, {
    skip: incident.about.cause === null && 'nothing failed',
  }, async () => {
    const names = /version is empty|incompatible CNI versions|deadline exceeded/
    const cut = files.map((file) => ({
      ...file,
      text: file.text
        .split('\n')
        .filter((line) => !names.test(line))
        .join('\n'),
    }))
    assert.notEqual((await outcomeOf(cut)).cause, incident.about.cause)
  })
}

test('every sample has a case.json that says what it is', () => {
  for (const { id, about } of incidents) {
    const written: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../samples', id, 'case.json'), 'utf8'),
    )
    assert.deepEqual(written, about)
  }
})
