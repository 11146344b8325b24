// `node duckdb.mjs MODULE FILE`: failures per sandbox of a log, the twenty most frequent. MODULE: path of @duckdb/node-api.
import { pathToFileURL } from 'node:url'

const [module, file] = process.argv.slice(2)
const { default: duckdb } = await import(pathToFileURL(module).href)
const instance = await duckdb.DuckDBInstance.create(':memory:')
const connection = await instance.connect()
// No line holds the byte 1, so that each line is one column.
const result = await connection.runAndReadAll(
  `SELECT regexp_extract(line, '([0-9a-f]{64})', 1) AS sandbox, count(*) AS failures
     FROM read_csv($file, columns = {'line': 'VARCHAR'}, delim = '\x01', quote = '', escape = '', header = false, auto_detect = false)
     WHERE contains(line, 'network for sandbox') GROUP BY sandbox ORDER BY failures DESC LIMIT 20`,
  { file },
)
for (const row of result.getRows()) process.stdout.write(`${row.join(' ')}\n`)
