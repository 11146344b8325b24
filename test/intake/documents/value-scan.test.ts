import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ValueScan } from '../../../src/intake/json/value-scan.ts'

interface Found {
  readonly text: string
  readonly disguised: boolean
  readonly feeds: number
}

/** Values of the text behind `from`, given in pieces of `step` bytes; `end` where the array's bracket stands. */
function values(text: string, step: number): { readonly found: Found[]; readonly end: boolean } {
  const scan = new ValueScan(100)
  const all = Buffer.from(text)
  const found: Found[] = []
  let rest: Buffer = Buffer.alloc(0)
  for (let at = 0; at < all.length; at += step) {
    const bytes = Buffer.concat([rest, all.subarray(at, at + step)])
    let from = 0
    for (;;) {
      const scanned = scan.next(bytes, from, bytes.length)
      if (scanned === 'end') return { found, end: true }
      from = scan.found.start
      if (scanned === 'more') break
      const { start, end, disguised, feedsIn } = scan.found
      found.push({ text: bytes.toString('utf8', start, end), disguised, feeds: feedsIn })
      from = end
    }
    rest = bytes.subarray(from)
  }
  return { found, end: false }
}

test('finds what JSON.parse finds, at any chunk borders', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(undefined, 1, '\t'),
      fc.integer({ min: 1, max: 40 }),
      (list, indent, step) => {
        const text = list.map((value) => JSON.stringify(value, null, indent)).join(' ,\n')
        const { found, end } = values(`\n ${text} ]`, step)
        assert.ok(end)
        assert.deepEqual(
          found.map((one) => JSON.parse(one.text)),
          list.map((value) => JSON.parse(JSON.stringify(value))),
        )
        assert.deepEqual(
          found.map(({ feeds }) => feeds),
          list.map((value) => JSON.stringify(value, null, indent).split('\n').length - 1),
        )
      },
    ),
  )
})

test('brackets and quotes in strings are text', () => {
  const list = ['{"a":"}]\\"[{"}', '{"a\\\\":"\\\\"}', '"a]"']
  assert.deepEqual(
    values(list.join(','), 3).found.map(({ text }) => text),
    list,
  )
})

test('tells where a literal may stand in other letters', () => {
  const disguised = (text: string): boolean | undefined => values(`${text},`, 1000).found[0]?.disguised
  assert.equal(disguised('{"MESSAGE":"plain \\" \\n"}'), false)
  assert.equal(disguised('{"MESSAGE":"\\u0052unPodSandbox"}'), true)
  assert.equal(disguised('{"MESSAGE":"\\/pause:3.6"}'), true)
  assert.equal(disguised('{"MESSAGE" : [ 82, 117 ]}'), true)
  assert.equal(disguised('{"labels":["a"],"n":1}'), false)
})

test('an escape over a chunk border is one', () => {
  for (let step = 1; step < 20; step++) {
    assert.deepEqual(values('{"a":"x\\u0041\\"y"} ', step).found, [
      { text: '{"a":"x\\u0041\\"y"}', disguised: true, feeds: 0 },
    ])
  }
})

test('a value that nests deeper than allowed is refused by the name of the limit', () => {
  const scan = new ValueScan(3)
  const bytes = Buffer.from('[[[[1]]]]')
  assert.throws(() => scan.next(bytes, 0, bytes.length), /--limit json-depth=N/)
})
