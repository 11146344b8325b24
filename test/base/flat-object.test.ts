import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { HAS_BRACKET, HAS_ESCAPE, MEMBER_NUMBERS, MOST_MEMBERS } from '../../src/base/flat-object.ts'
import { createRegexScanner } from '../../src/intake/sieve/regex-scanner.ts'
import type { Scanner } from '../../src/intake/sieve/scanner.ts'
import { createWasmScanner } from '../../src/intake/sieve/wasm-scanner.ts'

const WINDOW = 1 << 16
const wasm = createWasmScanner(['cni'], WINDOW)
assert.ok(wasm, 'this Node has WebAssembly SIMD')
const SCANNERS: readonly Scanner[] = [wasm, createRegexScanner(['cni'], WINDOW)]

interface Member {
  readonly name: string
  /** As it stands between the quotes. */
  readonly value: string
  readonly has: number
}

/** Members of an object that stands among other bytes; undefined where the finder takes it for none. */
function membersOf({ window, objects }: Scanner, text: string): readonly Member[] | undefined {
  const bytes = Buffer.from(text)
  window.fill('"x":"', 0, bytes.length + 128)
  bytes.copy(window, 7)
  const found = objects.findMembers(7, 7 + bytes.length)
  if (found === 0) return undefined
  return Array.from({ length: found }, (_, n) => {
    const [from = 0, to = 0, valueFrom = 0, valueTo = 0, has = 0] = objects.members.subarray(n * MEMBER_NUMBERS)
    return { name: window.latin1Slice(from, to), value: window.latin1Slice(valueFrom, valueTo), has }
  })
}

/** What both scanners find. */
function found(text: string): readonly Member[] | undefined {
  const [first, second] = SCANNERS.map((scanner) => membersOf(scanner, text))
  assert.deepEqual(first, second, text)
  return first
}

test('members of a flat object are found with what their values hold', () => {
  assert.deepEqual(found(String.raw`{"A":"x","_B9":"","MESSAGE":"a \"b\" \\ [c]: d\n"}`), [
    { name: 'A', value: 'x', has: 0 },
    { name: '_B9', value: '', has: 0 },
    { name: 'MESSAGE', value: String.raw`a \"b\" \\ [c]: d\n`, has: HAS_ESCAPE + HAS_BRACKET },
  ])
  const many = (n: number): string => `{${Array.from({ length: n }, (_, i) => `"N${i}":"${i}"`).join(',')}}`
  assert.equal(found(many(MOST_MEMBERS))?.length, MOST_MEMBERS)
  assert.equal(found(many(MOST_MEMBERS + 1)), undefined)
  for (const odd of [
    '{}',
    '{"A":"x"} ',
    '{"A": "x"}',
    '{"A":"x",}',
    '{"A":"x""B":"y"}',
    '{"a":"x"}',
    '{"":"x"}',
    '{"A":1}',
    '{"A":["x"]}',
    '{"A":"\\u0041"}',
    '{"A":"\\x"}',
    '{"A":"x\\"}',
    '{"A":"\t"}',
    '{"A":"ä"}',
    '{"A":"x',
    '["A"]',
  ])
    assert.equal(found(odd), undefined, odd)
})

test('what is found is what JSON.parse finds', () => {
  const piece = fc.constantFrom(
    'a',
    'Z',
    '_',
    '9',
    '"',
    '\\',
    ']:',
    ']',
    '{',
    '}',
    ',',
    ':',
    '\n',
    'é',
    '\u0001',
    ' ',
    '/',
  )
  const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''))
  const member = fc.tuple(fc.constantFrom('A', 'MESSAGE', '_PID', 'B2', 'low', ''), text)
  const json = fc
    .array(member, { maxLength: 5 })
    .map(
      (members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
    )
  const edit = fc.record({
    at: fc.nat(80),
    cut: fc.nat(2),
    put: fc.constantFrom('', '', '"', '\\', ',', '}', '\\n', 'x'),
  })
  fc.assert(
    fc.property(json, fc.option(edit), (made, change) => {
      const line = change === null ? made : made.slice(0, change.at) + change.put + made.slice(change.at + change.cut)
      const members = found(line)
      if (members === undefined) return
      const parsed: unknown = JSON.parse(line)
      const values = members.map(({ name, value }) => [name, JSON.parse(`"${value}"`)])
      assert.deepEqual(Object.fromEntries(values), parsed, line)
      for (const { value, has } of members)
        assert.equal(has, (value.includes('\\') ? HAS_ESCAPE : 0) + (value.includes(']:') ? HAS_BRACKET : 0))
    }),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('A', 'B2', '_C'), text), { minLength: 1, maxLength: 5 }),
      (members) => {
        const line = `{${members.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join(',')}}`
        const isPlain = members.every(([, value]) => /^[\n -~]*$/.test(value))
        assert.equal(found(line)?.length, isPlain ? members.length : undefined, line)
      },
    ),
  )
})
