import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { DEFAULT_LIMITS } from '../../../src/base/limits.ts'
import { document } from '../../../src/intake/documents/events-yaml.ts'
import type { ExportEntry } from '../../../src/model/export-entry.ts'
import { sourceOf } from '../containers/harness.ts'

const event = (name: string): object => ({
  apiVersion: 'v1',
  count: 3,
  involvedObject: { kind: 'Pod', name, namespace: 'ns' },
  kind: 'Event',
  message: `Failed to create pod sandbox: ${'long text '.repeat(20)}é`,
  metadata: { name, managedFields: [{ manager: 'kubelet' }, { manager: 'x' }] },
  reason: 'FailedCreatePodSandBox',
})
const EVENTS = [event('a'), event('b'), event('c')]
const LIST = stringify(
  { apiVersion: 'v1', items: EVENTS, kind: 'List', metadata: { resourceVersion: '' } },
  { indentSeq: false },
)

async function read(text: string, step = 7919): Promise<{ entries: ExportEntry[]; counts: Record<string, number> }> {
  const entries: ExportEntry[] = []
  const counts: Record<string, number> = {}
  const count = (what: string, n = 1): void => {
    counts[what] = n
  }
  const context = { limits: DEFAULT_LIMITS, sieve: true, gates: ['FailedCreate'], count, problem: () => {} }
  for await (const batch of document.read(sourceOf(Buffer.from(text), 'x', step), context)) entries.push(...batch)
  return { entries, counts }
}

for (const [name, text] of [
  ['a list as kubectl prints it', LIST],
  ['a list with indented items', stringify({ apiVersion: 'v1', kind: 'EventList', items: EVENTS })],
  ['a list without a head', stringify(EVENTS)],
  ['documents one after the other', EVENTS.map((one) => `---\n${stringify(one)}`).join('')],
] as const) {
  test(`Events in ${name} come out as JSON with their place, at any chunk border`, async () => {
    assert.equal(document.accepts(Buffer.from(text), 'events.yaml'), true)
    const { entries } = await read(text)
    assert.deepEqual(
      entries.map((e) => JSON.parse(e.message) as unknown),
      EVENTS,
    )
    const lines = text.split('\n')
    for (const entry of entries) {
      assert.equal(
        entry.byteOffset,
        Buffer.byteLength(
          lines
            .slice(0, entry.line - 1)
            .map((l) => `${l}\n`)
            .join(''),
        ),
      )
      assert.match(lines[entry.line - 1] ?? '', /apiVersion/)
    }
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (step) =>
        assert.deepEqual((await read(text, step)).entries, entries),
      ),
      { numRuns: 15, seed: 5 },
    )
  })
}

test('a damaged item is counted, the others are read', async () => {
  const broken = LIST.replace('reason: FailedCreatePodSandBox', 'reason: [FailedCreatePodSandBox')
  const { entries, counts } = await read(broken)
  assert.equal(entries.length, 2)
  assert.equal(counts['YAML blocks that are no Event'], 1)
})

test('other YAML is left alone', () => {
  assert.equal(document.accepts(Buffer.from('apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n'), 'pod.yaml'), false)
})

test('a message that was written by hand without its quotes is read', async () => {
  const text = `- involvedObject:
    kind: Pod
    name: web-0
  reason: FailedCreatePodSandBox
  message: Failed to create pod sandbox: rpc error: code = Unknown
`
  const { entries } = await read(text)
  const [event] = entries.map(({ message }) => JSON.parse(message) as Record<string, unknown>)
  assert.equal(event?.['message'], 'Failed to create pod sandbox: rpc error: code = Unknown')
})

test('an Event with a quotation that was not closed is read, and counted', async () => {
  const broken = LIST.replace('  kind: Event\n', '  kind: Event\n  note: "cut here\n')
  const { entries, counts } = await read(broken)
  assert.deepEqual(
    entries.map((e) => (JSON.parse(e.message) as { readonly involvedObject: unknown }).involvedObject),
    ['a', 'b', 'c'].map((name) => ({ kind: 'Pod', name, namespace: 'ns' })),
  )
  assert.deepEqual(counts, { 'YAML blocks with faults, read as far as they go': 1 })
})
