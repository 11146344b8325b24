import { statSync } from 'node:fs'
import { STDIN } from '../intake/index.ts'

/** The file on disk that holds a source: `bundle.tar.gz` of `bundle.tar.gz!/node/kubelet.log.gz`; undefined for standard input and what is gone. */
export function fileOf(source: string): string | undefined {
  const parts = source.split('!/')
  for (let n = parts.length; n > 0; n--) {
    const path = parts.slice(0, n).join('!/')
    if (path !== STDIN && statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path
  }
  return undefined
}
