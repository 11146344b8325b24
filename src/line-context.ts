import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** Lines on either side of a cited line. */
const AROUND = 2
/** Sources above this size, decompressed, are not opened again for context. */
const MAX_BYTES = 64 << 20

/** A cited line with its neighbours, as the source has them now. */
export interface LineSurroundings {
  readonly before: readonly string[]
  readonly at: string
  readonly after: readonly string[]
}

function textOf(path: string): string | undefined {
  try {
    if (!statSync(path).isFile() || statSync(path).size > MAX_BYTES) return undefined
    const bytes = readFileSync(path)
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    return (zipped ? gunzipSync(bytes, { maxOutputLength: MAX_BYTES }) : bytes).toString('utf8')
  } catch {
    return undefined
  }
}

/**
 * Reads the neighbours of cited lines from plain and gz files that are still where they were analysed; undefined for members
 * of archives, standard input, large files and files that have gone. One file is held at a time.
 */
export function lineContext(): (source: string, line: number) => LineSurroundings | undefined {
  let held = { path: '', lines: [] as readonly string[] }
  return (source, line) => {
    if (source.includes('!/') || source === '-') return undefined
    if (held.path !== source) held = { path: source, lines: textOf(source)?.split(/\r?\n/) ?? [] }
    const at = held.lines[line - 1]
    if (at === undefined) return undefined
    return {
      before: held.lines.slice(Math.max(0, line - 1 - AROUND), line - 1),
      at,
      after: held.lines.slice(line, line + AROUND),
    }
  }
}
