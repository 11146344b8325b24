import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Block } from '../../src/model/block.ts'
import { countTodos } from '../../src/report/check/todos.ts'
import { printHtml } from '../../src/report/html.ts'
import { renderQuery, renderReport, renderReportParts, renderSandbox, renderVerdict } from '../../src/report/index.ts'
import { safeHref } from '../../src/report/links.ts'
import { printMarkdown } from '../../src/report/markdown.ts'
import { sections } from '../../src/report/sections/index.ts'
import { templates } from '../../src/report/template.ts'
import { printText } from '../../src/report/text.ts'
import { foundingStart, foundingStop, healthy, hostile } from './cases.ts'
import { at, fakeCase, fakeVerdict } from './fake-case.ts'
import { toHtml } from './markdown-parser.ts'

const RESULT = {
  columns: ['node', 'n'],
  rows: [
    { node: 'a|b', n: 1 },
    { node: 'long name, "quoted"', n: 1200 },
    { node: null, n: -3 },
  ],
}

test('a query prints as a table with numbers to the right', () => {
  assert.equal(
    renderQuery(RESULT, 'table'),
    'node                    n\n-------------------  ----\na|b                     1\nlong name, "quoted"  1200\n                       -3\n',
  )
  assert.equal(renderQuery({ columns: ['a'], rows: [] }, 'table'), 'no rows\n')
  assert.doesNotMatch(renderQuery({ columns: ['a'], rows: [{ a: '\u001b[2J' }] }, 'table'), /\u001b/)
})

test('a query prints as Markdown, CSV, JSON and JSON lines', () => {
  assert.equal((toHtml(renderQuery(RESULT, 'md')).match(/<td/g) ?? []).length, 6)
  assert.equal(renderQuery(RESULT, 'csv'), 'node,n\na|b,1\n"long name, ""quoted""",1200\n,-3\n')
  assert.deepEqual(JSON.parse(renderQuery(RESULT, 'json')), RESULT.rows)
  assert.deepEqual(
    renderQuery(RESULT, 'ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
    RESULT.rows,
  )
})

test('the short verdict names cause, confidence, evidence and the first step', () => {
  const { verdict } = foundingStop()
  const text = renderVerdict(verdict)
  assert.match(
    text,
    /^cause: {2}CNI configuration without a version \(cni-config-version-missing\), high confidence \(93 %\)$/m,
  )
  assert.match(text, /^seen: {3}the error names a missing version {2}worker-1\/containerd\.log:100$/m)
  assert.match(text, /^do: {5}Drain and cordon the node \(step 1 of 2, with commands under Fix now in the report\)$/m)
  assert.equal(renderVerdict(healthy().verdict), 'No pod sandbox failed\n')
  assert.match(renderVerdict(fakeVerdict({ wouldChange: ['kubelet logs'] })), /^needed: kubelet logs$/m)
  assert.doesNotMatch(renderVerdict(hostile().verdict), /[\u001b\u202e]/)
})

test('the short verdict says what came before, whether it is over, and what else there was', () => {
  const incidents = fakeCase({
    incidents: [
      {
        id: 1,
        cause: 'cni-agent-unreachable',
        operation: 'RunPodSandbox',
        first_us: at('2024-09-10T06:00:00Z'),
        last_us: at('2024-09-10T06:01:20Z'),
        recovered_us: at('2024-09-10T06:01:40Z'),
        trigger_kind: 'agent-down',
        trigger_us: at('2024-09-10T05:59:00Z'),
        trigger_source: 'a.log',
        trigger_line: 7,
        failures: 14,
      },
      {
        id: 2,
        cause: 'cni-agent-unreachable',
        operation: 'RunPodSandbox',
        nodes: 'n1',
        first_us: at('2024-09-11T06:00:00Z'),
        last_us: at('2024-09-11T06:01:20Z'),
        failures: 12,
      },
      { id: 3, cause: 'sandbox-name-conflict', operation: 'RunPodSandbox', consequence_of: 1, failures: 5 },
      { id: 4, cause: 'ipam-exhausted', operation: 'RunPodSandbox', nodes: 'n1 n2 n3 n4', failures: 1 },
      { id: 5, cause: 'unknown', operation: 'other', failures: 30 },
      { id: 6, cause: 'unknown', operation: 'RunPodSandbox', failures: 1 },
    ],
  }).incidents()
  const verdict = fakeVerdict({ cause: 'cni-agent-unreachable', incidentId: 1 })
  const lines = renderVerdict(verdict, incidents).split('\n')
  const of = (label: string): readonly string[] => lines.filter((line) => line.startsWith(label))
  assert.deepEqual(of('before:'), ['before: the network agent went down (2024-09-10 05:59:00 UTC)  a.log:7'])
  const [first] = incidents
  assert.ok(first)
  const late = renderVerdict(verdict, [{ ...first, trigger_us: first.first_us + 5_000_000 }])
  assert.match(late, /^with: {3}the network agent went down \(2024-09-10 06:00:05 UTC\) {2}a\.log:7$/m)
  assert.doesNotMatch(late, /^before:/m)
  assert.deepEqual(of('until:'), [
    'until:  2024-09-10 06:01:20 UTC; succeeds again on every node hit from 2024-09-10 06:01:40 UTC',
  ])
  assert.deepEqual(of('also:'), [
    'also:   5 more failures are inferred to follow from these',
    'also:   Sandbox operations failed 30 times at a time that is not known: a cause the catalogue does not know',
    "also:   RunPodSandbox failed again 12 times on n1 from 2024-09-11 06:00:00 UTC for 1 min 20 s; no recovery is seen: The CNI plugin's node agent is not there (cni-agent-unreachable)",
    'also:   RunPodSandbox failed 1 time on 4 nodes at a time that is not known: No IP address left for pods (ipam-exhausted)',
    'also:   1 more incident: see Summary in the report',
  ])
  assert.match(
    renderVerdict({ ...verdict, incidentId: 2 }, incidents),
    /^until: {2}2024-09-11 06:01:20 UTC; no recovery/m,
  )
  assert.match(renderVerdict({ ...verdict, incidentId: 4 }, incidents), /^until: {2}the failing records carry no abs/m)
  assert.match(renderVerdict({ ...verdict, incidentId: 2 }, incidents, 'UTC is assumed'), /^times: {2}UTC is assumed$/m)
  assert.doesNotMatch(renderVerdict({ ...verdict, incidentId: 4 }, incidents, 'UTC is assumed'), /^times:/m)
})

test('the life of a sandbox: head, folded records, every record where verbose', () => {
  const { file } = foundingStop()
  const text = renderSandbox(file, '0101')
  assert.match(text, /^pod {9}payments\/cart-0$/m)
  assert.match(text, /^state {7}stopped in the end$/m)
  assert.match(
    text,
    /containerd StopPodSandbox failed {2}x45 until 2022-05-04 01:27:12 {2}worker-1\/containerd\.log:100/,
  )
  assert.equal(renderSandbox(file, '01'.repeat(32), { verbose: true }).match(/May {2}4 containerd/g)?.length, 45)
  assert.match(renderSandbox(foundingStart().file, '2020'), /failed runs 1[\s\S]*/)
})

test('what a failed DEL leaves is certain only where a stop failed', () => {
  const state = (row: { readonly state: 'stuck' | 'never-ready'; readonly failed_runs?: number }): string =>
    renderSandbox(fakeCase({ sandboxes: [{ sandbox_id: 'ab', netns_left: 1, ...row }] }), 'ab')
  assert.match(state({ state: 'stuck' }), /its network namespace is still attached/)
  assert.match(
    state({ state: 'never-ready', failed_runs: 1 }),
    /its last DEL failed, so a network namespace or an address may be/,
  )
})

test('a sandbox prefix must name exactly one', () => {
  const { file } = foundingStop()
  assert.throws(() => renderSandbox(file, 'ff'), { code: 'SANDBOX_NOT_FOUND' })
  assert.throws(() => renderSandbox(file, ''), { code: 'SANDBOX_NOT_FOUND' })
  assert.throws(() => renderSandbox(file, '0'), { code: 'SANDBOX_AMBIGUOUS', reason: /01010101? ?|0101/ })
  const nested = fakeCase({
    sandboxes: [
      { sandbox_id: 'ab', attempt: 2, netns_left: 1, replaced_by: 'cd', state: 'stuck' },
      { sandbox_id: 'abc' },
    ],
  })
  assert.match(renderSandbox(nested, 'ab'), /attempt 2[\s\S]*network namespace is still attached[\s\S]*replaced by cd/)
})

test('shipped templates use existing sections; one page is much shorter, links to dropped sections are text', () => {
  const { file, verdict } = foundingStop()
  const full = renderReport(file, verdict, { format: 'md' })
  for (const name of Object.keys(templates)) {
    const text = renderReport(file, verdict, { format: 'md', template: name })
    assert.match(text, /## Impact/)
    assert.ok(text.length < full.length)
  }
  const page = renderReport(file, verdict, { format: 'md', template: 'one-page' })
  assert.doesNotMatch(page, /#query-|#evidence-|## Verdict/)
  assert.match(page, /failed 180 times/)
})

test('a template reorders, drops and adds', () => {
  const { file, verdict } = foundingStop()
  const template =
    '\uFEFF// note\n# Incident review\n{{ fix }}\n## Our part\n- first *point*\n- second\nTODO: who was on call?\nA line of <b>ours</b>.\n### Small\n{{title}}\n'
  const text = renderReport(file, verdict, { format: 'md', template })
  assert.match(
    text,
    /^# Incident review\n\n## Fix now[\s\S]*## Our part\n\n- first \\\*point\\\*\n- second\n\n<!-- Prompt: who was on call\? -->\n\n\*\*TODO\*\* who was on call\?\n\nA line of \\<b\\>ours\\<\/b\\>\.\n\n### Small\n\n# Post-mortem/,
  )
  assert.doesNotMatch(text, /\/\/ note/)
})

test('a template that places nothing, or something that does not exist, is refused', () => {
  const { file, verdict } = healthy()
  assert.throws(() => renderReport(file, verdict, { format: 'md', template: 'no such template' }), {
    code: 'BAD_TEMPLATE',
    hint: /\{\{verdict\}\}/,
  })
  assert.throws(() => renderReport(file, verdict, { format: 'md', template: '{{verdikt}}' }), {
    code: 'BAD_TEMPLATE',
    hint: /verdict/,
  })
})

test('every section can stand alone', () => {
  const { file, verdict } = foundingStop()
  for (const section of sections) {
    const text = renderReport(file, verdict, { format: 'md', template: `{{${section.id}}}` })
    assert.ok(text.length > 10, section.id)
  }
})

test('links lead to anchors and web pages only', () => {
  assert.equal(safeHref('javascript:alert(1)'), '#')
  assert.equal(safeHref('data:text/html,x'), '#')
  assert.equal(safeHref('https://a.b/c(d) e'), 'https://a.b/c%28d%29%20e')
  assert.equal(safeHref('#verdict'), '#verdict')
})

test('open prompts: code and comments do not count, table cells do', () => {
  assert.equal(
    countTodos('TODO\n<!-- TODO -->\n`TODO` ``a ` TODO``\n```\nTODO\n```\n~~~~\n~~~\nTODO\n~~~~\n| **TODO** | TODO |'),
    3,
  )
  assert.equal(countTodos('<p><mark>TODO</mark></p><pre>TODO</pre><code>TODO</code>'), 1)
  assert.equal(countTodos('no TODOS here'), 0)
})

test('a quote and an ordered list print in every format', () => {
  const blocks: readonly Block[] = [
    { type: 'quote', spans: [{ type: 'text', text: '1. said' }] },
    { type: 'list', ordered: true, items: [[{ type: 'text', text: 'one' }], [{ type: 'code', text: 'two' }]] },
  ]
  assert.equal(printMarkdown(blocks), '> 1\\. said\n\n1. one\n2. `two`\n')
  assert.equal(printText(blocks), '  1. said\n\n1. one\n2. two\n')
  assert.match(printHtml(blocks), /<title>Post-mortem<\/title>[\s\S]*<blockquote><p>1\. said<\/p>[\s\S]*<ol>/)
})

test('where the logs name neither versions nor configurations, that is said of the nodes not hit', () => {
  const file = fakeCase({
    nodes: ['a', 'b'],
    failures: [{ node: 'a', incident_id: 1 }],
    incidents: [{ nodes: 'a', failures: 1 }],
    sources: [{ path: 'x', detail: 'not JSON' }],
  })
  const text = renderReport(file, fakeVerdict({ incidentId: 1 }), { format: 'md', template: '{{who-was-hit}}' })
  assert.match(text, /so how these nodes differ is not known/)
  const json = JSON.parse(renderReport(file, fakeVerdict({}), { format: 'json' })) as { coverage: { detail: string }[] }
  assert.equal(json.coverage[0]?.detail, 'not JSON')
})

test('the pieces of a large JSON report join to one document', () => {
  const file = fakeCase({ failures: Array.from({ length: 500 }, (_, i) => ({ message: `m${i}`, line: i + 1 })) })
  const parts = Array.from(renderReportParts(file, fakeVerdict({}), { format: 'json' }))
  assert.ok(parts.length > 10)
  assert.equal((JSON.parse(parts.join('')) as { failures: unknown[] }).failures.length, 500)
})
