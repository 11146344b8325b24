// Writes a node log of a given size: `node test/bench/generate.mjs healthy|incident|flood BYTES FILE [SEED]`.
import { closeSync, openSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { NodeLog } from './node-log.mjs'

const BLOCK = 1 << 22

/** Writes whole lines until `bytes` are reached; returns what was written. */
export function generate(mix, bytes, file, seed = 1) {
  const log = new NodeLog(mix, seed)
  const fd = openSync(file, 'w')
  let written = 0
  let lines = 0
  let block = []
  let length = 0
  const flush = () => {
    writeSync(fd, block.join(''), null, 'latin1')
    block = []
    length = 0
  }
  while (written < bytes) {
    const line = `${log.line()}\n`
    block.push(line)
    length += line.length
    written += line.length
    lines++
    if (length >= BLOCK) flush()
  }
  flush()
  closeSync(fd)
  return { mix, bytes: written, lines }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [mix, bytes, file, seed = '1'] = process.argv.slice(2)
  process.stdout.write(`${JSON.stringify(generate(mix, Number(bytes), file, Number(seed)))}\n`)
}
