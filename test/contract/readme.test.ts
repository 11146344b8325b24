import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { analyze } from '../../src/index.ts'
import { root } from '../build.ts'

const path = join(root, 'README.md')
const MARKED = /(<!-- excerpt[^\n]*-->\n)([\s\S]*?)(<!-- \/excerpt -->)/

/** Title, headline list and the known key times of the report on the founding sample, as a quotation without its inner links. */
async function excerpt(): Promise<string> {
  let report = ''
  await analyze({ paths: [join(root, 'samples/founding-stop')], format: 'md' }, (part) => {
    report += part
  })
  const lines = report
    .replaceAll(`${root}/`, '')
    .replaceAll(/\[([^\]]*)\]\(#[^)]*\)/g, '$1')
    .split('\n')
  const from = lines.findIndex((line) => line.startsWith('# '))
  const head = lines.slice(from, lines.indexOf('## Summary'))
  const times = lines
    .slice(lines.indexOf('## Key times'), lines.indexOf('## Impact'))
    .filter((line) => !/TODO|computed once filled/.test(line))
  return [...head, ...times]
    .join('\n')
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '>\n' : `> ${line.replace(/^#+ (.*)$/, '**$1**')}\n`))
    .join('')
}

test('the excerpt in the README is what the report on the sample says (UPDATE_GOLDEN=1 rewrites it)', async () => {
  const expected = await excerpt()
  const readme = readFileSync(path, 'utf8')
  if (process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(
      path,
      readme.replace(MARKED, (_, open, __, close) => `${open}${expected}${close}`),
    )
  else assert.equal(MARKED.exec(readme)?.[2], expected)
})

test('the README has the two commands that are run as they stand', () => {
  const lines = readFileSync(path, 'utf8').split('\n')
  for (const command of ['npm ci && npm start', 'npm ci && npm test']) assert.ok(lines.includes(command), command)
})
