import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causes } from '../../parsers/causes/index.ts'
import { classifyError } from '../../parsers/errors/classify.ts'

for (const cause of causes) {
  test(`cause ${cause.id} is found in its samples`, () => {
    assert.ok(cause.samples.length > 0)
    for (const sample of cause.samples) assert.equal(classifyError(sample).cause, cause.id, sample)
  })
  test(`cause ${cause.id} is not found in its look-alikes`, () => {
    assert.ok(cause.lookAlikes.length > 0)
    for (const text of cause.lookAlikes) assert.notEqual(classifyError(text).cause, cause.id, text)
  })
  test(`cause ${cause.id} says what, why and what to do`, () => {
    for (const text of [cause.title, cause.what, cause.why]) assert.ok(text.length > 10, text)
    assert.ok(cause.patterns.length > 0)
    assert.ok(cause.steps.length > 0, 'steps')
    for (const step of cause.steps) assert.ok(step.text !== '')
    assert.ok(
      cause.steps.some(({ check }) => check !== ''),
      'a step says how to check it',
    )
    assert.ok(cause.references.length > 0, 'references')
    for (const { title, url } of cause.references) {
      assert.ok(title !== '')
      assert.match(url, /^https:\/\//)
    }
  })
}

test('literals of patterns are lower case, as they are compared', () => {
  for (const { id, patterns } of causes) {
    for (const { all } of patterns) for (const literal of all) assert.equal(literal, literal.toLowerCase(), id)
  }
})
