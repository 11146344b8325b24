import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assemble, newContext, observe, readRecords } from '../parsers/record.ts'
import type { LineWindow } from '../src/model/line-window.ts'
import type { LogRecord } from '../src/model/record.ts'

/** The project's folder. */
export const root: string = resolve(import.meta.dirname, '..')

/** Arguments with which Node runs TypeScript: none where it can itself. */
export const typescriptLoader: readonly string[] = Reflect.get(process.features, 'typescript')
  ? []
  : ['--import', 'tsx']

/** Names without extension of the modules directly in a folder of the project, sorted. */
export function moduleNames(folder: string, extension = '.ts'): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension) && entry.name !== `index${extension}`)
    .map((entry) => entry.name.slice(0, -extension.length))
    .sort()
}

/** Names of the sample incidents: the folders of samples/ with a case.json, sorted. */
export function sampleIncidents(): string[] {
  return readdirSync(join(root, 'samples'))
    .filter((name) => existsSync(join(root, 'samples', name, 'case.json')))
    .sort()
}

/** A window on line `index` (from 0) of a whole text. */
export function windowOn(lines: readonly string[], index: number): LineWindow {
  return {
    line: index + 1,
    at: (rel) => lines[index + rel],
    offsetOf: (rel) => lines.slice(0, index + rel).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
  }
}

/** Every record of a text, in order. */
export function recordsOf(text: string): LogRecord[] {
  const lines = text.split('\n')
  const context = newContext()
  const records: LogRecord[] = []
  let after = 0
  for (const [index, line] of lines.entries()) {
    observe(context, line)
    const assembled = index < after ? undefined : assemble(windowOn(lines, index))
    if (assembled === undefined) continue
    after = assembled.lineEnd
    records.push(...readRecords(assembled, context))
  }
  return records
}

/** Asserts every member that `expected` has; others of `actual` may be anything. */
export function assertIncludes(actual: object | undefined, expected: object, message: string): void {
  assert.ok(actual !== undefined, message)
  const shown = Object.fromEntries(Object.keys(expected).map((key) => [key, Reflect.get(actual, key)]))
  assert.deepEqual(shown, expected, message)
}

/** Does `actual` have every member that `expected` has? */
export function includes(actual: object, expected: object): boolean {
  try {
    assertIncludes(actual, expected, '')
    return true
  } catch {
    return false
  }
}
