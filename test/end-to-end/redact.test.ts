import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { ingestCase, judge, openCase, redact } from '../../src/index.ts'
import type { CaseFile } from '../../src/model/case-file.ts'
import { isWellKnown } from '../../src/store/redaction/known-words.ts'
import { openDatabase } from '../../src/store/sqlite.ts'
import { incidents } from '../samples/generate.ts'

const folder = mkdtempSync(join(tmpdir(), 'redact-'))
after(() => rmSync(folder, { recursive: true }))

async function caseOf(id: string): Promise<string> {
  const path = join(folder, `${id}.db`)
  if (existsSync(path)) return path
  const logs = join(folder, 'acme-outage', id)
  for (const file of incidents.find((one) => one.id === id)?.build() ?? []) {
    const to = join(logs, file.path.replace(/\.gz$/, ''))
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, file.text)
  }
  await ingestCase({ paths: [logs], case: path, workers: 1 })
  return path
}

const rows = (file: CaseFile, sql: string): readonly Record<string, unknown>[] => file.sql(sql).rows

async function factsOf(path: string): Promise<unknown> {
  const file = await openCase(path)
  try {
    const { cause, confidence, ruledOut } = await judge(file)
    return {
      verdict: [cause, confidence, ruledOut.map((one) => one.cause)],
      failures: rows(
        file,
        'SELECT cause, operation, count(*) n, sum(records) r FROM failure GROUP BY 1, 2 ORDER BY 1, 2',
      ),
      sandboxes: rows(file, 'SELECT state, count(*) n FROM sandbox GROUP BY 1 ORDER BY 1'),
      lives: rows(file, 'SELECT id, state, requested_us, removed_us, failed_stops FROM sandbox ORDER BY id'),
      lines: rows(
        file,
        'SELECT id, line, time_us, cause, attempt, length(message) l, length(raw) r FROM event ORDER BY id',
      ),
      incidents: rows(
        file,
        'SELECT cause, first_us, failures, pods, trigger_kind, consequence_of FROM incident ORDER BY id',
      ),
      versions: rows(file, `SELECT kind, value FROM fact WHERE kind = 'version' ORDER BY id`),
    }
  } finally {
    file.close()
  }
}

/** Every byte of a case file, its raw texts unpacked. */
function bytesOf(path: string): string {
  const db = openDatabase(path, { readonly: true })
  const blocks = db.prepare('SELECT data FROM raw_block').pluck().all() as Uint8Array[]
  db.close()
  return Buffer.concat([readFileSync(path), ...blocks.map((block) => brotliDecompressSync(block))]).toString('latin1')
}

function namesOf(path: string): ReadonlySet<string> {
  const db = openDatabase(path, { readonly: true })
  const of = (sql: string): string[] => db.prepare(sql).pluck().all() as string[]
  const names = [
    ...of('SELECT node FROM node'),
    ...of('SELECT pod_namespace FROM pod'),
    ...of('SELECT pod_name FROM pod'),
    ...of('SELECT pod_uid FROM pod'),
    ...of('SELECT sandbox_id FROM sandbox_key'),
    ...of('SELECT substr(sandbox_id, 1, 12) FROM sandbox_key'),
  ]
  db.close()
  const addresses = bytesOf(path).match(/\b(?:10|172|192)\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g) ?? []
  return new Set([...names, ...addresses, 'acme-outage'].filter((name) => name !== '' && !isWellKnown(name)))
}

for (const { id } of incidents) {
  test(`${id}: a redacted case has the same verdict, failures, sandboxes and lines, and no name of the true one`, async () => {
    const path = await caseOf(id)
    const out = join(folder, `${id}-redacted.db`)
    const before = readFileSync(path)
    await redact({ case: path, out })
    assert.deepEqual(await factsOf(out), await factsOf(path))
    assert.deepEqual(readFileSync(path), before)
    const names = namesOf(path)
    assert.ok(names.size > 20)
    const words = new Set(bytesOf(out).match(/[A-Za-z0-9][A-Za-z0-9.-]*/g))
    const text = bytesOf(out)
    const left = [...names].filter((name) =>
      name.length > 8 || name.includes('-') ? text.includes(name) : words.has(name),
    )
    assert.deepEqual(left, [])
  })
}

test('the same case gives the same bytes; nothing is left beside the copy', async () => {
  const path = await caseOf('founding-stop')
  const outs = [join(folder, 'a.db'), join(folder, 'b.db')]
  for (const out of outs) await redact({ case: path, out })
  assert.ok(readFileSync(outs[0] ?? '').equals(readFileSync(outs[1] ?? '')))
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  )
})

test('a redacted case has the schema, indexes and counts of every other', async () => {
  const path = await caseOf('founding-stop')
  const out = join(folder, 'schema.db')
  await redact({ case: path, out })
  const [of, made] = [path, out].map((one) => {
    const db = openDatabase(one, { readonly: true })
    const schema = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
    const meta = db.prepare('SELECT * FROM meta').all()
    const problems = db.pragma('integrity_check', { simple: true })
    db.close()
    return { schema, meta, problems }
  })
  assert.deepEqual(made, of)
})

test('what is there is not replaced, and what is no case is told', async () => {
  const path = await caseOf('founding-stop')
  const there = join(folder, 'there.db')
  writeFileSync(there, 'mine')
  await assert.rejects(redact({ case: path, out: there }), { code: 'OUTPUT_EXISTS' })
  await assert.rejects(redact({ case: path, out: path }), { code: 'OUTPUT_EXISTS' })
  assert.equal(readFileSync(there, 'utf8'), 'mine')
  await assert.rejects(redact({ case: there, out: join(folder, 'x.db') }), { code: 'CASE_NOT_A_CASE' })
  await assert.rejects(redact({ case: path, out: join(folder, 'no', 'x.db') }), { code: 'OUTPUT_FAILED' })
})
