import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { readInput } from '../../../src/report/input.ts'
import { LIMITS } from '../../../src/report/page/limits.ts'
import { readMarks, stepFor } from '../../../src/report/page/marks.ts'
import { packDeltas, packNumbers, unpackDeltas, unpackNumbers } from '../../../src/report/page/numbers.ts'
import { readPageData } from '../../../src/report/page/page-data.ts'
import { errorLayers } from '../../../src/report/page/view/error-layers.ts'
import { readModel } from '../../../src/report/page/view/model.ts'
import { failingAtFirst, layRows, openAtFirst, rowAt } from '../../../src/report/page/view/rows.ts'
import { readSearch } from '../../../src/report/page/view/search.ts'
import { select } from '../../../src/report/page/view/selection.ts'
import { moved, secondText, spanText, ticks, timeText, zoomed } from '../../../src/report/page/view/time-scale.ts'
import { renderReport } from '../../../src/report/report.ts'
import { consequence, foundingStop, healthy, hostile, single, type TestCase } from '../cases.ts'

const dataOf = ({ file, verdict }: TestCase): ReturnType<typeof readPageData> =>
  readPageData(readInput(file, verdict, {}))
const modelOf = (one: TestCase): ReturnType<typeof readModel> => readModel(dataOf(one))

test('packed numbers come back, deltas too, cut texts give zeros', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 50), max: 2 ** 50 })), (list) => {
      assert.deepEqual(
        [...unpackNumbers(packNumbers(list), list.length)],
        list.map((n) => n + 0),
      )
      assert.deepEqual(
        [...unpackDeltas(packDeltas(list), list.length)],
        list.map((n) => n + 0),
      )
    }),
  )
  assert.deepEqual([...unpackNumbers('', 2)], [0, 0])
})

test('every failure with a time is a mark in the lane of its pod, every sandbox a bar', () => {
  const model = modelOf(foundingStop())
  assert.equal(model.marks.count, 180)
  assert.equal(model.bars.count, 4)
  assert.deepEqual(
    model.nodes.map((node) => [node.name, node.failures]),
    [
      ['worker-1', 90],
      ['worker-2', 90],
      ['worker-3', 0],
    ],
  )
  assert.deepEqual(
    model.lanes.map((lane) => [lane.label, lane.failures, lane.barTo - lane.barFrom]),
    [0, 1, 2, 3].map((i) => [`payments/cart-${i}`, 45, 1]),
  )
  assert.equal(timeText(model.marks.ms[0] ?? 0), '2022-05-04 00:43:12.000')
  assert.equal(`${model.sources[model.marks.source[0] ?? 0]}:${model.marks.line[0]}`, 'worker-1/containerd.log:100')
  assert.equal(model.details.size, 180)
  assert.deepEqual([...new Set(model.flags.map((flag) => flag.type))].sort(), [
    'change',
    'recovered',
    'trigger',
    'version',
  ])
})

test('a case without failures or times has no marks and says how many have no time', () => {
  const model = modelOf(healthy())
  assert.deepEqual([model.marks.count, model.failures], [0, 0])
  const lonely = modelOf(single())
  assert.equal(lonely.undated, 1)
  assert.match(lonely.omitted.join(' '), /1 failure without an absolute time/)
})

test('too many failures are folded by pod and span of time', () => {
  const { file } = foundingStop()
  const from = Date.parse('2022-05-04T00:43:00Z')
  const marks = readMarks(file, LIMITS.marks + 1, from, from + 3_600_000)
  assert.ok(marks.stepMs >= 45_000)
  assert.equal(
    marks.all.reduce((sum, one) => sum + one.n, 0),
    180,
  )
  assert.equal(stepFor(0.5), 1)
  assert.equal(stepFor(1_000_000), 1_209_600)
})

test('search: words, ids and expressions; slow expressions are refused', () => {
  const found = (query: string, expression: boolean, text: string): boolean => {
    const search = readSearch(query, expression)
    return search.state === 'some' && search.matches(text)
  }
  assert.equal(readSearch('  ', false).state, 'all')
  assert.ok(found('CART worker', false, 'worker-1 payments/cart-0'))
  assert.ok(!found('cart nowhere', false, 'worker-1 payments/cart-0'))
  assert.ok(found('ab'.repeat(32), false, 'ab'.repeat(8)))
  assert.ok(found('cart-[0-9]$', true, 'payments/cart-0'))
  for (const slow of ['(a+)+$', '(a|a)*b', '(a)\\1', 'a*b*c*', 'x{1,900}', 'x{5000}', '(', 'a'.repeat(300)]) {
    assert.equal(readSearch(slow, true).state, 'wrong', slow)
  }
})

test('search and brush leave marks, lanes and nodes', () => {
  const model = modelOf(foundingStop())
  const pod = select(model, readSearch('cart-2', false), undefined)
  assert.deepEqual([[...pod.nodes], [...pod.lanes], pod.failures], [[0, 1, 0], [0, 0, 1, 0], 45])
  assert.equal(select(model, readSearch('worker-1', false), undefined).failures, 90)
  assert.equal(select(model, readSearch('02020202', false), undefined).failures, 45)
  assert.equal(select(model, readSearch('the version is empty', false), undefined).failures, 180)
  assert.equal(select(model, readSearch('containerd[1] #44', false), undefined).failures, 4)
  const at = model.marks.ms[0] ?? 0
  assert.equal(select(model, { state: 'all' }, { from: at, to: at + 1 }).failures, 1)
})

test('rows: nodes, and the lanes of those that are open', () => {
  const model = modelOf(foundingStop())
  const all = select(model, { state: 'all' }, undefined)
  const rows = layRows(model, all, openAtFirst(model), failingAtFirst(model))
  assert.deepEqual(
    rows.map((row) => row.lane),
    [-1, 0, 1, -1, 2, 3, -1],
  )
  assert.equal(layRows(model, all, new Set(), true).length, 3)
  assert.equal(rowAt(rows, 0), 0)
  assert.equal(rowAt(rows, rows[2]?.top ?? 0), 2)
  assert.equal(rowAt(rows, 9999), rows.length)
})

test('time: round ticks, zoom and pan stay within the whole', () => {
  const whole = { from: 0, to: 86_400_000 }
  assert.deepEqual(
    ticks({ from: 0, to: 3_600_000 }, 4).map((tick) => tick.text),
    ['01-01', '00:15', '00:30', '00:45', '01:00'],
  )
  assert.equal(ticks({ from: 1, to: 90 }, 4)[0]?.text, '00:00:00.050')
  assert.equal(ticks({ from: 1, to: 9000 }, 4)[0]?.text, '00:00:05')
  assert.equal(ticks({ from: 0, to: 86_400_000 * 4000 }, 4)[1]?.text.length, 5)
  assert.deepEqual(zoomed(whole, 2, 5, whole), whole)
  const closer = zoomed(whole, 0.5, 0, whole)
  assert.deepEqual(closer, { from: 0, to: 43_200_000 })
  assert.deepEqual(moved(closer, 9e9, whole), { from: 43_200_000, to: 86_400_000 })
  assert.deepEqual([spanText(500), spanText(61_000), spanText(90_000_000)], ['500 ms', '1 min 1 s', '1 d 1 h'])
  assert.equal(secondText(0), '')
})

test('error layers of a record: logrus, klog, plain text', () => {
  const raw =
    'time="x" level=error msg="StopPodSandbox failed" error="failed to destroy network for sandbox \\"ab\\": it broke" a="b"'
  assert.equal(errorLayers(raw).at(-1)?.text, 'it broke')
  assert.equal(errorLayers('E0426 00:43:24.518165 1 pod_workers.go:951] it broke').at(-1)?.text, 'it broke')
  assert.equal(errorLayers('it broke').at(-1)?.text, 'it broke')
})

test('the policy of the page allows its own style sheet and script by hash, and nothing else', () => {
  for (const one of [foundingStop(), hostile(), consequence()]) {
    const html = renderReport(one.file, one.verdict, { format: 'html' })
    const hash = (text: string): string => createHash('sha256').update(text).digest('base64')
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
    const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
    assert.ok(
      html.includes(
        `content="default-src 'none'; style-src 'sha256-${hash(style)}'; script-src 'sha256-${hash(script)}'; base-uri 'none'; form-action 'none'"`,
      ),
    )
    assert.equal(html.match(/<script/g)?.length, 2)
    assert.doesNotMatch(html, / on[a-z]+="| style="|[\u202e\u001b]/)
    const json = /id="page-data">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
    assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(dataOf(one))))
    assert.equal(renderReport(one.file, one.verdict, { format: 'html' }), html)
  }
})
