import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseObject, textOf, textOfBytes } from '../../../parsers/grammar/json-line.ts'

const TEXTS = [
  '{"a":1}',
  '{"a":2}',
  '{"MESSAGE":[104,105]}',
  '{"MESSAGE":"hi"}',
  '{"cut":',
  '[1]',
  'no object',
  `{"long":"${'x'.repeat(20_000)}"}`,
  `{"long":"${'y'.repeat(20_000)}"}`,
]

const objectOf = (text: string): unknown => (text.startsWith('{') && text.endsWith('}') ? JSON.parse(text) : undefined)

test('lines that come again in any order are parsed as each by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...TEXTS), { maxLength: 30 }), (texts) => {
      for (const text of texts) assert.deepEqual(parseObject(text), objectOf(text))
    }),
  )
})

test('a line has the same object again while it is among the last', () => {
  const first = parseObject('{"first":1}')
  for (const text of ['{"second":1}', '{"third":1}']) parseObject(text)
  assert.equal(parseObject('{"first":1}'), first)
})

test('bytes are a text; where one is none they are not', () => {
  assert.equal(textOfBytes([...Buffer.from('é "x"\n')]), 'é "x"\n')
  assert.equal(textOfBytes([]), '')
  for (const odd of [256, -1, 1.5, Number.NaN, '104', null]) assert.equal(textOfBytes([104, odd]), undefined)
  assert.equal(textOf([104, 105]), 'hi')
  assert.equal(textOf(['a', 'b']), 'a')
})
