import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dictionary } from '../../src/store/dictionary.ts'
import { messageIds, RECENT_MESSAGES } from '../../src/store/message-ids.ts'
import { event, sandboxId } from './build.ts'

test('messages are kept once, those with their own sandbox as a template', () => {
  const rows: (readonly [string, number])[] = []
  const { id, forgot } = messageIds(dictionary<readonly [string, number]>(1, (_, row) => rows.push(row)))
  const [a, b] = [sandboxId('a'), sandboxId('b')]
  const said = [
    event({ message: '' }),
    event({ message: 'timeout' }),
    event({ message: `no ${a}`, sandboxId: a }),
    event({ message: `no ${b}`, sandboxId: b }),
    event({ message: 'timeout', sandboxId: b }),
  ]
  assert.deepEqual(said.map(id), [0, 1, 2, 2, 1])
  assert.deepEqual(
    rows.map(([, templated]) => templated),
    [0, 1],
  )
  assert.equal(forgot(), false)
})

test('it is told when recent messages are forgotten', () => {
  const { id, forgot } = messageIds(dictionary<readonly [string, number]>(1, () => {}))
  for (let n = 0; n < RECENT_MESSAGES; n += 1) id(event({ message: `message ${n}` }))
  assert.equal(forgot(), false)
  id(event({ message: 'one more' }))
  assert.equal(forgot(), true)
  assert.equal(id(event({ message: 'message 7' })), 8)
})
