import assert from 'node:assert/strict'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withCauses } from '../../src/ingest/parsers.ts'
import { type Survey, survey } from '../../src/ingest/survey.ts'

const SAMPLES = 'samples'

const told = ({ absoluteUs, headerUs, offsetMin, yearless, host }: Survey): object => ({
  absoluteUs,
  headerUs,
  offsetMin,
  yearless,
  host,
})

test('a survey tells the same whether stamps are read quickly or records whole', () => {
  const parsers = withCauses([])
  const { readTimes: _, ...slow } = parsers
  let absolute = 0
  let yearless = 0
  for (const name of readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(SAMPLES, name)
    if (!statSync(path).isFile()) continue
    const head = readFileSync(path).subarray(0, 65536)
    const quick = told(survey(head, parsers))
    assert.deepEqual(quick, told(survey(head, slow)), path)
    const { absoluteUs, yearless: first } = survey(head, parsers)
    if (absoluteUs !== 0) absolute++
    if (first !== undefined) yearless++
  }
  assert.ok(absolute >= 5 && yearless >= 5, `${absolute} with an absolute time, ${yearless} with a stamp without year`)
})

test('the start of a unit above its journal lines tells the year', () => {
  const head = Buffer.from(
    '* kubelet.service\n     Active: active (running) since Thu 2023-10-26 12:03:09 CEST; 2h 5min ago\n\nOct 26 14:08:01 node-a kubelet[1067]: E1026 14:08:01.276453    1067 a.go:1] x\n',
  )
  assert.equal(survey(head, withCauses([])).absoluteUs, Date.UTC(2023, 9, 26, 12, 3, 9) * 1000)
})

test('records that were stamped with a zone as they were handed on tell that of their own stamps', () => {
  const line = (minute: number): string =>
    `2023-10-26T14:0${minute}:02+0200 node-a kubelet[1067]: I1026 14:0${minute}:01.276453    1067 a.go:1] x\n`
  const offsetOf = (text: string): number | undefined => survey(Buffer.from(text), withCauses([])).offsetMin
  assert.equal(offsetOf(line(1) + line(2) + line(3)), 120)
  assert.equal(offsetOf(line(1) + line(2)), undefined)
  assert.equal(offsetOf((line(1) + line(2) + line(3)).replaceAll('T14:', 'T15:')), 60)
})

test('a text without times tells nothing', () => {
  const head = Buffer.from('a note\nnode-7: all is well\n\nversion 1.2.3\n')
  assert.deepEqual(told(survey(head, withCauses([]))), {
    absoluteUs: 0,
    headerUs: 0,
    offsetMin: undefined,
    yearless: undefined,
    host: '',
  })
})
