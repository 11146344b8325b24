import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AuditGatherer } from '../../src/audit/index.ts'
import type { PlacedFact } from '../../src/model/fact.ts'
import { event } from '../store/build.ts'

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

test('the first event that tells what a plugin supports is the one that is cited', () => {
  const gatherer = new AuditGatherer()
  const told = (line: number, plugin: string, ...supportedVersions: string[]) =>
    event({ line, plugin, supportedVersions })
  gatherer.begin({ path: 'kubelet.log' })
  gatherer.putBatch({
    source: 0,
    events: [told(3, 'bridge'), told(4, 'bridge', '0.4.0'), told(5, 'bridge', '1.0.0'), told(6, 'portmap', '0.3.1')],
    facts: [],
  })
  const { supported } = gatherer.context(0, () => undefined)
  assert.deepEqual(supported('bridge'), { versions: ['0.4.0'], from: 'kubelet.log:4' })
  assert.deepEqual(supported('portmap'), { versions: ['0.3.1'], from: 'kubelet.log:6' })
})
