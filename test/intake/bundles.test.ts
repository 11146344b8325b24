import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeOf } from '../../src/intake/bundle-place.ts'
import { bundles } from '../../src/intake/bundles/index.ts'

for (const { id, title, samples, expected, members } of bundles) {
  for (const sample of samples) {
    test(`${title}: ${sample.path} is ${sample.what} of ${sample.node || 'a node that the path does not name'}`, () => {
      const place = placeOf(sample.path, sample.path.split('/')[0] ?? '')
      assert.deepEqual(
        [place.layout, place.node, place.what, place.component],
        [id, sample.node, sample.what, sample.component ?? ''],
      )
      assert.ok(sample.path.startsWith(place.root))
    })
  }
  test(`${title} expects only what it has`, () => {
    const all = new Set([...members.map(({ what }) => what), 'syslog'])
    assert.deepEqual(
      expected.flat().filter((what) => !all.has(what)),
      [],
    )
  })
}

test('a path of no layout has the node that its folders name', () => {
  assert.deepEqual(placeOf('logs/node-7/some.log', 'logs'), {
    node: 'node-7',
    component: '',
    what: '',
    layout: '',
    root: '',
    proves: false,
  })
})

test('a folder of an ordinary name is no node', () => {
  assert.equal(placeOf('x/var/log/kubelet.log', 'x').layout, '')
})

test('the innermost folder of a name is the bundle', () => {
  const name = 'node-a-2022-04-26_00_43_24'
  assert.equal(placeOf(`${name}.tar.gz!/${name}/journald/kubelet.1.gz`, name).root, `${name}.tar.gz!/${name}/`)
})
