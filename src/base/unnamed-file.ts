import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs'

/** A temporary file that is open for reading and writing at any place. */
export interface UnnamedFile {
  readonly fd: number
  /** Ends and removes it. */
  readonly close: () => void
}

/**
 * Makes a file at `path`, where there must be none. It loses its name as soon as it is open: however the process ends, nothing stays
 * behind. Where the system does not allow that, it is removed by `close`.
 */
export function openUnnamed(path: string): UnnamedFile {
  const fd = openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600)
  let removed = false
  const remove = (): void => {
    try {
      rmSync(path)
      removed = true
    } catch {
      // it is open, and a system may refuse then: once more after closing
    }
  }
  remove()
  return {
    fd,
    close() {
      closeSync(fd)
      if (!removed) remove()
    },
  }
}

/** Writes all bytes, from byte `position` of the file on or behind what was written last; how many there were. */
export function writeAll(fd: number, bytes: Uint8Array, position?: number): number {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(fd, bytes, done, bytes.length - done, position === undefined ? null : position + done)
  }
  return bytes.length
}
