import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { assemble, newContext, readRecords } from '../../parsers/record.ts'
import type { LineWindow } from '../../src/model/line-window.ts'
import type { Stamp } from '../../src/model/stamp.ts'

interface Label {
  readonly line: number
  readonly time_utc?: string | null
}

interface Case {
  readonly file: string
  readonly year?: number
  readonly events: readonly Label[]
}

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus')

function cases(): readonly Case[] {
  return readdirSync(CORPUS)
    .filter((name) => /^manifest.*\.jsonl$/.test(name))
    .flatMap((name) => readFileSync(join(CORPUS, name), 'utf8').split('\n').filter(Boolean))
    .map((line): Case => JSON.parse(line))
}

function linesOf(file: string): readonly string[] {
  const bytes = readFileSync(join(CORPUS, file))
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8')
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
}

function windowAt(lines: readonly string[], line: number): LineWindow {
  return { line, at: (rel) => lines[line - 1 + rel], offsetOf: (rel) => line + rel }
}

function milliseconds(stamp: Stamp | undefined, year: number): number {
  if (stamp?.kind === 'epoch') return Math.floor(stamp.us / 1000)
  if (stamp?.kind !== 'calendar') return Number.NaN
  const day = Date.UTC(stamp.year === 0 ? year : stamp.year, stamp.month - 1, stamp.day)
  return Math.floor(day + stamp.dayUs / 1000 - (stamp.offsetMin ?? 0) * 60_000)
}

test('the records of the labelled excerpts begin on their lines and have their times', {
  skip: existsSync(CORPUS) ? false : 'no corpus here',
}, () => {
  const count = { lines: 0, placed: 0, times: 0, timed: 0 }
  for (const { file, year = 0, events } of cases()) {
    const lines = linesOf(file)
    for (const { line, time_utc: time } of events) {
      const assembled = assemble(windowAt(lines, line))
      const record = assembled === undefined ? undefined : readRecords(assembled, newContext())[0]
      count.lines++
      if (record?.line === line) count.placed++
      if (typeof time !== 'string') continue
      count.times++
      const want = Date.parse(time.replace(/(\.\d{3})\d*/, '$1'))
      if (Math.abs(milliseconds(record?.stamp, year) - want) <= 1) count.timed++
    }
  }
  assert.ok(count.placed / count.lines >= 0.99, JSON.stringify(count))
  assert.ok(count.timed / count.times >= 0.99, JSON.stringify(count))
})
