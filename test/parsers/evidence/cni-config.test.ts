import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evidence } from '../../../parsers/evidence/cni-config.ts'

const one = (path: string, text: string) => {
  const [config] = evidence.read(path, text).configs
  assert.ok(config)
  return config
}

test('a conflist gives name, version and plugin types in order', () => {
  const config = one(
    'a/10-x.conflist',
    '{"cniVersion":"1.0.0","name":"n","plugins":[{"type":"bridge"},{"type":"portmap"}]}',
  )
  assert.deepEqual(
    [config.name, config.cniVersion, config.plugins, config.problem],
    ['n', '1.0.0', ['bridge', 'portmap'], ''],
  )
})

test('an absent cniVersion and an empty one are told apart', () => {
  assert.deepEqual(one('x.conflist', '{"name":"n","plugins":[{"type":"bridge"}]}').cniVersion, undefined)
  assert.equal(one('x.conflist', '{"name":"n","plugins":[{"type":"bridge"}]}').problem, 'no "cniVersion"')
  const empty = one('x.conflist', '{"cniVersion":"","name":"n","plugins":[{"type":"bridge"}]}')
  assert.deepEqual([empty.cniVersion, empty.problem], ['', 'empty "cniVersion"'])
})

test('a single conf is read as a list of one plugin', () => {
  const config = one('etc/cni/net.d/10-x.conf', '{"cniVersion":"0.3.1","name":"n","type":"bridge"}')
  assert.deepEqual([config.plugins, config.problem], [['bridge'], ''])
})

test('what is wrong with a config is said in words', () => {
  assert.equal(one('x.conflist', '{"cniVersion":"1.0.0","plugins":[]}').problem, 'no "name"')
  assert.equal(one('x.conflist', '{"cniVersion":"1.0.0","name":"n"}').problem, 'no "plugins" list')
  assert.equal(one('x.conflist', '{"cniVersion":"1.0.0","name":"n","plugins":[]}').problem, 'no plugins in the list')
  assert.equal(one('x/cni/x.conf', '{"cniVersion":"1.0.0","name":"n"}').problem, 'no "type"')
  assert.equal(
    one('x.conflist', '{"cniVersion":1,"name":"n","plugins":[{"type":"a"}]}').problem,
    '"cniVersion" is not a text',
  )
  assert.deepEqual(one('x.conflist', '{"cniVersion":"1.0.0","name":"n","plugins":[7,{"type":"a"}]}').plugins, ['', 'a'])
})

test('a half-written file is a finding with its line, not a crash', () => {
  assert.match(one('x.conflist', '{\n"name": "n",\n}').problem, /^not valid JSON( \(line 3\))?$/)
  assert.match(one('x.conflist', '{"name"').problem, /^not valid JSON/)
})

test('a file that is no object is said to be unusable', () => {
  assert.deepEqual(evidence.read('x.conflist', '[1]'), { facts: [], configs: [], problem: 'not a JSON object' })
})

test('only CNI folders make a .conf or .json a config', () => {
  assert.equal(evidence.accepts('etc/cni/net.d/10-a.conf', '{"name":"a","type":"bridge"'), true)
  assert.equal(evidence.accepts('etc/sysctl.d/10-a.conf', '{"name":"a","type":"bridge"'), false)
  assert.equal(evidence.accepts('etc/cni/net.d/calico-kubeconfig', 'apiVersion: v1'), false)
  assert.equal(evidence.accepts('etc/cni/net.d/10-a.conf', 'net.ipv4 = 1'), false)
  assert.equal(evidence.accepts('x/10-a.conflist', ''), true)
})
