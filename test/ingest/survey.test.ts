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
