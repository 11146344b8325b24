import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { containerdRows } from '../../parsers/versions/containerd.ts'
import { runtimeKnowledge } from '../../parsers/versions/runtime.ts'
import { durationWords } from '../../src/rules/duration-words.ts'
import { rangeOf, rangesFor } from '../../src/rules/version-knowledge.ts'
import { compareVersions, isWithin, parseVersion, readVersions } from '../../src/rules/versions.ts'
import { fact, MINUTE, START } from '../joins/build.ts'
import { fakeCaseFile } from './fake-case.ts'

describe('versions', () => {
  it('read with or without v, build and package suffixes', () => {
    for (const text of ['1.6.3', 'v1.6.3', '1.6.3+unknown', 'v1.6.3-k3s2', '1.6.3~ds1', ' 1.6.3 ']) {
      assert.deepEqual(parseVersion(text), [1, 6, 3], text)
    }
    assert.deepEqual(parseVersion('1.24'), [1, 24, 0])
    for (const text of ['', 'latest', '2', 'x1.6.3']) assert.equal(parseVersion(text), undefined, text)
  })

  it('compare as numbers; what is none compares as equal', () => {
    assert.ok(compareVersions('1.6.10', '1.6.9') > 0)
    assert.ok(compareVersions('1.5.18', 'v1.6.0') < 0)
    assert.equal(compareVersions('latest', '1.6.0'), 0)
  })

  it('ranges hold both ends', () => {
    assert.ok(isWithin('1.3.0', '1.3.0', '1.6.3'))
    assert.ok(isWithin('v1.6.3', '1.3.0', '1.6.3'))
    assert.equal(isWithin('1.6.4', '1.3.0', '1.6.3'), false)
    assert.ok(isWithin('1.23.7', '1.15', '1.23'))
    assert.equal(isWithin('1.24.0', '1.15', '1.23'), false)
    assert.equal(isWithin('latest', '1.3.0', '1.6.3'), false)
  })

  it('the version in force is the last one told before, else the first one after', () => {
    const facts = [
      fact(0, { kind: 'runtime-start', value: 'v1.6.2' }),
      fact(MINUTE, { kind: 'version', value: '1.6.2' }),
      fact(2 * MINUTE, { kind: 'runtime-start', value: 'v1.6.4' }),
      fact(3 * MINUTE, { value: 'unknown' }),
      fact(0, { node: '', component: 'kubelet', value: '1.23.5' }),
    ]
    const log = readVersions(fakeCaseFile({ events: [], facts }))
    const at = (minutes: number): string | undefined => log.at('node-1', 'containerd', START + minutes * MINUTE)?.value
    assert.deepEqual([at(-5), at(1), at(9)], ['v1.6.2', 'v1.6.2', 'v1.6.4'])
    assert.deepEqual(
      log.of('node-1', 'containerd').map((row) => row.value),
      ['v1.6.2', 'v1.6.4'],
    )
    assert.equal(log.at('node-1', 'kubelet', 0)?.value, '1.23.5')
    assert.equal(log.at('node-1', 'crio', 0), undefined)
  })

  it('the measured ranges: empty version 1.3.0 to 1.6.3, missing network info 1.6.0 to 1.6.4', () => {
    const inRange = (cause: Parameters<typeof rangesFor>[0], version: string, config: string | null = null): boolean =>
      rangeOf(rangesFor(cause, '', config), 'containerd', version) !== undefined
    assert.deepEqual(
      ['1.2.14', '1.3.0', '1.5.18', '1.6.3', '1.6.4'].map((version) => inRange('cni-config-version-missing', version)),
      [false, true, true, true, false],
    )
    assert.deepEqual(
      ['1.5.18', '1.6.0', '1.6.4', '1.6.5'].map((version) => inRange('network-info-missing', version)),
      [false, true, true, false],
    )
    assert.equal(inRange('cni-result-version-unsupported', '1.6.2', '1.0.0'), false)
    assert.equal(inRange('cni-result-version-unsupported', '1.6.2', '1.1.0'), true)
  })
})

describe('durations', () => {
  it('are told in their largest whole unit', () => {
    assert.deepEqual(
      [0.42, 12.4, 60, 3599, 7200, 200_000].map((seconds) => durationWords(seconds * 1_000_000)),
      ['0.4 s', '12 s', '1 minute', '59 minutes', '2 hours', '2 days'],
    )
  })
})

describe('the ranges and the tables of releases', () => {
  const releases = containerdRows.flatMap(({ from, to }) => [from, to.split('.').length === 2 ? `${to}.99` : to])
  const known = (version: string) => runtimeKnowledge('containerd', version)
  const within = (
    cause: Parameters<typeof rangesFor>[0],
    plugin: string,
    config: string | null,
    version: string,
  ): boolean => rangeOf(rangesFor(cause, plugin, config), 'containerd', version) !== undefined

  it('agree on every containerd release', () => {
    for (const version of releases) {
      const row = known(version)
      assert.equal(within('cni-config-version-missing', '', '', version), row?.failsOnEmptyVersion, version)
      assert.equal(
        within('cni-config-version-unsupported', 'loopback', '1.0.0', version),
        row?.needsLoopback100,
        version,
      )
      assert.equal(within('network-info-missing', '', null, version), row?.losesUnversionedResult, version)
    }
  })

  it('agree on every CRI-O line', () => {
    for (const minor of [15, 18, 21, 23, 24, 30]) {
      const version = `1.${minor}.0`
      const found = rangeOf(rangesFor('cni-config-version-missing', '', ''), 'crio', version) !== undefined
      assert.equal(found, runtimeKnowledge('crio', version)?.failsOnEmptyVersion, version)
    }
  })
})
