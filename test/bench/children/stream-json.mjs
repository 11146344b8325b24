// `node stream-json.mjs FILE`: every element of one JSON array with stream-json's fastest options.
import { createReadStream } from 'node:fs'
import chain from 'stream-chain'
import { parser } from 'stream-json'
import { streamArray } from 'stream-json/streamers/stream-array.js'

let count = 0
const records = chain([parser({ streamValues: false }), streamArray()])
records.on('data', ({ value }) => {
  if (value.MESSAGE !== undefined) count++
})
records.on('end', () => process.stdout.write(`${count}\n`))
createReadStream(process.argv[2]).pipe(records)
