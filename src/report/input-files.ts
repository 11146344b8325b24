import type { SourceRow } from '../model/case-file.ts'

/** A file that was handed in, with the sources that lie in it. */
export interface InputFile {
  readonly path: string
  /** '' for standard input. */
  readonly sha256: string
  /** Sources in it, and their bytes unpacked. */
  of: number
  bytes: number
}

/** The files behind the sources, in their order: all members of one archive are one file. */
export function inputFiles(sources: readonly SourceRow[]): readonly InputFile[] {
  const files = new Map<string, InputFile>()
  for (const { path, sha256, bytes } of sources) {
    const outer = path.split('!/', 1)[0] ?? path
    const known = files.get(outer)
    if (known === undefined) files.set(outer, { path: outer, sha256, of: 1, bytes })
    else {
      known.of++
      known.bytes += bytes
    }
  }
  return [...files.values()]
}

/** As `sha256sum` prints it, so that `sha256sum --check` can verify it; without what has no checksum. */
export function checksumList(sources: readonly SourceRow[]): string {
  return inputFiles(sources)
    .filter(({ sha256 }) => sha256 !== '')
    .map(({ sha256, path }) => `${sha256}  ${path}\n`)
    .join('')
}
