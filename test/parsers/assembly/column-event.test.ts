import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertIncludes, recordsOf } from '../../build.ts'
import { eventsOf } from '../read-line.ts'

const text = 'Failed to create pod sandbox: rpc error: code = DeadlineExceeded desc = context deadline exceeded'

test('the header of a table of own columns says what its cells are', () => {
  const [event] = eventsOf(`LASTSEEN               COUNT   NODE     NS     OBJECT   REASON                   MSG
2022-04-26T00:43:24Z   12      node-a   web    web-0    FailedCreatePodSandBox   ${text}`)
  assertIncludes(event, { podNamespace: 'web', podName: 'web-0', repeatN: 12, cause: 'runtime-timeout' }, 'the row')
  const [record] = recordsOf(`TIME                   NS     POD     NODE     REASON                   MESSAGE
2022-04-26T00:43:24Z   web    web-0   node-a   FailedCreatePodSandBox   ${text}`).slice(-1)
  assertIncludes(record?.k8sEvent, { namespace: 'web', name: 'web-0', node: 'node-a' }, 'in another order')
})

test('without a header only what a cell tells by itself is read', () => {
  const [event] = eventsOf(`2022-04-26T00:43:24Z\tWarning\tFailedCreatePodSandBox\tweb/web-0\t${text}`)
  assertIncludes(event, { podNamespace: 'web', podName: 'web-0' }, 'a path')
  const [named] = eventsOf(`2022-04-26T00:43:24Z   Warning   web   Pod   web-0   FailedCreatePodSandBox   ${text}`)
  assertIncludes(named, { podName: 'web-0' }, 'behind its kind')
  const [bare] = eventsOf(`2022-04-26T00:43:24Z   node-a   web-0   FailedCreatePodSandBox   ${text}`)
  assertIncludes(bare, { podName: '', podNamespace: '' }, 'words')
})

test('a row that does not keep to its header takes nothing from it', () => {
  const [event] = eventsOf(`LASTSEEN               NS     OBJECT   REASON                   MSG
2022-04-26T00:43:24Z   a-long-namespace   web-0   FailedCreatePodSandBox   ${text}`)
  assert.equal(event?.podName, '')
})
