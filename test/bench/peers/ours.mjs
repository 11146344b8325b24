import { join } from 'node:path'
import { shell } from '../programs.mjs'

const LOGS = ['log', 'gz', 'zst', 'tar.gz', 'ndjson', 'json', 'lines.json', 'journal', 'files']

/** The whole way: case kept, report written. */
export const analyze = {
  name: 'analyze',
  forms: LOGS,
  command: ({ cli, path, folder }) =>
    shell('node', cli, 'analyze', path, '--case', join(folder, 'case.db'), '--out', join(folder, 'report.md')),
}

/** Every event as a line of JSON. */
export const extract = {
  name: 'extract',
  forms: LOGS,
  command: ({ cli, path }) => shell('node', cli, 'extract', path),
}
