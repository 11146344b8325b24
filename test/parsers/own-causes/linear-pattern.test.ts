import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePattern, patternFault } from '../../../parsers/own-causes/linear-pattern.ts'

test('literals, classes, groups, alternatives and bounded repeats of single characters may be used', () => {
  for (const pattern of [
    'no lease',
    'pool "[^"]{1,40}" is (drained|locked)',
    '^(?:no|few) leases?\\b',
    '\\d{1,3}\\.\\d{1,3}[a-z\\]]? \\[x\\] a.b$',
    'x{3}y{0,9}?z',
    '[+*{}()|?]',
  ])
    assert.equal(patternFault(pattern), undefined, pattern)
})

test('what could take long, or is not needed, is refused with its place', () => {
  const refused: readonly (readonly [pattern: string, at: number, why: RegExp])[] = [
    ['no .*lease', 4, /\* has no upper bound; write one/],
    ['a+b', 1, /\+ has no upper bound/],
    ['a{2,}', 1, /\{2,\} has no upper bound/],
    ['(a{1,3}){1,3}', 8, /a group is repeated/],
    ['(ab){2}', 4, /a group is repeated/],
    ['(a)\\1', 3, /refers back/],
    ['\\k<x>', 0, /refers back/],
    ['(?=a)', 0, /looks ahead or behind/],
    ['(?<!a)b', 0, /looks ahead or behind/],
    ['(?<name>a)', 0, /groups have no names/],
    ['(?i:a)', 0, /has flags/],
    ['\\p{L}', 0, /is not known here/],
    ['a{201}', 1, /more than 200 times/],
    ['.{0,99}a.{0,99}', 9, /more than 4096 ways/],
    ['(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)', 64, /more than 4096 ways/],
    ['a)', 1, /a \) without its \(/],
    ['?a', 0, /nothing before/],
    ['{2}', 0, /no character or class before/],
    ['(a', 0, /no regular expression: Unterminated group/],
    ['a\\', 0, /no regular expression/],
    ['x'.repeat(301), 300, /longer than 300/],
  ]
  for (const [pattern, at, why] of refused) {
    const fault = patternFault(pattern)
    assert.equal(fault?.at, at, pattern)
    assert.match(fault?.why ?? '', why, pattern)
  }
})

test('random patterns never throw, and those that pass can be compiled', () => {
  const letters = fc.constantFrom(...'ab.*+?(){}[]|^$\\,0129"-: ', '(?:', '{1,9}', '\\d', '[^"]')
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 30 }), (parts) => {
      const pattern = parts.join('')
      if (patternFault(pattern) === undefined) assert.equal(compilePattern(pattern).flags, 'iu')
    }),
    { seed: 4, numRuns: 2000 },
  )
})

test('the widest pattern that passes goes through a long text of repeats', () => {
  const pattern = 'a{0,63}a{0,62}b'
  assert.equal(patternFault(pattern), undefined)
  assert.equal(compilePattern(pattern).test('a'.repeat(20_000)), false)
})
