import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostmortemError } from '../../src/base/errors.ts'
import { DEFAULT_LIMITS, limitHint, limitNames, movedLimits, readLimit } from '../../src/base/limits.ts'

const refused = (message: RegExp, hint: RegExp) => (error: unknown) =>
  error instanceof PostmortemError &&
  error.code === 'BAD_OPTION' &&
  message.test(error.message) &&
  hint.test(error.hint)

test('a limit is moved by its name', () => {
  assert.deepEqual(readLimit('members=500000'), { members: 500_000 })
  assert.deepEqual(readLimit('line-bytes=4096'), { lineBytes: 4096 })
  assert.deepEqual(movedLimits(DEFAULT_LIMITS, { ...readLimit('nesting=0'), ...readLimit('json-depth=9') }), {
    ...DEFAULT_LIMITS,
    nesting: 0,
    jsonDepth: 9,
  })
})

test('unknown names and numbers out of bounds are refused with what may be written', () => {
  assert.throws(() => readLimit('member=5'), refused(/does not know "member"/, /members \(200000\)/))
  for (const text of ['members', 'members=', 'members=-1', 'members=1e3', 'members=0', 'members=99999999'])
    assert.throws(() => readLimit(text), refused(/^--limit members cannot be/, /from 1 to 10000000$/), text)
  assert.throws(
    () => movedLimits(DEFAULT_LIMITS, { expansion: 1.5 }),
    refused(/^--limit expansion cannot be "1.5"/, /from 1/),
  )
})

test('every limit that a message names is one that the flag takes', () => {
  for (const field of ['nesting', 'members', 'expansion', 'lineBytes', 'jsonDepth'] as const) {
    const name = /^\(--limit ([a-z-]+)=N moves this limit\)$/.exec(limitHint(field))?.[1] ?? ''
    assert.ok(limitNames.includes(`${name} (${DEFAULT_LIMITS[field]})`), field)
    assert.equal(readLimit(`${name}=${DEFAULT_LIMITS[field]}`)[field], DEFAULT_LIMITS[field])
  }
})
