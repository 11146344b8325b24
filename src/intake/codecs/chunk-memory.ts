import { MessageChannel, type MessagePort } from 'node:worker_threads'

/** From Node 21 on. */
type Transferable = ArrayBuffer & { readonly transfer?: (length: number) => ArrayBuffer }

let drain: MessagePort | undefined

/**
 * Gives the memory of a chunk back at once, where it is the last that lies in its buffer: node:zlib puts every 256 KiB into a new buffer, and
 * V8 goes through the whole heap every few of them to find those that are free, a third of the time of a gz in a large case. The
 * chunk, and all before it in the buffer, are empty afterwards.
 */
export function freeChunk({ buffer, byteOffset, byteLength }: Uint8Array): void {
  if (byteOffset + byteLength < buffer.byteLength || !(buffer instanceof ArrayBuffer)) return
  const { transfer } = buffer as Transferable
  if (transfer) transfer.call(buffer, 0)
  else sink().postMessage(undefined, [buffer])
}

/** A closed port drops what is handed over to it. */
function sink(): MessagePort {
  if (drain === undefined) {
    const { port1, port2 } = new MessageChannel()
    port1.close()
    port2.close()
    drain = port2
  }
  return drain
}
