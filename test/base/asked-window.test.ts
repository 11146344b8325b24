import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ASKED, askedWords } from '../../src/base/asked-window.ts'

const words = (values: Readonly<Record<string, string>>): string =>
  askedWords(
    (key) => values[key] ?? '',
    (us) => `<${us}>`,
  )

test('the span that was asked for, with one bound, both or none', () => {
  assert.equal(words({}), '')
  assert.equal(words({ [ASKED.since]: '5' }), 'from <5> on')
  assert.equal(words({ [ASKED.until]: '7' }), 'until <7>')
  assert.equal(words({ [ASKED.since]: '5', [ASKED.until]: '7' }), 'from <5> to <7>')
})
