import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { headingAnchor } from '../../src/base/escape-markdown.ts'
import { root, sampleIncidents, typescriptLoader } from '../build.ts'
import { toHtml } from '../report/markdown-parser.ts'

/** What `analyze` prints on a sample, in a zone and a locale that are not those in which the documents were written. */
function analyzed(sample: string, ...options: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...typescriptLoader, join(root, 'src/cli/bin.ts'), 'analyze', `samples/${sample}`, ...options],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
      maxBuffer: 1 << 27,
    },
  )
  assert.equal(status, 0, stderr)
  return stdout
}

/** The text of a golden file; with UPDATE_GOLDEN=1 it is written first. */
function golden(sample: string, file: string, text: string): string {
  const path = join(root, 'test/golden', sample, file)
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(join(root, 'test/golden', sample), { recursive: true })
    writeFileSync(path, text)
  }
  return readFileSync(path, 'utf8')
}

/** The document without its code blocks and its front matter: what is prose, headings and tables. */
function prose(document: string): readonly string[] {
  let fence = ''
  let inside = false
  return document
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split('\n')
    .filter((line) => {
      const mark = /^(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
      if (!inside && mark !== '') {
        inside = true
        fence = mark
        return false
      }
      if (inside && mark === fence) {
        inside = false
        return false
      }
      return !inside
    })
}

const NONSENSE: readonly RegExp[] = [
  /\b(?:NaN|undefined|null|Infinity)\b|\[object|1970-01-01/,
  // 0 pods, [0](#query-incident-nodes) nodes
  /(?<![\d.,:-])0\]?(?:\([^)]*\))? (?:pods?|nodes?|pod sandboxes|sandboxes|failures?|namespaces?|times)\b/,
  // 1 nodes
  /(?<![\d.,:-])1\]?(?:\([^)]*\))? (?:pods|nodes|pod sandboxes|sandboxes|failures|namespaces|times|lines|records|sources|minutes)\b/,
  /[^\s|] {2,}[^\s|]/,
  // a value is missing: `on , and`, `()`, `is: .`
  / [,;:](?:\s|$)|\(\s*\)|:\s*\.(?:\s|$)|,\s*\.(?:\s|$)/,
]

for (const sample of sampleIncidents()) {
  const path = join(root, 'test/golden', sample, 'postmortem.md')
  const document = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const lines = prose(document)

  test(`${sample}: the post-mortem is the golden one, also in Tokyo and in German (UPDATE_GOLDEN=1 rewrites it)`, () => {
    const text = analyzed(sample)
    assert.equal(text, golden(sample, 'postmortem.md', text))
  })

  test(`${sample}: the verdict is the golden one, also in Tokyo and in German (UPDATE_GOLDEN=1 rewrites it)`, () => {
    const text = `${JSON.stringify(JSON.parse(analyzed(sample, '--format', 'json')).verdict, null, 2)}\n`
    assert.equal(text, golden(sample, 'verdict.json', text))
  })

  test(`${sample}: no sentence is nonsense`, () => {
    // Code spans are quoted text; the notes of the queries are the catalogue's and say what a 0 means
    const words = lines
      .slice(0, lines.indexOf('## How to repeat this'))
      .map((line) => line.replaceAll(/`[^`]*`/g, 'code'))
    for (const nonsense of NONSENSE)
      assert.deepEqual(
        words.filter((line) => nonsense.test(line)),
        [],
        String(nonsense),
      )
  })

  test(`${sample}: no section is empty`, () => {
    const headings = [...document.matchAll(/^(#{1,6}) (.*)\n+(#{1,6} )?/gm)]
    assert.ok(headings.length > 3)
    for (const [, level = '', title, next] of headings)
      assert.ok(next === undefined || next.trim().length > level.length, `"${title}" is empty`)
  })

  test(`${sample}: every table row has the cells of its head, and a GFM parser sees every table`, () => {
    const rows = (line: string): number => line.replaceAll(/\\./g, '').split('|').length
    let tables = 0
    for (const [index, line] of lines.entries()) {
      if (!/^\| *:?-{3,}/.test(line)) continue
      tables += 1
      for (let at = index - 1; lines[at]?.startsWith('|'); at += 1)
        assert.equal(rows(lines[at] ?? ''), rows(line), lines[at])
    }
    assert.ok(tables > 0)
    assert.equal(toHtml(document).match(/<table>/g)?.length, tables)
  })

  test(`${sample}: every link leads to one heading`, () => {
    const anchors = lines.flatMap((line) => {
      const title = /^#{1,6} (.*)$/.exec(line)?.[1]
      return title === undefined ? [] : [headingAnchor(title.replaceAll(/\\(.)/g, '$1'))]
    })
    assert.equal(new Set(anchors).size, anchors.length)
    for (const [, href = ''] of document.matchAll(/\]\(#([^)]*)\)/g)) assert.ok(anchors.includes(href), href)
  })

  test(`${sample}: what only people know is a prompt, unless nothing failed`, () => {
    const healthy = JSON.parse(readFileSync(join(root, 'samples', sample, 'case.json'), 'utf8')).cause === null
    const todos = document.match(/\*\*TODO\*\*/g)?.length ?? 0
    if (healthy) assert.equal(todos, 0)
    else assert.ok(todos > 10, `${todos} prompts`)
  })
}
