import { readSync } from 'node:fs'

/** Bytes that can be read at any place: a plain file or an archive member held in memory. */
export interface RandomAccess {
  /** bytes */
  readonly size: number
  /** At most `length` bytes from `offset` (fewer at the end). The view is valid until the next call. */
  readonly read: (offset: number, length: number) => Uint8Array
}

/** Bytes already in memory. */
export function memoryAccess(bytes: Uint8Array): RandomAccess {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) }
}

const PAGE = 1 << 20
const MAX_PAGES = 96

/**
 * An open file, read through pages of 1 MiB of which at most 96 stay in memory (a journal file is at most 128 MiB by
 * default, systemd journald.conf SystemMaxFileSize).
 */
export function fileAccess(fd: number, size: number): RandomAccess {
  const pages = new Map<number, Uint8Array>()
  const page = (index: number): Uint8Array => {
    const known = pages.get(index)
    if (known) return known
    if (pages.size >= MAX_PAGES) {
      const oldest = pages.keys().next().value
      if (oldest !== undefined) pages.delete(oldest)
    }
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(PAGE, size - index * PAGE)))
    const got = bytes.length > 0 ? readSync(fd, bytes, 0, bytes.length, index * PAGE) : 0
    const kept = bytes.subarray(0, got)
    pages.set(index, kept)
    return kept
  }
  return {
    size,
    read(offset, length) {
      const end = Math.min(size, offset + length)
      if (end <= offset) return new Uint8Array(0)
      const first = Math.floor(offset / PAGE)
      const at = offset - first * PAGE
      if (at + (end - offset) <= PAGE) return page(first).subarray(at, at + (end - offset))
      const out = Buffer.allocUnsafe(end - offset)
      let filled = 0
      for (let index = first; filled < out.length; index++) {
        const from = index === first ? at : 0
        const part = page(index).subarray(from, from + out.length - filled)
        if (part.length === 0) break
        out.set(part, filled)
        filled += part.length
      }
      return out.subarray(0, filled)
    },
  }
}
