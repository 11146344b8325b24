import assert from 'node:assert/strict'
import { test } from 'node:test'
import { containerdRow, containerdRows } from '../../../parsers/versions/containerd.ts'
import { crioRow } from '../../../parsers/versions/crio.ts'
import { matrixCases, versionMatrix } from '../../../parsers/versions/matrix.ts'
import { highestSpecOf, pluginsRow, specsUpTo, supportedBy } from '../../../parsers/versions/plugins.ts'
import { compareReleases, isWithin, readRelease } from '../../../parsers/versions/release.ts'
import { runtimeKnowledge } from '../../../parsers/versions/runtime.ts'
import { sources } from '../../../parsers/versions/sources.ts'

test('version texts of distributions are read up to their suffix', () => {
  assert.deepEqual(readRelease('v1.4.4-k3s2'), { major: 1, minor: 4, patch: 4, suffix: '-k3s2' })
  assert.deepEqual(readRelease('1.24'), { major: 1, minor: 24, patch: 0, suffix: '' })
  assert.equal(readRelease('1.6.3+unknown')?.patch, 3)
  assert.equal(readRelease('main'), undefined)
  assert.equal(readRelease(''), undefined)
})

test('a range that ends in a minor line takes in its patches', () => {
  const release = { major: 1, minor: 6, patch: 39, suffix: '' }
  assert.ok(isWithin(release, '1.6.5', '1.6'))
  assert.ok(!isWithin(release, '1.6.0', '1.6.4'))
  assert.ok(!isWithin(release, 'x', '1.6'))
  assert.ok(compareReleases(release, { ...release, patch: 4 }) > 0)
})

test('each containerd release carries what its tag says', () => {
  const carried = (version: string): readonly (string | undefined)[] => [
    containerdRow(version)?.goCni,
    containerdRow(version)?.libcni,
    containerdRow(version)?.plugins,
  ]
  assert.deepEqual(carried('1.3.2'), ['49fbd9b', '0.7.1', '0.7.6'])
  assert.deepEqual(carried('1.6.2'), ['1.1.3', '1.0.1', '1.0.1'])
  assert.deepEqual(carried('1.6.3'), ['1.1.4', '1.0.1', '1.1.1'])
  assert.deepEqual(carried('1.6.4'), ['1.1.5', '1.1.0', '1.1.1'])
  assert.deepEqual(carried('1.6.39'), ['1.1.6', '1.1.1', '1.1.1'])
  assert.deepEqual(carried('2.1.7'), ['1.1.12', '1.3.0', '1.9.0'])
  assert.equal(containerdRow('1.0.0'), undefined)
  assert.equal(containerdRow('3.0.0'), undefined)
})

test('the ranges of containerd do not overlap', () => {
  for (const row of containerdRows) assert.equal(containerdRow(row.from), row)
})

test('CRI-O lines carry what their branch says', () => {
  assert.equal(crioRow('1.17.5')?.libcni, '0.7.1')
  assert.equal(crioRow('1.24.1')?.libcni, '1.1.0')
  assert.equal(crioRow('1.14'), undefined)
  assert.equal(crioRow('x'), undefined)
})

test('plugins and libcni releases name their specification versions', () => {
  assert.deepEqual(supportedBy('0.9.1'), ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0'])
  assert.equal(supportedBy('v1.5.1').at(-1), '1.0.0')
  assert.equal(supportedBy('1.9.1').at(-1), '1.1.0')
  assert.equal(pluginsRow('0.5.2'), undefined)
  assert.equal(pluginsRow('?'), undefined)
  assert.deepEqual(supportedBy('0.5.2'), [])
  assert.equal(highestSpecOf('0.8.1'), '0.4.0')
  assert.equal(highestSpecOf('1.3.0'), '1.1.0')
  assert.equal(highestSpecOf('?'), '')
  assert.deepEqual(specsUpTo('0.2.0'), ['0.1.0', '0.2.0'])
})

test('the knowledge of a runtime tells its three faults apart', () => {
  const faults = (version: string): readonly (boolean | undefined)[] => {
    const known = runtimeKnowledge('containerd', version)
    return [known?.failsOnEmptyVersion, known?.needsLoopback100, known?.losesUnversionedResult, known?.namesPlugin]
  }
  assert.deepEqual(faults('1.2.14'), [false, false, false, false])
  assert.deepEqual(faults('1.5.18'), [true, false, false, false])
  assert.deepEqual(faults('1.6.2'), [true, false, true, true])
  assert.deepEqual(faults('1.6.3'), [true, true, true, true])
  assert.deepEqual(faults('1.6.4'), [false, false, true, true])
  assert.deepEqual(faults('1.6.5'), [false, false, false, true])
  assert.equal(runtimeKnowledge('crio', '1.23.0')?.losesUnversionedResult, true)
  assert.equal(runtimeKnowledge('crio', '0.1'), undefined)
})

test('the matrix has a line for every range and a cell for every case', () => {
  const rows = versionMatrix()
  for (const { cells } of rows) assert.equal(cells.length, matrixCases.length)
  assert.equal(
    rows.find(({ releases }) => releases === '1.6.3')?.cells[5],
    'ADD fails: cni-config-version-unsupported, DEL fails: cni-config-version-unsupported',
  )
  assert.equal(
    rows.find(({ releases }) => releases === '1.6.0 to 1.6.2')?.cells[0],
    'ADD ok, DEL fails: cni-config-version-missing',
  )
  assert.ok(rows.some(({ releases }) => releases === '1.6.5 and later 1.6'))
  assert.ok(rows.some(({ runtime, releases }) => runtime === 'crio' && releases === '1.15 to 1.17'))
})

test('every source is a web address', () => {
  for (const { url } of Object.values(sources)) assert.match(url, /^https:\/\//)
})
