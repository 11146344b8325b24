const SAMPLE_BYTES = 8192
/** Share of control bytes above which a head is not text. */
const MOST_CONTROL = 0.1

/** Whether a head is that of a binary file. Leading NULs are passed over: a log that was truncated under a running writer begins with them. */
export function isBinary(head: Uint8Array): boolean {
  let at = 0
  while (at < head.length && head[at] === 0) at++
  const end = Math.min(head.length, at + SAMPLE_BYTES)
  if (end === at) return false
  return controlBytes(head, at, end) / (end - at) > MOST_CONTROL
}

/** Control bytes in [from, to). Of most four bytes none is one, which is seen at once. */
function controlBytes(head: Uint8Array, from: number, to: number): number {
  const view = new DataView(head.buffer, head.byteOffset, head.length)
  let control = 0
  let at = from
  for (; at + 4 <= to; at += 4) {
    const word = view.getInt32(at, true)
    if (hasControl(word) || hasDelete(word)) for (let i = at; i < at + 4; i++) control += CONTROL[head[i] ?? 0] ?? 0
  }
  for (; at < to; at++) control += CONTROL[head[at] ?? 0] ?? 0
  return control
}

/** Whether one of four bytes is below 32: taken from it, 32 sets its highest bit, which was clear. */
const hasControl = (word: number): boolean => ((word - 0x20202020) & ~word & HIGH_BITS) !== 0
/** Whether one of four bytes is 127. */
const hasDelete = (word: number): boolean =>
  (((word ^ 0x7f7f7f7f) - 0x01010101) & ~(word ^ 0x7f7f7f7f) & HIGH_BITS) !== 0
const HIGH_BITS = 0x80808080

/** 1 for NUL and other bytes that no text has; TAB, LF, FF, CR, BS and ESC may stand in logs. */
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 32 && ![8, 9, 10, 12, 13, 27].includes(byte)) || byte === 127 ? 1 : 0,
)
