import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillTemplate, messageTemplate } from '../../src/base/message-template.ts'
import { event } from '../store/build.ts'

test('a message with its own sandbox id, pod uid and pod name in it becomes a template', () => {
  const text = messageTemplate(
    event({
      sandboxId: 'f00d',
      podUid: '1234-5678',
      podName: 'web-1',
      message: 'pod web-1 (1234-5678): sandbox f00d of web-1',
    }),
  )
  assert.equal(text, 'pod \u0003 (\u0002): sandbox \u0001 of \u0003')
})

test('a message that holds a mark of its own, or a name that does, stays as it is', () => {
  assert.equal(messageTemplate(event({ sandboxId: 'f00d', message: 'f00d \u0001' })), 'f00d \u0001')
  assert.equal(
    messageTemplate(event({ sandboxId: 'f00d', podName: 'we\u0003b', message: 'f00d we\u0003b' })),
    'f00d we\u0003b',
  )
  assert.equal(messageTemplate(event({ sandboxId: 'f0\u00020d', podUid: 'uid', message: 'uid of f0' })), 'uid of f0')
})

test('a template is filled to the message it was made of', () => {
  const part = fc.oneof(fc.constantFrom('', 'f00d', 'web-1', 'a$&b', '1234'), fc.string({ maxLength: 8 }))
  fc.assert(
    fc.property(fc.array(part), part, part, part, (words, sandboxId, podUid, podName) => {
      const message = [...words, sandboxId, podUid, podName].join(' ')
      const template = messageTemplate({ message, sandboxId, podUid, podName })
      if (template !== message) assert.equal(fillTemplate(template, { sandboxId, podUid, podName }), message)
    }),
  )
})
