import assert from 'node:assert/strict'
import { test } from 'node:test'
import { de, el, enUS, es, fr, it, ja, ko, type Locale, nb, nl, pl, ptBR, ru, sv, zhCN } from 'date-fns/locale'
import { readMonth } from '../../../parsers/grammar/months.ts'

const LOCALES: Readonly<Record<string, Locale>> = { de, el, enUS, es, fr, it, ja, ko, nb, nl, pl, ptBR, ru, sv, zhCN }

/** Abbreviations that a log prints otherwise than date-fns: no C library has them (formats differ in accents or length). */
const OTHERWISE = new Set(['zhCN', 'ja', 'ko'])

for (const [name, locale] of Object.entries(LOCALES)) {
  test(`${name}: every month that date-fns abbreviates is read as that month`, () => {
    for (let month = 0; month < 12; month++) {
      const text = OTHERWISE.has(name)
        ? `${month + 1}${name === 'ko' ? '월' : '月'}`
        : locale.localize.month(month as 0, { width: 'abbreviated', context: 'formatting' })
      assert.equal(readMonth(`${text} 04 00:29:27`)?.value, month + 1, text)
    }
  })
}
