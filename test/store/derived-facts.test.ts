import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { PlacedEvent } from '../../src/model/event.ts'
import { openCaseFile, openStore } from '../../src/store/index.ts'
import { type BuiltSource, event, fill, sandboxId, second, summary } from './build.ts'

const folder = mkdtempSync(join(tmpdir(), 'case-derived-'))
after(() => rmSync(folder, { recursive: true }))

const run = (at: number, line: number, pod: string, more: Partial<PlacedEvent> = {}): PlacedEvent =>
  event({
    operation: 'RunPodSandbox',
    outcome: 'started',
    kind: 'containerd-run-started',
    message: '',
    podNamespace: 'ns',
    podName: pod,
    podUid: `uid-${pod}`,
    attempt: 0,
    timeUs: second(at),
    line,
    raw: `RunPodSandbox for ${pod}`,
    ...more,
  })

const ready = { outcome: 'succeeded', kind: 'containerd-run-succeeded', sandboxId: sandboxId('e') } as const

/** Three runs that hang, one that works, and a log that goes on for ten minutes. */
const CALLS: BuiltSource = {
  key: 'calls',
  events: [
    run(0, 1, 'well'),
    run(1, 2, 'well', ready),
    ...['a', 'b', 'c'].map((pod, n) => run(60 + n, 3 + n, pod)),
    run(600, 6, 'later'),
  ],
  summary: summary({}),
}

/** Log of the same node that shows why: the runtime was started anew. */
const RESTART: BuiltSource = {
  key: 'restart',
  facts: [
    {
      kind: 'runtime-start',
      component: 'containerd',
      value: '1.6.2',
      text: 'starting containerd',
      node: 'node-1',
      timeUs: second(90),
      line: 1,
      byteOffset: 0,
    },
  ],
  summary: summary({ path: 'bundle/node-1/journal.log' }),
}

const SQL = `SELECT node, component, value, text, time_us, source, line FROM fact WHERE kind = 'hang' ORDER BY line`

function hangs(path: string): readonly Record<string, unknown>[] {
  const file = openCaseFile(path)
  const { rows } = file.sql(SQL)
  file.close()
  return rows
}

function add(path: string, sources: readonly BuiltSource[]): void {
  const store = openStore(path, { append: true })
  fill(store, sources)
  store.finish()
  store.close()
}

test('calls without a result are facts with the place and the text of their record, once however often the case is finished', () => {
  const path = join(folder, 'hang.db')
  add(path, [CALLS])
  const first = hangs(path)
  assert.deepEqual(
    first,
    ['a', 'b', 'c'].map((pod, n) => ({
      node: 'node-1',
      component: 'containerd',
      value: `RunPodSandbox for ns/${pod} has no result in 4 minutes`,
      text: `RunPodSandbox for ${pod}`,
      time_us: second(60 + n),
      source: 'bundle/node-1/containerd.log',
      line: 3 + n,
    })),
  )
  add(path, [CALLS])
  assert.deepEqual(hangs(path), first)
})

test('evidence added later that explains the missing results takes them back', () => {
  const path = join(folder, 'excused.db')
  add(path, [CALLS])
  add(path, [RESTART])
  assert.deepEqual(hangs(path), [])
})

test('clocks that differ are told once, with the place of the first record, and taken back with what proved them', () => {
  const stops = (node: string, lateS: number, count: number): BuiltSource => ({
    key: `${node} ${lateS}`,
    events: Array.from({ length: count }, (_, n) =>
      event({ node, line: n + 1, timeUs: second(60 * n + lateS), sandboxId: sandboxId(String(n)) }),
    ),
    summary: summary({ path: `bundle/${node}/containerd.log`, node }),
  })
  const path = join(folder, 'skew.db')
  const told = (): readonly unknown[] => {
    const file = openCaseFile(path)
    const { rows } = file.sql(`SELECT node, component, value, source, line FROM fact WHERE kind = 'clock-skew'`)
    file.close()
    return rows
  }
  add(path, [stops('node-1', 0, 4), stops('node-2', 37, 4)])
  const expected = [
    { node: 'node-2', component: 'node-1', value: '37', source: 'bundle/node-1/containerd.log', line: 1 },
  ]
  assert.deepEqual(told(), expected)
  add(path, [stops('node-1', 0, 4)])
  assert.deepEqual(told(), expected)
  add(path, [stops('node-2', 300, 4)])
  assert.deepEqual(told(), [])
})
