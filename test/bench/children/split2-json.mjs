// `node split2-json.mjs FILE`: parses every line of NDJSON, the obvious way.
import { createReadStream } from 'node:fs'
import split2 from 'split2'

let count = 0
createReadStream(process.argv[2])
  .pipe(split2('\n'))
  .on('data', (line) => {
    if (line !== '' && JSON.parse(line).MESSAGE !== undefined) count++
  })
  .on('end', () => process.stdout.write(`${count}\n`))
