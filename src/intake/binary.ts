const SAMPLE_BYTES = 8192
/** Share of control bytes above which a head is not text. */
const MOST_CONTROL = 0.1

/** Whether a head is that of a binary file. Leading NULs are passed over: a log that was truncated under a running writer begins with them. */
export function isBinary(head: Uint8Array): boolean {
  let at = 0
  while (at < head.length && head[at] === 0) at++
  const end = Math.min(head.length, at + SAMPLE_BYTES)
  if (end === at) return false
  let control = 0
  for (let i = at; i < end; i++) control += CONTROL[head[i] ?? 0] ?? 0
  return control / (end - at) > MOST_CONTROL
}

/** 1 for NUL and other bytes that no text has; TAB, LF, FF, CR, BS and ESC may stand in logs. */
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 32 && ![8, 9, 10, 12, 13, 27].includes(byte)) || byte === 127 ? 1 : 0,
)
