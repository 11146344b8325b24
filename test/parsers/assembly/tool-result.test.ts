import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readToolResult } from '../../../parsers/assembly/tool-result.ts'
import { assertIncludes, recordsOf } from '../../build.ts'
import { eventsOf, id } from '../read-line.ts'

const first = 'Apr 26 00:43:24 node-a kubelet[812]: I0426 00:43:24.518120     812 a.go:1] ok'
const failed = `Apr 26 00:43:25 node-a kubelet[812]: E0426 00:43:25.000001     812 kuberuntime_sandbox.go:72] "Failed to create sandbox for pod" err="rpc error: code = Unknown desc = failed to setup network for sandbox \\"${id}\\": cni plugin not initialized" pod="web/web-0"`

const result = (members: object): string => `ok: [node-b] => ${JSON.stringify({ changed: false, rc: 0, ...members })}`

test('the lines that a command printed are records, each stream once', () => {
  const stdout = `${first}\n${failed}`
  const [event, ...more] = eventsOf(result({ stdout, stdout_lines: stdout.split('\n'), stderr: '' }))
  assert.equal(more.length, 0)
  assertIncludes(event, { sandboxId: id, podNamespace: 'web', podName: 'web-0' }, 'the second line')
  assert.equal(recordsOf(result({ stdout })).length, 2)
})

test('what a loop printed, a message and an indented member are read; their node is that of the result', () => {
  const bare = failed.slice(failed.indexOf('E0426'))
  const [record] = recordsOf(result({ results: [{ stdout: '' }, { stdout: bare }] }))
  assertIncludes(record, { host: 'node-b', component: 'kubelet' }, 'of the loop')
  const item = result({ stdout: bare }).replace(' => ', ' => (item=kubelet) => ')
  assertIncludes(recordsOf(item)[0], { host: 'node-b', component: 'kubelet' }, 'of an item')
  assert.equal(eventsOf(`${item}\n${item}`).length, 2)
  assert.equal(eventsOf(`fatal: [node-b]: FAILED! => ${JSON.stringify({ msg: failed })}`).length, 1)
  assert.equal(eventsOf(`ok: [node-b] => {\n    "msg": ${JSON.stringify(failed)}\n}`).length, 1)
  assert.equal(eventsOf(`    "kubelet_log.stdout": ${JSON.stringify(`${first}\n${failed}`)},`).length, 1)
})

test('a loop in a loop in a loop, as nobody prints it, is passed over', () => {
  const depth = 4000
  const nested = `${'{"results":['.repeat(depth)}${JSON.stringify({ stdout: failed })}${']}'.repeat(depth)}`
  assert.equal(readToolResult(`ok: [node-b] => ${nested}`), undefined)
})

test('other lines, results of other things and cut ones are left alone', () => {
  for (const line of [
    result({ stdout: 'node-b Ready' }),
    result({ stdout: failed }).slice(0, -2),
    'ok: [node-b]',
    '    "msg": "All assertions passed"',
    '    "title": "Apr 26 00:43:24 node-a kubelet[812]: x"',
    '    "stdout": "a\\',
    'ok: [node-b] => {"msg": 7}',
  ])
    assert.equal(readToolResult(line), undefined, line)
})
