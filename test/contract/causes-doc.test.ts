import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { causes, explain } from '../../src/index.ts'
import { root } from '../build.ts'

const path = join(root, 'docs/causes.md')

test('docs/causes.md is what explain --doc prints (UPDATE_GOLDEN=1 rewrites it)', async () => {
  const text = await explain(undefined, 'md')
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text)
  else assert.equal(readFileSync(path, 'utf8'), text)
})

test('the whole catalogue is in it, with working links', async () => {
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
