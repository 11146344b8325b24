import { hash } from 'node:crypto'

const FINGERPRINT_BYTES = 1024

/**
 * Identity of a source: hash of its canonical path and of its first line (at most 1 KiB). Known before parsing and unchanged when a log
 * grows; 32 hex digits.
 */
export function sourceKey(path: string, head: Uint8Array): string {
  const feed = head.subarray(0, FINGERPRINT_BYTES).indexOf(10)
  const fingerprint = head.subarray(0, feed < 0 ? Math.min(head.length, FINGERPRINT_BYTES) : feed)
  return hash('sha256', Buffer.concat([Buffer.from(`${path}\0`), fingerprint]), 'hex').slice(0, 32)
}
