import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closingQuote, unquoteGo } from '../../../parsers/grammar/go-unquote.ts'

test('one level of Go escapes is undone', () => {
  assert.equal(unquoteGo('plain'), 'plain')
  assert.equal(unquoteGo('a \\"b\\" \\\\\\"c\\\\\\"'), 'a "b" \\"c\\"')
  assert.equal(unquoteGo("\\a\\b\\f\\n\\r\\t\\v\\\\\\/\\'"), "\x07\b\f\n\r\t\v\\/'")
  assert.equal(unquoteGo('\\u00e9 \\U0001f600 \\u003cnil\\u003e'), 'é 😀 <nil>')
})

test('escaped bytes form characters together; bad ones become U+FFFD', () => {
  assert.equal(unquoteGo('\\xe2\\x80\\xa6 end'), '… end')
  assert.equal(unquoteGo('\\303\\251'), 'é')
  assert.equal(unquoteGo('\\xff\\n'), '\uFFFD\n')
})

test('enclosing quotes go only if they belong together', () => {
  assert.equal(unquoteGo('"a \\"b\\""'), 'a "b"')
  assert.equal(unquoteGo('"a" and "b"'), '"a" and "b"')
  assert.equal(unquoteGo('"'), '"')
})

test('unknown and cut escapes stay as they are', () => {
  for (const text of ['\\q', 'end\\', '\\x4', '\\u12', '\\xzz', '\\UFFFFFFFF', '\\9', '\\40'])
    assert.equal(unquoteGo(text), text)
})

test('the closing quote is the first that no backslash escapes', () => {
  assert.equal(closingQuote('a\\"b"c', 0), 4)
  assert.equal(closingQuote('a\\\\"b', 0), 3)
  assert.equal(closingQuote('abc', 0), -1)
})
