const SAMPLE_BYTES = 8192
/** Share of control bytes above which a head is not text. */
const MOST_CONTROL = 0.1
/** A run of so many NULs is a hole: what a power cut leaves of the blocks of a log that were not written yet. */
const HOLE_BYTES = 512
/** The same share beside holes: text has none, the tables of binary files have many. */
const MOST_BESIDE_HOLES = 0.01

/**
 * Whether a head is that of a binary file. Leading NULs are passed over: a log that was truncated under a running writer begins with them; so
 * are holes in what is text otherwise.
 */
export function isBinary(head: Uint8Array): boolean {
  let at = 0
  while (at < head.length && head[at] === 0) at++
  const end = Math.min(head.length, at + SAMPLE_BYTES)
  if (end === at) return false
  return controlBytes(head, at, end) / (end - at) > MOST_CONTROL && !isTextWithHoles(head, at, end)
}

/** Whether lines of text are all that there is in [from, to) beside holes. */
function isTextWithHoles(head: Uint8Array, from: number, to: number): boolean {
  let text = 0
  let control = 0
  for (let at = from; at < to; ) {
    let end = at
    while (end < to && head[end] === 0) end++
    if (end - at < HOLE_BYTES) {
      end = Math.max(end, at + 1)
      text += end - at
      control += controlBytes(head, at, end)
    }
    at = end
  }
  return control <= text * MOST_BESIDE_HOLES && text > 0 && head.subarray(from, to).includes(10)
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
