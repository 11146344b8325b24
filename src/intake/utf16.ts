import type { ByteSource } from './byte-stream.ts'

/** A byte order mark of UTF-16 (PowerShell `>` and Windows tools write it). */
export function isUtf16(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
}

/** The same text as UTF-8. Places are then counted in the UTF-8 text. */
export function decodeUtf16(source: ByteSource): {
  readonly head: Uint8Array
  readonly bytes: AsyncIterable<Uint8Array>
} {
  const label = source.head[0] === 0xff ? 'utf-16le' : 'utf-16be'
  const head = Buffer.from(new TextDecoder(label).decode(source.head, { stream: true }), 'utf8')
  return { head, bytes: decoded(source.bytes, label) }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, label: string): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder(label)
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield Buffer.from(text, 'utf8')
  }
  const rest = decoder.decode()
  if (rest !== '') yield Buffer.from(rest, 'utf8')
}
