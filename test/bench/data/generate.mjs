// Writes a node log of a given size: `node test/bench/data/generate.mjs healthy|incident|flood SIZE FILE|- [SEED]`, such as `flood 20G -`.
import { closeSync, openSync, writeSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseSize } from '../size.mjs'
import { LogStream } from './log-stream.mjs'

/** Writes whole lines to a file descriptor until `bytes` are reached; returns the bytes written. */
export function generate(mix, bytes, fd, options = {}) {
  let written = 0
  for (const chunk of new LogStream(mix, bytes, options).chunks(bytes)) {
    for (let from = 0; from < chunk.length; ) from += writeSync(fd, chunk, from)
    written += chunk.length
  }
  return written
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [mix, size, file, seed = '1'] = process.argv.slice(2)
  const fd = file === '-' ? 1 : openSync(file, 'w')
  try {
    generate(mix, parseSize(size), fd, { seed: Number(seed) })
  } catch (error) {
    // The reader had enough.
    if (error.code !== 'EPIPE') throw error
  }
  if (fd !== 1) closeSync(fd)
}
