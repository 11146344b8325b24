import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripColours } from '../../../parsers/grammar/ansi.ts'
import { readBlockLine } from '../../../parsers/grammar/block-line.ts'
import { looksLikeLog } from '../../../parsers/grammar/heads.ts'
import { at, parseObject, textOf } from '../../../parsers/grammar/json-line.ts'
import { fieldText } from '../../../parsers/grammar/json-payload.ts'
import { levelOf } from '../../../parsers/grammar/levels.ts'
import { decodeOctal } from '../../../parsers/grammar/octal.ts'
import { lineNumber, quotePrefix } from '../../../parsers/grammar/quote-prefix.ts'

test('rsyslog control characters are decoded, other numbers stay', () => {
  assert.equal(decodeOctal('a#011b#012c #033[0m #177 #123 #0'), 'a\tb\nc \x1b[0m \x7f #123 #0')
  assert.equal(decodeOctal('issue #123'), 'issue #123')
})

test('colours are taken out', () => {
  assert.equal(stripColours('\x1b[31mERRO\x1b[0m[0000]'), 'ERRO[0000]')
  assert.equal(stripColours('plain'), 'plain')
})

test('level words in any case', () => {
  assert.equal(levelOf('WARN'), 'warning')
  assert.equal(levelOf('loud'), '')
})

test('what quotes a line and what numbers it', () => {
  assert.equal(quotePrefix('> text'), '> ')
  assert.equal(quotePrefix('  #   text'), '  #   ')
  assert.equal(quotePrefix('text'), '')
  assert.equal(lineNumber('   7690 text'), '   7690 ')
  assert.equal(lineNumber('12: text'), '12: ')
  assert.equal(lineNumber('text'), '')
  assert.equal(lineNumber('  text'), '')
})

test('log heads are known, prose is not', () => {
  const heads = [
    'E0426 00:43:24.518120     812 a.go:1] x',
    'time="2022"',
    'level=info msg=a',
    'ERRO[0000] x',
    '{"level":"info"}',
    'Warning  FailedKillPod  3m',
    'Normal Scheduled 3m',
    '2022-04-26T00:43:24Z x',
    'Apr 26 00:43:24 a',
    'Tue 2022-04-26 00:43:24 UTC x',
    'WARN[0000] x',
  ]
  for (const text of heads) assert.equal(looksLikeLog(text), true, text)
  for (const text of ['level=info', 'Some text', 'WORD[0000] x', '{x}', 'Warning: text', 'New York', ''])
    assert.equal(looksLikeLog(text), false, text)
})

test('JSON values as text', () => {
  assert.equal(textOf('a'), 'a')
  assert.equal(textOf(7), '7')
  assert.equal(textOf(true), 'true')
  assert.equal(textOf([104, 105]), 'hi')
  assert.equal(textOf(['a', 'b']), 'a')
  assert.equal(textOf([[104, 105], [1]]), 'hi')
  for (const value of [null, undefined, {}, []]) assert.equal(textOf(value), undefined)
})

test('JSON paths: a key that holds the dots goes first', () => {
  assert.equal(at({ 'a.b': 1, a: { b: 2 } }, 'a.b'), 1)
  assert.equal(at({ a: { b: 2 } }, 'a.b'), 2)
  assert.equal(at({ a: 3 }, 'a.b'), undefined)
  assert.equal(parseObject('[1]'), undefined)
  assert.equal(parseObject('{"a":1'), undefined)
})

test('object references read like klog prints them', () => {
  assert.equal(fieldText({ name: 'web-0', namespace: 'ns' }), 'ns/web-0')
  assert.equal(fieldText({ name: 'node-a' }), 'node-a')
  assert.equal(fieldText({ a: 1 }), '{"a":1}')
  assert.equal(fieldText(['a', 'b']), '["a","b"]')
  assert.equal(fieldText(null), undefined)
})

test('lines of journal entries that stand one field a line', () => {
  assert.deepEqual(readBlockLine('    MESSAGE=text'), { kind: 'field', name: 'MESSAGE', value: 'text' })
  assert.deepEqual(readBlockLine('__CURSOR=s=1'), { kind: 'field', name: '__CURSOR', value: 's=1' })
  assert.equal(readBlockLine('Tue 2022-04-26 00:43:24 UTC [s=0f;i=1]')?.kind, 'head')
  assert.deepEqual(readBlockLine('            more'), { kind: 'more', value: 'more' })
  for (const line of ['PATH=/usr/bin', 'text', '  MESSAGE=x', 'Tue 2022-04-26 00:43:24 UTC node-a x', ''])
    assert.equal(readBlockLine(line), undefined, line)
})
