// `node split2-regex.mjs FILE`: counts lines about sandboxes in the obvious way.
import { createReadStream } from 'node:fs'
import split2 from 'split2'

const RELEVANT = /StopPodSandbox|RunPodSandbox|network for sandbox|cni|NetworkReady/
let count = 0
createReadStream(process.argv[2])
  .pipe(split2('\n'))
  .on('data', (line) => {
    if (RELEVANT.test(line)) count++
  })
  .on('end', () => process.stdout.write(`${count}\n`))
