import { brotliDecompressSync } from 'node:zlib'
import type { Database } from '../sqlite.ts'

/** Where a raw text lies: block, and bytes in the unpacked block. */
export interface RawPlace {
  readonly block: number
  readonly offset: number
  readonly bytes: number
}

/** Every raw text of the case with its place, block by block; texts that several events share come once. */
export function* rawTexts(from: Database): Generator<RawPlace & { readonly text: Buffer }> {
  const data = from.prepare('SELECT data FROM raw_block WHERE id = ?').pluck()
  const places = from.prepare(
    `SELECT DISTINCT block_ref AS block, raw_offset AS offset, raw_bytes AS bytes FROM event_row WHERE raw_bytes > 0
     ORDER BY block, offset, bytes`,
  )
  let block = 0
  let unpacked = Buffer.alloc(0)
  for (const place of places.iterate() as Iterable<RawPlace>) {
    if (place.block !== block) unpacked = brotliDecompressSync(data.get(place.block) as Uint8Array)
    block = place.block
    yield { ...place, text: unpacked.subarray(place.offset, place.offset + place.bytes) }
  }
}
