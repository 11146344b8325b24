import { readSync } from 'node:fs'

/** Bytes that can be read at any place: a plain file or an archive member held in memory. */
export interface RandomAccess {
  /** bytes */
  readonly size: number
  /** At most `length` bytes from `offset` (fewer at the end). */
  readonly read: (offset: number, length: number) => Buffer
  /** The same without an object of its own: the bytes are those of `bytes` from `at` on, until the next call; false where they are not all there. */
  readonly locate: (offset: number, length: number) => boolean
  readonly bytes: Buffer
  readonly at: number
}

/** Bytes already in memory. */
export function memoryAccess(held: Uint8Array): RandomAccess {
  const bytes = Buffer.from(held.buffer, held.byteOffset, held.length)
  const access = {
    size: bytes.length,
    bytes,
    at: 0,
    read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
    locate(offset: number, length: number) {
      access.at = offset
      return offset + length <= bytes.length
    },
  }
  return access
}

const PAGE = 1 << 20
const MAX_PAGES = 32

/** An open file, read through pages of 1 MiB of which at most 32 stay in memory. */
export function fileAccess(fd: number, size: number): RandomAccess {
  return new PagedFile(fd, size)
}

class PagedFile implements RandomAccess {
  readonly size: number
  bytes: Buffer = Buffer.alloc(0)
  at = 0
  private readonly fd: number
  private readonly pages = new Map<number, Buffer>()
  /** Place of `bytes` in the file, where they are a page. */
  private from = 0
  private to = 0

  constructor(fd: number, size: number) {
    this.fd = fd
    this.size = size
  }

  locate(offset: number, length: number): boolean {
    if (offset < this.from || offset + length > this.to) return this.find(offset, length)
    this.at = offset - this.from
    return true
  }

  read(offset: number, length: number): Buffer {
    const all = Math.max(0, Math.min(length, this.size - offset))
    if (all > 0 && this.locate(offset, all)) return this.bytes.subarray(this.at, this.at + all)
    return all > 0 ? this.copy(offset, all) : Buffer.alloc(0)
  }

  private find(offset: number, length: number): boolean {
    if (offset + length > this.size) return false
    const index = Math.floor(offset / PAGE)
    const page = this.page(index)
    this.at = offset - index * PAGE
    if (this.at + length <= page.length) {
      this.bytes = page
      this.from = index * PAGE
      this.to = this.from + page.length
      return true
    }
    this.bytes = this.copy(offset, length)
    this.at = 0
    this.from = offset
    this.to = offset + this.bytes.length
    return this.bytes.length === length
  }

  /** Bytes of more than one page; fewer where the file has become shorter. */
  private copy(offset: number, length: number): Buffer {
    const out = Buffer.allocUnsafe(length)
    let filled = 0
    while (filled < length) {
      const index = Math.floor((offset + filled) / PAGE)
      const from = offset + filled - index * PAGE
      const part = this.page(index).subarray(from, from + length - filled)
      if (part.length === 0) break
      out.set(part, filled)
      filled += part.length
    }
    return out.subarray(0, filled)
  }

  private page(index: number): Buffer {
    const known = this.pages.get(index)
    if (known !== undefined) return known
    if (this.pages.size >= MAX_PAGES) {
      const oldest = this.pages.keys().next().value
      if (oldest !== undefined) this.pages.delete(oldest)
    }
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(PAGE, this.size - index * PAGE)))
    const got = bytes.length > 0 ? readSync(this.fd, bytes, 0, bytes.length, index * PAGE) : 0
    const kept = bytes.subarray(0, got)
    this.pages.set(index, kept)
    return kept
  }
}
