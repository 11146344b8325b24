import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { causes } from '../../../parsers/causes/index.ts'
import { classifyError } from '../../../parsers/errors/classify.ts'

const folder = new URL('../../../parsers/causes/', import.meta.url)

test('every file of the catalogue is listed under its own name, 24 in all', () => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.slice(0, -3))
    .sort()
  assert.deepEqual(
    causes.map(({ id }) => id),
    files,
  )
  assert.equal(causes.length, 24)
})

for (const cause of causes) {
  test(`${cause.id}: its samples have this cause, its look-alikes another or none`, () => {
    assert.ok(cause.samples.length > 0 && cause.lookAlikes.length > 0)
    for (const text of cause.samples) assert.equal(classifyError(text).cause, cause.id, text)
    for (const text of cause.lookAlikes) assert.notEqual(classifyError(text).cause, cause.id, text)
  })

  test(`${cause.id}: says what, why, what to do with how to check it, and where it is written`, () => {
    assert.ok(cause.title.length > 10 && cause.what.length > 60 && cause.why.length > 60)
    assert.ok(cause.steps.length >= 2 && cause.references.length > 0)
    for (const step of cause.steps) assert.ok(step.text !== '' && step.commands !== '' && step.check !== '', step.text)
    for (const { url } of cause.references) assert.match(url, /^https:\/\//)
  })

  test(`${cause.id}: its literals are in the lower case they are compared with`, () => {
    for (const { all, pattern, rank } of cause.patterns) {
      assert.ok(all.length > 0 && rank > 0 && rank <= 100)
      for (const literal of all) assert.equal(literal, literal.toLowerCase())
      assert.ok(
        pattern === undefined || !/[[{]?\^?[A-Z]/.test(pattern.source.replaceAll(/\\[A-Z]/g, '')),
        pattern?.source,
      )
    }
  })
}
