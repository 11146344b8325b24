import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ingest } from '../../src/ingest/index.ts'
import type { CaseFile } from '../../src/model/case-file.ts'
import { openStore } from '../../src/store/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'copies-'))
after(() => rmSync(folder, { recursive: true }))

interface Entry {
  readonly second: number
  readonly message: string
}

const START = Date.UTC(2022, 3, 26) / 1000

/** Stops of one sandbox that containerd refuses, once a minute; the last of them twice in a second. */
const entries: readonly Entry[] = Array.from({ length: 7 }, (_, n) => {
  const second = 60 * n
  const time = new Date((START + second) * 1000).toISOString().slice(0, 19)
  const message = `time="${time}.518120000Z" level=error msg="StopPodSandbox for \\"${'ab'.repeat(32)}\\" failed" error="failed to destroy network for sandbox \\"${'ab'.repeat(32)}\\": plugin type=\\"bridge\\" failed (delete): incompatible CNI versions; config is \\"1.0.0\\", plugin supports [\\"0.1.0\\" \\"0.4.0\\"]"`
  return { second, message }
})

const journal = ({ second, message }: Entry): string => {
  const time = new Date((START + second) * 1000).toISOString().slice(11, 19)
  return `Apr 26 ${time} node-7 containerd[812]: ${message}\n`
}
const exported = ({ second, message }: Entry): string =>
  `__REALTIME_TIMESTAMP=${START + second}520000\n_HOSTNAME=node-7\nSYSLOG_IDENTIFIER=containerd\nMESSAGE=${message}\n\n`

const text = entries.map(journal).join('')

async function load(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<CaseFile> {
  const root = join(folder, name)
  mkdirSync(root)
  for (const [file, content] of Object.entries(files)) writeFileSync(join(root, file), content)
  const store = openStore(':memory:')
  await ingest({ paths: [root] }, store)
  store.finish()
  return store.caseFile()
}

const counts = (file: CaseFile): readonly unknown[] => [
  [...file.failures()].map(({ records }) => records),
  file.query('records-per-plugin').map((row) => row['record_sum']),
  file.query('failures-per-minute').length,
  file.query('failures-per-node').map((row) => row['failures']),
  file.incidents().map(({ failures }) => failures),
]

const told = (file: CaseFile): readonly unknown[] =>
  file
    .facts('log-copy')
    .map(({ source, component, value }) => [source.split('/').at(-1), component.split('/').at(-1), value])

test('a log, its rotated copy, that packed, and the same through the journal count once', async () => {
  const once = await load('once', { 'containerd.log': text })
  assert.deepEqual(
    counts(once)[0],
    entries.map(() => 1),
  )
  assert.deepEqual(told(once), [])
  const four = await load('four', {
    'containerd.log': text,
    'containerd.log.1': text,
    'containerd.log.2.gz': gzipSync(text),
    'journal.export': entries.slice(2).map(exported).join(''),
  })
  assert.deepEqual(counts(four), counts(once))
  assert.deepEqual(told(four), [
    ['containerd.log.1', 'containerd.log', '7'],
    ['containerd.log.2.gz', 'containerd.log', '7'],
    ['journal.export', 'containerd.log', '5'],
  ])
  assert.equal(four.meta('copies'), '19')
  const { rows } = four.sql('SELECT COUNT(*) AS n FROM event WHERE copy_of = 0')
  assert.deepEqual(rows, [{ n: 7 }])
})

test('the same second in two logs is a copy as often as both have it', async () => {
  // without the program's own time, the journal's whole seconds are all there is
  const bare = entries.map((entry) => journal({ ...entry, message: entry.message.slice(44) }))
  const file = await load('seconds', { 'a.log': [...bare, bare[6]].join(''), 'b.log': bare.join('') })
  assert.deepEqual(told(file), [['b.log', 'a.log', '7']])
  assert.equal(file.meta('events'), '15')
})

test('other nodes and other texts are no copies', async () => {
  const file = await load('others', {
    'a.log': text,
    'b.log': text.replaceAll('node-7', 'node-8'),
    'c.log': text.replaceAll('config is \\"1.0.0\\"', 'config is \\"1.1.0\\"'),
  })
  assert.deepEqual(told(file), [])
})
