import assert from 'node:assert/strict'
import { test } from 'node:test'
import { causes, explain } from '../../src/index.ts'

test('the whole catalogue is in the document, with working links', async () => {
  const text = await explain(undefined, 'md')
  const headings = text.split('\n').filter((line) => line.startsWith('## '))
  const known = await causes()
  assert.equal(headings.length, known.length)
  for (const [index, { id, title }] of known.entries()) {
    assert.equal(headings[index]?.replaceAll('\\', ''), `## ${id}: ${title}`)
    const anchor = /\]\(#([^)]*)\)/.exec(text.split('\n').find((line) => line.startsWith(`| [${id}](`)) ?? '')?.[1]
    assert.equal(
      anchor,
      `${id}: ${title}`
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    )
  }
})
