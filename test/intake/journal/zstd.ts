import { spawnSync } from 'node:child_process'
import * as zlib from 'node:zlib'

/** One zstd frame: node:zlib where it has zstd (Node 22.15), else the zstd program; undefined where there is neither. */
export function zstdOrUndefined(bytes: Uint8Array): Uint8Array | undefined {
  const native = (zlib as { zstdCompressSync?: (b: Uint8Array) => Buffer }).zstdCompressSync
  if (native) return native(bytes)
  const run = spawnSync('zstd', ['-q', '-c'], { input: bytes })
  return run.status === 0 ? run.stdout : undefined
}
