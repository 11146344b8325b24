import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causes } from '../../../parsers/causes/index.ts'
import { failedEvent, plainEvent } from '../../../parsers/grammar/sandbox-event.ts'
import { applyOwnCauses } from '../../../parsers/own-causes/apply.ts'
import { catalogueOf, encodeCauses, withOwnCauses } from '../../../parsers/own-causes/merge.ts'
import { readRuleFile } from '../../../parsers/own-causes/rule-file.ts'
import { tryRules } from '../../../parsers/own-causes/test-rules.ts'

const own = readRuleFile(
  'a.yaml',
  "id: x-lease\ntitle: L\nwhat: W\nwhy: Because\npatterns: [{all: ['no lease']}]\nsamples: ['no lease']\nlookAlikes: ['lease']\n",
)
const more = readRuleFile('b.yaml', "id: ipam-exhausted\npatterns: [{all: ['all gone']}]\nsamples: ['all gone']\n")
const parts = { operation: 'RunPodSandbox', component: 'containerd', kind: 'containerd-run-failed' } as const
const failed = (text: string) => failedEvent(parts, text, text)
const causeOf = (text: string): unknown => applyOwnCauses([own, more])([failed(text)])[0]?.cause

test('a rule names the failures that it knows and leaves all others as they were', () => {
  assert.equal(causeOf('plugin type="x" failed (add): no lease'), 'x-lease')
  assert.equal(causeOf('plugin type="x" failed (add): all gone'), 'ipam-exhausted')
  for (const text of [
    'invalid version "": the version is empty',
    'rpc error: code = DeadlineExceeded desc =',
    'odd',
    '',
  ])
    assert.equal(causeOf(text), failed(text).cause, text)
  assert.equal(failed('rpc error: code = DeadlineExceeded desc =').cause, 'runtime-timeout')
})

test('an exact wording of the catalogue wins over a rule of ordinary rank', () => {
  assert.equal(causeOf('no lease: invalid version "": the version is empty'), 'cni-config-version-missing')
})

test('successes and starts have no cause', () => {
  const events = [plainEvent(parts, 'succeeded', 'no lease')]
  assert.equal(applyOwnCauses([own])(events), events)
  const mixed = applyOwnCauses([own])([...events, failed('no lease')])
  assert.deepEqual(
    mixed.map(({ cause }) => cause),
    ['', 'x-lease'],
  )
  assert.equal(applyOwnCauses([])(events), events)
})

test('the catalogue with rules stands in order of ids; known causes keep their own patterns', () => {
  const all = withOwnCauses([own, more])
  assert.equal(all.length, causes.length + 1)
  assert.deepEqual(
    all.map(({ id }) => id),
    all.map(({ id }) => id).toSorted(),
  )
  const base = causes.find(({ id }) => id === 'ipam-exhausted')
  const merged = all.find(({ id }) => id === 'ipam-exhausted')
  assert.equal(merged?.patterns.length, (base?.patterns.length ?? 0) + 1)
})

test('the texts of rules travel in the case file', () => {
  assert.equal(encodeCauses([]), '')
  assert.equal(catalogueOf(''), causes)
  const read = catalogueOf(encodeCauses([own])).find(({ id }) => id === 'x-lease')
  assert.deepEqual([read?.title, read?.why, read?.patterns], ['L', 'Because', []])
})

test('samples and look-alikes are tried on the catalogue with the rules', () => {
  assert.deepEqual(
    tryRules([own, { ...more, lookAlikes: ['all gone'] }]).map(({ id, kind, found, passed }) => [
      id,
      kind,
      found,
      passed,
    ]),
    [
      ['x-lease', 'sample', 'x-lease', true],
      ['x-lease', 'look-alike', 'unknown', true],
      ['ipam-exhausted', 'sample', 'ipam-exhausted', true],
      ['ipam-exhausted', 'look-alike', 'ipam-exhausted', false],
    ],
  )
})
