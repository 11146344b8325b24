import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkReport } from '../../src/report/check/check-report.ts'
import { renderReport } from '../../src/report/index.ts'
import { KEY_TIMES, NOT_COMPUTED } from '../../src/report/key-time-names.ts'
import { foundingStop, healthy, type TestCase } from './cases.ts'

const TABLE = `# Post-mortem

## Key times

| Time (UTC) | What | From |
| --- | --- | --- |
| 2022-03-29 09:02:18 | first trace of the inferred trigger: a version changed | \`a.log:9\` |
| 2022-03-29 09:02:50 | first failure | \`a.log:31\` |
| 2022-03-29 10:28:56 | last failure | [q](#q) |
| not seen | first success after the last failure, on every node hit | none |
| ALERT | first alert | alert manager |
| PAGE | first page answered | on-call log |
| DECLARED | incident declared | incident channel |
| MITIGATED | mitigated for users | incident channel |
| RECOVERED | recovered for good | monitoring |
| computed once filled | time to detect | |
| computed once filled | time to mitigate | |
| computed once filled | time to recover | |

## Impact

| 2022-03-29 | first alert | of another table |
`

/** The table with some of its cells filled in; the others are open. */
function filledIn(cells: Readonly<Record<string, string>>): string {
  return TABLE.replaceAll(/\b(?:ALERT|PAGE|DECLARED|MITIGATED|RECOVERED)\b/g, (name) => cells[name] ?? '**TODO**')
}

const says = (cells: Readonly<Record<string, string>>): readonly string[] =>
  checkReport(filledIn(cells)).times.map((time) => time.says)

test('times to detect, mitigate and recover follow from what people fill in, however they write a time', () => {
  const forms = [
    '2022-03-29 09:14:50',
    '2022-03-29 09:14:50 UTC',
    '2022-03-29T11:14:50+02:00',
    '2022-03-29 07:14:50 -02:00',
  ]
  for (const ALERT of [...forms, '`2022-03-29 09:14:50Z`', '2022-03-29 09:14:50 (ticket 4711)']) {
    const [detect] = says({ ALERT })
    assert.equal(
      detect,
      '12 min from first failure (2022-03-29 09:02:50 UTC) to first alert (2022-03-29 09:14:50 UTC); 12 min 32 s from the first trace of the inferred trigger',
    )
  }
  const [, mitigate, recover] = says({ MITIGATED: '2022-03-29 10:30', RECOVERED: '2022-03-29 11:02' })
  assert.match(
    mitigate ?? '',
    /^1 h 27 min from first failure \(.*\) to mitigated for users \(2022-03-29 10:30:00 UTC\)/,
  )
  assert.match(recover ?? '', /^1 h 59 min from first failure .* to recovered for good/)
})

test('noticed is whichever came first of alert, page and declaration, once somebody has said whether there was an alert', () => {
  assert.match(
    says({ ALERT: '2022-03-29 09:30', PAGE: '2022-03-29 09:20' })[0] ?? '',
    /^17 min .* to first page answered/,
  )
  assert.match(says({ ALERT: 'none', DECLARED: '2022-03-29 09:20' })[0] ?? '', /^17 min .* to incident declared/)
  assert.equal(says({ DECLARED: '2022-03-29 09:20' })[0], 'not computed: "first alert" is open (line 11)')
  assert.equal(says({ ALERT: 'no alert' })[0], 'not computed: "first alert" says "no alert" (line 11)')
})

test('what came before the first failure is told, not refused', () => {
  const check = checkReport(filledIn({ ALERT: '2022-03-29 09:01:50' }))
  assert.deepEqual(check.problems, [])
  assert.equal(check.times[0]?.cell, '1 min before the first failure')
  assert.equal(
    check.times[0]?.says,
    '1 min before the first failure (2022-03-29 09:02:50 UTC): first alert (2022-03-29 09:01:50 UTC)',
  )
})

test('a failure that began before the logs gives a lower bound', () => {
  const report = filledIn({ ALERT: '2022-03-29 09:14:50' }).replace(
    '| first failure |',
    '| first failure in these logs (it may have begun before they do) |',
  )
  assert.equal(checkReport(report).times[0]?.cell, 'at least 12 min')
})

test('what is missing is named with its line', () => {
  assert.deepEqual(says({}), [
    'not computed: "first alert" is open (line 11)',
    'not computed: "mitigated for users" is open (line 14)',
    'not computed: "recovered for good" is open (line 15)',
  ])
  const without = filledIn({ ALERT: '2022-03-29 09:14' }).replace(/^.*first failure \|.*\n/m, '')
  assert.equal(checkReport(without).times[0]?.says, 'not computed: there is no row "first failure"')
})

test('a recovery that the logs show counts where people name none', () => {
  const report = filledIn({})
    .replace('| not seen |', '| 2022-03-29 10:32:50 |')
    .replace(/^.*recovered for good.*\n/m, '')
  assert.match(checkReport(report).times[2]?.says ?? '', /^1 h 30 min .* to first success after the last failure/)
})

test('times that cannot be read or cannot be true are refused with their lines, and nothing is filled', () => {
  const refused: readonly (readonly [cells: Readonly<Record<string, string>>, problems: readonly string[]])[] = [
    [{ ALERT: 'half past nine' }, ['11 "first alert" is no time: half past nine']],
    [{ ALERT: '09:14' }, ['11 "first alert" is no time: 09:14']],
    [{ ALERT: '2022-02-30 09:14' }, ['11 "first alert" is no time: 2022-02-30 09:14']],
    [{ ALERT: '**TODO** 2022-03-29 09:14' }, ['11 "first alert" is no time: TODO 2022-03-29 09:14']],
    [
      { MITIGATED: '2022-03-29 08:00' },
      [
        '14 "mitigated for users" (2022-03-29 08:00:00 UTC) is before "first failure" (2022-03-29 09:02:50 UTC, line 8)',
      ],
    ],
    [
      { RECOVERED: '2022-03-29 10:00', MITIGATED: '2022-03-29 10:10' },
      [
        '15 "recovered for good" (2022-03-29 10:00:00 UTC) is before "last failure" (2022-03-29 10:28:56 UTC, line 9)',
        '15 "recovered for good" (2022-03-29 10:00:00 UTC) is before "mitigated for users" (2022-03-29 10:10:00 UTC, line 14)',
      ],
    ],
  ]
  for (const [cells, problems] of refused) {
    const report = filledIn({ ...cells, PAGE: '2022-03-29 09:20' })
    const check = checkReport(report)
    assert.deepEqual(
      check.problems.map((one) => `${one.line} ${one.says}`),
      problems,
    )
    assert.equal(check.filled, report)
  }
  const twice = filledIn({ ALERT: '2022-03-29 09:14' }).replace(/^.*first alert.*\n/m, (line) => line + line)
  assert.deepEqual(checkReport(twice).problems, [{ line: 12, says: '"first alert" stands in line 11 already' }])
})

test('filling touches the computed cells alone, twice gives the same, and follows a change', () => {
  const before = filledIn({ ALERT: '2022-03-29 09:14:50', MITIGATED: '2022-03-29 10:30' })
  const after = checkReport(before).filled
  assert.equal(
    after,
    before
      .replace(`| ${NOT_COMPUTED} | time to detect |`, '| 12 min | time to detect |')
      .replace(`| ${NOT_COMPUTED} | time to mitigate |`, '| 1 h 27 min | time to mitigate |'),
  )
  assert.equal(checkReport(after).filled, after)
  const moved = after.replace('09:14:50', '09:32:50')
  assert.match(checkReport(moved).filled, /\| 30 min \| time to detect \|/)
  const withdrawn = after.replace('2022-03-29 09:14:50', '**TODO**')
  assert.match(checkReport(withdrawn).filled, /\| computed once filled \| time to detect \|/)
})

test('line ends, padded columns and hand-written cells stay', () => {
  const cells = { ALERT: '2022-03-29 09:14:50', MITIGATED: '2022-03-29 10:30' }
  const dos = filledIn(cells).replaceAll('\n', '\r\n')
  assert.equal(checkReport(dos).filled, checkReport(filledIn(cells)).filled.replaceAll('\n', '\r\n'))
  const padded = filledIn(cells).replace(
    '| computed once filled | time to detect ',
    '|  computed once filled     | time to detect ',
  )
  const filled = checkReport(padded).filled
  assert.match(filled, /^\| {2}12 min {19}\| time to detect /m)
  assert.equal(checkReport(filled).filled, filled)
  const own = filledIn(cells).replace('| computed once filled | time to detect', '| soon enough | time to detect')
  assert.match(checkReport(own).filled, /\| soon enough \| time to detect/)
  assert.deepEqual(checkReport(own).kept, [{ line: 16, says: '"soon enough" was written by hand and stays' }])
})

test('quoted tables in code blocks and reports without the table give no times', () => {
  const quoted = `## Key times\n\n\`\`\`text\n| 2022-03-29 09:14 | first alert | x |\n\`\`\`\n`
  assert.deepEqual([checkReport(quoted).times, checkReport(quoted).problems], [[], []])
  const { file, verdict } = healthy()
  assert.deepEqual(checkReport(renderReport(file, verdict, { format: 'md' })).times, [])
})

const rendered = ({ file, verdict }: TestCase): string => renderReport(file, verdict, { format: 'md' })

test('the rows of a printed report are found, and filled in it counts as less open', () => {
  const report = rendered(foundingStop())
  const { open, times } = checkReport(report)
  assert.equal(times.length, 3)
  assert.match(times[0]?.says ?? '', /"first alert" is open/)
  const alert = new RegExp(`\\*\\*TODO\\*\\* \\| ${KEY_TIMES.alert}`)
  const check = checkReport(report.replace(alert, `2022-05-04 00:50 | ${KEY_TIMES.alert}`))
  assert.equal(check.open, open - 1)
  assert.match(check.times[0]?.says ?? '', / from first failure \(2022-05-04 00:43:12 UTC\)/)
  assert.deepEqual(check.problems, [])
})

test('a recovery that the logs show gives the time to recover at once, and --check agrees', () => {
  const check = checkReport(rendered(foundingStop()))
  const cell = /^\| ([^|]+) \| time to recover /m.exec(check.filled)?.[1]
  assert.match(cell ?? '', /^(?:at least )?\d+ (?:h|min|s)/)
  assert.equal(check.times[2]?.cell, cell)
  assert.equal(check.filled, rendered(foundingStop()))
})
