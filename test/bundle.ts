import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { root } from './build.ts'

/**
 * Brings the modules of the command line together into few files, `src/cli/bin.js` and `chunks/` of the folder, which load in half the time
 * of seven hundred. Packages stay outside; what a command loads on demand stays in files of its own.
 */
export async function bundle(folder: string): Promise<void> {
  rmSync(join(folder, 'chunks'), { recursive: true, force: true })
  await build({
    entryPoints: {
      'src/cli/bin': join(root, 'src/cli/bin.ts'),
      // beside the chunks, where src/base/thread-entry.ts looks for them
      'chunks/worker': join(root, 'src/ingest/worker.ts'),
      'chunks/hash-worker': join(root, 'src/ingest/hash-worker.ts'),
      'chunks/zstd-worker': join(root, 'src/intake/codecs/zstd-worker.ts'),
    },
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(join(root, 'dist'))
