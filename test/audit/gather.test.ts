import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AuditGatherer } from '../../src/audit/index.ts'
import type { PlacedFact } from '../../src/model/fact.ts'

const start = (value: string, timeUs: number, kind: PlacedFact['kind'] = 'runtime-start'): PlacedFact => ({
  kind,
  component: 'containerd',
  value,
  text: '',
  node: 'edge-a',
  timeUs,
  line: 1,
  byteOffset: 0,
})

function containerdAfter(...facts: readonly PlacedFact[]): string | undefined {
  const gatherer = new AuditGatherer()
  for (const [source, fact] of facts.entries()) {
    gatherer.begin({ path: `source-${source}` })
    gatherer.putBatch({ source, events: [], facts: [fact] })
  }
  return gatherer.context(0, () => undefined).containerd.get('edge-a')
}

test('the last version of containerd that a node told is the one that it has', () => {
  assert.equal(
    containerdAfter(start('1.6.2', 200), start('1.5.11', 100)),
    '1.6.2',
    'a rotated log comes after the newer one',
  )
  assert.equal(containerdAfter(start('1.5.11', 100), start('1.6.2', 200)), '1.6.2')
  assert.equal(containerdAfter(start('1.6.4', 0, 'version'), start('1.6.2', 200)), '1.6.4', 'collected with the bundle')
})
