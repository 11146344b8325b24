import { join } from 'node:path'
import { shell } from '../programs.mjs'

const child = (name, form, script) => ({
  name,
  forms: [form],
  command: ({ path }) => shell('node', join(import.meta.dirname, '../children', script), path),
})

/** What one would write first: a stream, split2, one regex a line. The regression guard's yardstick: the same runtime as ours. */
export const split2Regex = child('split2 + regex', 'log', 'split2-regex.mjs')

/** split2 and JSON.parse of every record. */
export const split2Json = child('split2 + JSON.parse', 'ndjson', 'split2-json.mjs')

/** stream-json with its fastest options. */
export const streamJson = { ...child('stream-json', 'json', 'stream-json.mjs'), forms: ['json', 'lines.json'] }
