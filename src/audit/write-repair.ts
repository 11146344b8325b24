import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { PostmortemError } from '../base/errors.ts'

/**
 * Replaces a file by its repaired text: the original is kept as `.bak` beside it, the new one is written under a temporary name in the same
 * folder with mode and owner kept, then renamed over it, so that the runtime never sees a half-written file. The temporary name ends in
 * `.tmp`, which runtimes ignore. Throws PostmortemError OUTPUT_FAILED.
 */
export function writeRepair(path: string, text: string): void {
  const backup = `${path}.bak`
  const temporary = `${path}.tmp`
  try {
    const { mode, uid, gid } = statSync(path)
    if (existsSync(backup)) throw new Error(`${backup} is already there`)
    copyFileSync(path, backup)
    writeFileSync(temporary, text, { flag: 'wx' })
    chmodSync(temporary, mode & 0o7777)
    keepOwner(temporary, uid, gid)
    sync(temporary)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw new PostmortemError('OUTPUT_FAILED', `cannot write the repaired ${path}`, {
      cause: error,
      hint: 'The original is unchanged. Check permissions and free space; move an old .bak or .tmp file away.',
    })
  }
}

function sync(path: string): void {
  const fd = openSync(path, 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Only root may give files away; for everybody else the owner already is the right one, or cannot be kept. */
function keepOwner(path: string, uid: number, gid: number): void {
  const now = statSync(path)
  if (now.uid !== uid || now.gid !== gid) chownSync(path, uid, gid)
}
