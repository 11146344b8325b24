import { createRequire } from 'node:module'
import { join } from 'node:path'
import { shell } from '../programs.mjs'

const PACKAGE = '@duckdb/node-api'

/** Path of the optional package's module: in the project or on NODE_PATH; undefined where it is not installed. */
function modulePath(root) {
  try {
    return createRequire(join(root, 'package.json')).resolve(PACKAGE)
  } catch {
    return undefined
  }
}

/** Failures per sandbox by DuckDB in Node, with all processors. */
export const duckdb = {
  name: 'DuckDB, failures per sandbox',
  forms: ['log'],
  lacks: ({ root }) =>
    modulePath(root) === undefined ? `the package ${PACKAGE} is not installed (npm install --no-save ${PACKAGE})` : '',
  command: ({ root, path }) =>
    shell('node', join(import.meta.dirname, '../children/duckdb.mjs'), modulePath(root), path),
}
