import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLogfmt } from '../../../parsers/grammar/logfmt.ts'

function fields(text: string): Record<string, string | undefined> {
  const read = readLogfmt(text)
  return Object.fromEntries((read?.keys ?? []).map((key) => [key, read?.get(key)]))
}

test('quoted, bare and empty values are read', () => {
  assert.deepEqual(fields('level=error msg="a \\"b\\"" error=<nil> list="[x y]" empty= quoted="" id=7'), {
    level: 'error',
    msg: 'a "b"',
    error: '<nil>',
    list: '[x y]',
    empty: '',
    quoted: '',
    id: '7',
  })
})

test('unescaped inner quotes of logrus v1.0.0 do not end a value', () => {
  assert.deepEqual(
    fields(
      'level=error msg="StopPodSandbox for "b" failed" error="network of "b": plugin type="bridge" name="n" failed" id=3 ',
    ),
    {
      level: 'error',
      msg: 'StopPodSandbox for "b" failed',
      error: 'network of "b": plugin type="bridge" name="n" failed',
      id: '3',
    },
  )
})

test('a blank lost before error= does not matter', () => {
  assert.deepEqual(fields('msg="sandbox \\"b\\""error="gone"'), { msg: 'sandbox "b"', error: 'gone' })
})

test('bare values may hold blanks', () => {
  assert.deepEqual(fields('a=[x y] b=stat /var/lib: no such file c=d'), {
    a: '[x y]',
    b: 'stat /var/lib: no such file',
    c: 'd',
  })
})

test('a value that is not closed reaches to the end and is open', () => {
  const read = readLogfmt('msg="a" error="cut \\"of')
  assert.equal(read?.get('error'), 'cut "of')
  assert.equal(read?.open, true)
  assert.equal(readLogfmt('msg="a"')?.open, false)
})

test('inner quotes without any end that fits reach to the last quote or to the end', () => {
  assert.equal(readLogfmt('error="a "b" c "d""')?.get('error'), 'a "b" c "d"')
  assert.equal(readLogfmt('error="a "b" c')?.open, true)
})

test('klog blocks lose the TAB or the blanks that journald put for it', () => {
  assert.deepEqual(fields('err=<\n\tfirst "a"\n        second\n > pod="ns/a"'), {
    err: 'first "a"\nsecond',
    pod: 'ns/a',
  })
  assert.equal(readLogfmt('err=<')?.open, true)
  assert.equal(readLogfmt('err=<\n\tfirst\n >x')?.open, true)
})

test('a text that begins with no key is no logfmt', () => {
  assert.equal(readLogfmt('some text'), undefined)
  assert.equal(readLogfmt('=x'), undefined)
  assert.equal(readLogfmt('msg="a" then text')?.keys.length, 1)
  assert.equal(readLogfmt('msg=a')?.get('other'), undefined)
})

test('hostile texts take linear time', () => {
  const started = process.hrtime.bigint()
  readLogfmt(`msg="${'" a="'.repeat(20_000)}`)
  readLogfmt(`${'k=v '.repeat(50_000)}`)
  readLogfmt(`msg=${'='.repeat(200_000)}`)
  assert.ok(process.hrtime.bigint() - started < 5_000_000_000n)
})
