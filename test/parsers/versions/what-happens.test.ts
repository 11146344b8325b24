import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bestConfigVersion, type VersionQuestion, whatHappens } from '../../../parsers/versions/what-happens.ts'

/** Tags of containerd that the behaviour was measured on. */
const tags = [
  '1.2.14',
  '1.3.10',
  '1.4.0',
  '1.4.13',
  '1.5.18',
  '1.6.0',
  '1.6.2',
  '1.6.3',
  '1.6.4',
  '1.6.5',
  '1.7.0',
  '2.0.0',
  '2.0.1',
  '2.1.0',
  '2.2.0',
  '2.3.4',
]
const old = ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0']
const all = [...old, '1.0.0', '1.1.0']

type Verb = 'add' | 'del'
const failing = (verb: Verb, question: Omit<VersionQuestion, 'containerd'>): readonly string[] =>
  tags.filter((containerd) => whatHappens({ ...question, containerd })[verb].result === 'fails')
const outcome = (containerd: string, verb: Verb, question: Omit<VersionQuestion, 'containerd'>) =>
  whatHappens({ ...question, containerd })[verb]

test('without a cniVersion ADD works everywhere and DEL fails on 1.3.10 to 1.6.3', () => {
  const question = { config: '', supported: all }
  assert.deepEqual(failing('add', question), [])
  assert.deepEqual(failing('del', question), ['1.3.10', '1.4.0', '1.4.13', '1.5.18', '1.6.0', '1.6.2', '1.6.3'])
  assert.equal(outcome('1.6.2', 'del', question).cause, 'cni-config-version-missing')
  assert.equal(outcome('1.6.2', 'del', question).error, 'invalid version "": the version is empty')
})

test('a result without a version has no addresses on 1.6.0 to 1.6.4, and everywhere if the configuration has none either', () => {
  assert.deepEqual(failing('add', { config: '0.3.1', supported: old, unversionedResult: true }), [
    '1.6.0',
    '1.6.2',
    '1.6.3',
    '1.6.4',
  ])
  const neither = { config: '', supported: old, unversionedResult: true }
  assert.deepEqual(failing('add', neither), tags)
  assert.equal(outcome('1.2.14', 'add', neither).error, 'cannot convert: no valid IP addresses')
  assert.equal(outcome('1.7.0', 'add', neither).cause, 'network-info-missing')
  assert.deepEqual(failing('del', { config: '0.3.1', supported: old, unversionedResult: true }), [])
})

test('a configuration newer than the plugin fails at ADD and DEL on every release, with the plugin named from 1.6.0 on', () => {
  const question = { config: '1.0.0', supported: old }
  assert.deepEqual(failing('add', question), tags)
  assert.deepEqual(failing('del', question), tags)
  const text = 'incompatible CNI versions; config is "1.0.0", plugin supports ["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0"]'
  assert.equal(outcome('1.5.18', 'add', question).error, text)
  assert.equal(outcome('1.6.0', 'del', question).error, `plugin type="PLUGIN" failed (delete): ${text}`)
})

test('a loopback plugin before 1.0.0 is refused on 1.6.3 alone', () => {
  const question = { config: '0.3.1', plugins: '0.9.1' }
  assert.deepEqual(failing('add', question), ['1.6.3'])
  assert.deepEqual(failing('del', question), ['1.6.3'])
  assert.match(outcome('1.6.3', 'add', question).error, /^plugin type="loopback" failed \(add\): incompatible/)
  assert.deepEqual(failing('add', { config: '0.3.1', plugins: '1.0.0' }), [])
})

test('a result newer than the libcni of the runtime cannot be read at ADD; DEL works', () => {
  assert.deepEqual(failing('add', { config: '1.0.0', supported: all }), [
    '1.2.14',
    '1.3.10',
    '1.4.0',
    '1.4.13',
    '1.5.18',
  ])
  assert.deepEqual(failing('add', { config: '1.1.0', supported: all }), tags.slice(0, tags.indexOf('1.7.0') + 1))
  assert.deepEqual(failing('del', { config: '1.1.0', supported: all }), [])
  assert.equal(
    outcome('1.5.18', 'add', { config: '1.0.0', supported: all }).error,
    'unsupported CNI result version "1.0.0"',
  )
})

test('a version that is none is refused at ADD, and from 1.3 on unreadable at DEL', () => {
  const question = { config: 'abc', supported: all }
  assert.deepEqual(failing('add', question), tags)
  assert.equal(outcome('1.2.14', 'del', question).cause, 'cni-config-version-unsupported')
  assert.equal(outcome('1.3.10', 'del', question).cause, 'cni-config-invalid')
  assert.match(outcome('1.7.0', 'del', question).error, /^failed to convert major version part "abc"/)
  assert.equal(whatHappens({ containerd: '1.7.0', config: 'x.y', plugins: '0.1.0' }).del.cause, 'cni-config-invalid')
})

test('a changed cniVersion breaks DEL of older sandboxes where libcni cannot convert', () => {
  const to100 = { config: '1.0.0', supported: all, addedWith: '0.4.0' }
  assert.deepEqual(failing('del', to100), ['1.2.14', '1.3.10', '1.4.0', '1.4.13', '1.5.18'])
  assert.match(outcome('1.5.18', 'del', to100).error, /cannot convert version 0\.3\.x to "1\.0\.0"$/)
  const to110 = { config: '1.1.0', supported: all, addedWith: '1.0.0' }
  assert.match(outcome('1.7.0', 'del', to110).error, /no converter for CNI result version 1\.0\.0 to 1\.1\.0$/)
  assert.equal(outcome('2.0.0', 'del', to110).result, 'ok')
  assert.equal(outcome('1.5.18', 'del', { config: '0.3.1', supported: all, addedWith: '0.3.0' }).result, 'ok')
  assert.equal(outcome('1.5.18', 'del', { config: '1.0.0', supported: all, addedWith: '1.0.0' }).result, 'ok')
})

test('releases between the measured tags follow from what they carry', () => {
  assert.equal(whatHappens({ containerd: 'v1.4.4-k3s2', config: '', supported: old }).del.result, 'fails')
  assert.equal(whatHappens({ containerd: '1.6.33', config: '', supported: all }).del.result, 'ok')
  assert.equal(whatHappens({ containerd: '1.6.8~ds1', config: '0.4.0' }).add.result, 'ok')
})

test('CRI-O follows from its libcni and is marked as inferred', () => {
  const { del, add } = whatHappens({ crio: '1.22.3', config: '' })
  assert.deepEqual([del.result, del.basis, add.result], ['fails', 'inferred', 'ok'])
  assert.equal(whatHappens({ crio: '1.24.1', config: '' }).del.result, 'ok')
  assert.equal(whatHappens({ crio: '1.24.1', config: '0.4.0' }).add.result, 'unknown')
  assert.equal(whatHappens({ crio: '1.20.1', config: '1.0.0' }).add.cause, 'cni-result-version-unsupported')
  assert.equal(whatHappens({ crio: '1.22.3', config: '' }).pageDiffers, '')
})

test('an unknown runtime is unknown, not fine', () => {
  assert.equal(whatHappens({ config: '' }).del.result, 'unknown')
  assert.equal(whatHappens({ containerd: '9.9.9', config: '' }).add.result, 'unknown')
  assert.equal(whatHappens({ containerd: 'latest', config: '' }).add.result, 'unknown')
})

test('what the Kubernetes page states otherwise is said where it matters', () => {
  assert.match(whatHappens({ containerd: '1.5.18', config: '' }).pageDiffers, /1\.3\.0 to 1\.6\.3/)
  assert.equal(whatHappens({ containerd: '1.6.2', config: '' }).pageDiffers, '')
  assert.match(whatHappens({ containerd: '1.6.2', config: '0.4.0', plugins: '0.9.1' }).pageDiffers, /only 1\.6\.3/)
  assert.equal(whatHappens({ containerd: '1.6.3', config: '0.4.0', plugins: '0.9.1' }).pageDiffers, '')
})

test('every failure names where it is written', () => {
  for (const containerd of tags) {
    for (const config of ['', '0.4.0', '1.0.0', '1.1.0']) {
      const { add, del } = whatHappens({ containerd, config, plugins: '0.9.1' })
      for (const { result, sources } of [add, del]) assert.ok(result !== 'fails' || sources.length > 0)
    }
  }
})

test('the best version is the highest that plugins and runtime both read', () => {
  assert.equal(bestConfigVersion({ containerd: '1.6.2', plugins: '0.9.1' }), '0.4.0')
  assert.equal(bestConfigVersion({ containerd: '1.5.18', plugins: '1.6.0' }), '0.4.0')
  assert.equal(bestConfigVersion({ containerd: '2.1.0', plugins: '1.6.0' }), '1.1.0')
  assert.equal(bestConfigVersion({ supported: ['0.3.0', '0.3.1'] }), '0.3.1')
  assert.equal(bestConfigVersion({}), '')
})
