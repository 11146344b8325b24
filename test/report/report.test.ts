import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headingAnchor } from '../../src/base/escape-markdown.ts'
import { countTodos } from '../../src/report/check/todos.ts'
import { renderReport } from '../../src/report/index.ts'
import { reportBlocks } from '../../src/report/report.ts'
import { sections } from '../../src/report/sections/index.ts'
import { consequence, crowded, foundingStart, foundingStop, healthy, hostile, single, type TestCase } from './cases.ts'
import { toHtml } from './markdown-parser.ts'

const CASES: Readonly<Record<string, () => TestCase>> = {
  crowded,
  foundingStop,
  foundingStart,
  healthy,
  single,
  consequence,
  hostile,
}

const md = (build: () => TestCase, template = ''): string => {
  const { file, verdict } = build()
  return renderReport(file, verdict, { format: 'md', template })
}

/** Cells of a table row of HTML. */
const rows = (html: string): readonly string[] => html.match(/<tr>[\s\S]*?<\/tr>/g) ?? []

test('section ids and orders are unique and ids equal the file names', () => {
  assert.equal(new Set(sections.map((section) => section.id)).size, sections.length)
  assert.equal(new Set(sections.map((section) => section.order)).size, sections.length)
})

for (const [name, build] of Object.entries(CASES)) {
  test(`${name}: no nonsense and no empty section`, () => {
    const text = md(build)
    assert.doesNotMatch(text, /NaN|undefined|\[object|Infinity|1970-01-01/)
    if (name !== 'hostile') {
      assert.doesNotMatch(
        text,
        /\b1\]?(?:\([^)]*\))? (?:failures|nodes|pods|namespaces|sources|lines|records|retries|pod sandboxes|node-minutes|times)\b/,
      )
      assert.doesNotMatch(
        text,
        /(?<![\d.,])0\]?(?:\([^)]*\))? (?:failures|nodes|pods|namespaces|retries|pod sandboxes)\b/,
      )
    }
    const { file, verdict } = build()
    const blocks = reportBlocks(file, verdict, {})
    blocks.forEach((block, i) => {
      const next = blocks[i + 1]
      if (block.type !== 'heading' || block.level === 1) return
      assert.ok(next !== undefined && (next.type !== 'heading' || next.level > block.level), `"${block.text}" is empty`)
    })
    for (const block of blocks) {
      if (block.type === 'table')
        assert.ok(block.rows.length > 0 && block.rows.every((row) => row.length === block.columns.length))
      if (block.type === 'list') assert.ok(block.items.length > 0)
    }
  })

  test(`${name}: anchors are unique, are what forges make of the heading, and every inner link leads to one`, () => {
    const { file, verdict } = build()
    const headings = reportBlocks(file, verdict, {}).flatMap((block) => (block.type === 'heading' ? [block] : []))
    if (name !== 'hostile') assert.equal(new Set(headings.map((one) => one.anchor)).size, headings.length)
    for (const one of headings) assert.equal(one.anchor, headingAnchor(one.text))
    const anchors = new Set(headings.map((one) => `#${one.anchor}`))
    for (const [, href] of md(build).matchAll(/\]\((#[^)]*)\)/g)) assert.ok(anchors.has(href ?? ''), href)
  })

  test(`${name}: a Markdown parser sees the same headings, tables and code that were meant`, () => {
    const { file, verdict } = build()
    const blocks = reportBlocks(file, verdict, {})
    const html = toHtml(md(build))
    const meant = (type: string): number => blocks.filter((block) => block.type === type).length
    assert.equal((html.match(/<h[1-6]>/g) ?? []).length, meant('heading'))
    assert.equal((html.match(/<table>/g) ?? []).length, meant('table'))
    assert.equal((html.match(/<pre>/g) ?? []).length, meant('code'))
    const tables = blocks.flatMap((block) => (block.type === 'table' ? [block] : []))
    assert.equal(
      rows(html).length,
      tables.reduce((sum, table) => sum + table.rows.length + 1, 0),
    )
    const width = tables.flatMap((table) => [table.columns, ...table.rows].map((row) => row.length))
    assert.deepEqual(
      rows(html).map((row) => row.match(/<t[dh]/g)?.length),
      width,
    )
  })

  test(`${name}: HTML has the same headings, one script of its own and a policy that forbids all loading`, () => {
    const { file, verdict } = build()
    const html = renderReport(file, verdict, { format: 'html' })
    assert.match(html, /default-src 'none'/)
    const written = html.slice(0, html.indexOf('<script'))
    assert.doesNotMatch(written, /<img|<iframe|javascript:(?!alert)|href="(?!#|https?:)/)
    assert.equal(html.match(/<script/g)?.length, 2)
    // and the heading of the interactive part
    assert.equal(
      (written.match(/<h[1-3] /g) ?? []).length,
      reportBlocks(file, verdict, {}).filter((block) => block.type === 'heading').length + 1,
    )
  })

  test(`${name}: the same bytes again, and plain text without control characters`, () => {
    assert.equal(md(build), md(build))
    const { file, verdict } = build()
    assert.doesNotMatch(
      renderReport(file, verdict, { format: 'text' }),
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
    )
  })

  test(`${name}: JSON parses and has the promised parts`, () => {
    const { file, verdict } = build()
    const json = JSON.parse(renderReport(file, verdict, { format: 'json' })) as Record<string, unknown>
    assert.deepEqual(Object.keys(json), [
      'verdict',
      'incidents',
      'sandboxes',
      'failures',
      'facts',
      'nodes',
      'coverage',
      'cni_configs',
    ])
    assert.doesNotMatch(JSON.stringify(json), /_us"/)
  })
}

test('the first screen says what, where, since when, why and what to do', () => {
  const screen = md(foundingStop).split('## Summary')[0] ?? ''
  assert.match(
    screen,
    /\*\*What\*\*: tear-down of pod sandboxes \(StopPodSandbox\) failed \[180\]\(#query-incident-totals\) times, on \[4\].* pod sandboxes of \[4\].* pods\./,
  )
  assert.match(
    screen,
    /\*\*Where\*\*: nodes `worker-1` and `worker-2`; \[2\]\(#query-incident-nodes\) of (?:3|\[3\]\(#query-coverage\)) nodes in these logs/,
  )
  assert.match(screen, /\*\*Since\*\*: 2022-05-04 00:43:12 UTC, last seen 2022-05-04 01:48:12 UTC \(1 h 5 min\)/)
  assert.match(
    screen,
    /\*\*Why\*\*: CNI configuration without a version \(`cni-config-version-missing`\), high confidence \(93 %\)/,
  )
  assert.match(screen, /\*\*Do\*\*: Drain and cordon the node\./)
})

test('retries of a stop are folded by sandbox, retries of a start by pod, and cite the first line', () => {
  assert.match(
    md(foundingStop),
    /\| `worker-1` \| StopPodSandbox failed for `payments\/cart-0` sandbox `010101010101`, \*\*x45 until 01:27\*\*: .* \| `worker-1\/containerd.log:100` \[E1\]/,
  )
  assert.match(
    md(foundingStart),
    /RunPodSandbox failed for `default\/web-0` \(a new pod sandbox each time\), \*\*x6 until 10:01\*\*/,
  )
})

test('a full sandbox id stands in the appendix and nowhere before it', () => {
  const text = md(foundingStop)
  const id = '02'.repeat(32)
  assert.equal(text.split('## Evidence')[0]?.includes(id), false)
  assert.ok(text.includes(`020202020202  ${id}`))
})

test('a consequence is told as one, and is not counted as part of the incident', () => {
  const text = md(consequence)
  assert.match(
    text,
    /`sandbox-name-conflict`: RunPodSandbox failed .*9.* times on `n1` from .*; inferred to be a consequence of this incident/,
  )
  assert.match(text, /failed \[3\]\(#query-incident-totals\) times/)
})

test('a healthy case has no section about failures', () => {
  const text = md(healthy)
  assert.match(text, /The logs of 2 nodes between .* show no failed set-up, tear-down or removal/)
  assert.doesNotMatch(text, /## (?:Impact|Timeline|Verdict|Fix now|Lessons)/)
})

test('hostile text stays text in Markdown', () => {
  const html = toHtml(md(hostile))
  assert.doesNotMatch(html, /<script|<img|<a href="(?!#|https:\/\/)|mailto:|<del>|<em>i/)
  assert.doesNotMatch(html, /[\u001b\u202e]/)
})

test('open prompts are counted in Markdown and HTML, and log text that says TODO is not', () => {
  const { file, verdict } = foundingStop()
  const text = renderReport(file, verdict, { format: 'md' })
  const all = countTodos(text)
  assert.ok(all > 20)
  assert.equal(countTodos(renderReport(file, verdict, { format: 'html' })), all)
  assert.equal(countTodos(text.replace('**TODO** What went well?', 'The page came at once.')), all - 1)
  const calm = { ...verdict, title: 'x', mechanism: '', fix: [] }
  const before = countTodos(renderReport(file, calm, { format: 'md' }))
  assert.equal(
    countTodos(renderReport(file, { ...calm, title: 'TODO', mechanism: 'TODO `TODO' }, { format: 'md' })),
    before,
  )
})

test('context lines stand round a cited line, with their numbers', () => {
  const { file, verdict } = foundingStop()
  const plain = renderReport(file, verdict, { format: 'md' })
  const record = /```text\n(May [^\n]*)\n```/.exec(plain)?.[1] ?? ''
  const around = (at: string) => (_: string, line: number) =>
    line === 100 ? { before: ['b1', 'b2'], at, after: ['a1', 'a2', 'a3'] } : { missing: 'the source is gone' }
  const text = renderReport(file, verdict, { format: 'md', context: around(record) })
  assert.match(text, /98 {3}b1\n99 {3}b2\n100 > May .*\n101 {3}a1\n102 {3}a2\n```/)
  assert.match(text, /- Context not available: the source is gone\.\n/)
  assert.doesNotMatch(plain, /Context not available/)
  const changed = renderReport(file, verdict, { format: 'md', context: around('the file is another one now') })
  assert.doesNotMatch(changed, /98 {3}b1/)
  assert.match(changed, /- Context not available: the line in the source differs from the record\.\n/)
})

test('the command and the tool version are printed where given', () => {
  const { file, verdict } = foundingStop()
  const text = renderReport(file, verdict, {
    format: 'md',
    command: 'cni-postmortem analyze logs --case x.db',
    version: '9.9.9',
  })
  assert.match(text, /```sh\ncni-postmortem analyze logs --case x\.db\n```/)
  assert.match(text, /tool: "cni-postmortem 9\.9\.9"/)
})

test('what does not fit a table is counted', () => {
  const text = md(crowded)
  assert.match(text, /## Who was hit[\s\S]*Not shown: 11 more\.[\s\S]*## Sandbox histories/)
  assert.match(text, /Not shown: \d+ failures on further pod sandboxes\. `cni-postmortem timeline` shows all of them\./)
  assert.match(text, /Not shown: 10 more; the query lists all\./)
  assert.match(text, /4 more in the evidence appendix\./)
  assert.match(text, / and 35 more/)
  assert.match(text, /inputs:\n {2}- "70 sources, /)
})

test('several consequences are summed on the first screen and told in the timeline', () => {
  const text = md(crowded)
  assert.match(text, /; \[8\]\(#query-incident-list\) more failures are inferred to follow from them\./)
  assert.match(
    text,
    /StopPodSandbox failed, \*\*x7.*\*\*, inferred to follow from the failures above: `sandbox-not-found`/,
  )
})

test('gaps, unread sources and unnamed nodes become open questions', () => {
  const text = (md(crowded).split('## Open questions')[1] ?? '').split('## Coverage')[0] ?? ''
  assert.match(text, /What happened on `n03` before 2023-02-01/)
  assert.match(text, /What is in the 1 source that could not be read in full/)
  assert.match(text, /On which node\? 6 failures come from logs that do not name their node/)
  assert.match(text, /What became of \d+ pod sandboxes/)
})

test('a summary has the first two sentences of the mechanism, the verdict all', () => {
  const text = md(crowded)
  assert.match(text.split('## Verdict')[0] ?? '', /\. One\. Two\.\n/)
  assert.match(text, /\*\*How it comes about\*\*: One\. Two\. Three\./)
})
