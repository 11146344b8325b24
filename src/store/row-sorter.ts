import { largeInts } from '../base/large-buffer.ts'
import { collectGarbage } from '../base/outside-garbage.ts'
import { copyRow, newRowBlock, partOf, type RowBlock, rowBytes } from './row-block.ts'
import { putInOrder, type RowOrder } from './row-order.ts'
import type { Spill } from './spill.ts'

/** Rows that are sorted in memory at once: 8 MiB. */
const RUN_ROWS = 131_072
/** The first block of a sorter, 64 KiB; the second has room for a run, and what no row is written to takes no memory. */
const FIRST_ROWS = 1024
/** Rows of a spilled run that are read back at once: 128 KiB. */
const CHUNK_ROWS = 2048

/** Rows `order[from]` to `order[to - 1]` of a block; to be read before the next slice is asked for. */
export interface RowSlice {
  readonly block: RowBlock
  readonly order: Int32Array
  readonly from: number
  readonly to: number
}

/** Sorts rows in bounded memory: what does not fit is sorted in runs, which are spilled and merged. */
export interface RowSorter {
  /** Where the next row is to be written, before it is asked again; every number that is read later has to be. */
  readonly next: () => { readonly block: RowBlock; readonly row: number }
  /** All rows in order. Asked once, and nothing is added then. */
  readonly sorted: () => Generator<RowSlice, void, undefined>
}

/** `runRows`: rows in memory at once, for tests. */
export function rowSorter(spill: Spill, order: RowOrder, runRows: number = RUN_ROWS): RowSorter {
  const place = { block: newRowBlock(Math.min(FIRST_ROWS, runRows)), row: -1 }
  let room = Math.min(FIRST_ROWS, runRows)
  const runs: SpilledRun[] = []
  const grow = (): void => {
    const whole = newRowBlock(runRows)
    whole.bytes.set(place.block.bytes)
    place.block = whole
    room = runRows
  }
  /** One for all runs. */
  let orderOfRun: Int32Array = new Int32Array(0)
  const spillRun = (rows: number): void => {
    if (orderOfRun.length === 0) orderOfRun = largeInts(runRows)
    runs.push(spillSorted(spill, place.block, putInOrder(order, place.block, orderOfRun.subarray(0, rows))))
    place.row = 0
  }
  return {
    next() {
      place.row += 1
      if (place.row === room) {
        if (room < runRows) grow()
        else spillRun(room)
      }
      return place
    },
    *sorted() {
      const rows = place.row + 1
      if (runs.length === 0) {
        if (rows > 0)
          yield { block: place.block, order: putInOrder(order, place.block, largeInts(rows)), from: 0, to: rows }
        return
      }
      spillRun(rows)
      place.block = newRowBlock(0)
      orderOfRun = new Int32Array(0)
      // The block is as large as all that is read back.
      collectGarbage()
      yield* merged(spill, order, runs)
    },
  }
}

/** A sorted run in pieces of CHUNK_ROWS. */
interface SpilledRun {
  readonly keys: readonly number[]
  readonly rows: number
}

function spillSorted(spill: Spill, block: RowBlock, order: Int32Array): SpilledRun {
  const chunk = newRowBlock(CHUNK_ROWS)
  const keys: number[] = []
  for (let from = 0; from < order.length; from += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, order.length - from)
    for (let at = 0; at < rows; at += 1) copyRow(block, order[from + at] ?? 0, chunk, at)
    keys.push(spill.put(rowBytes(chunk, rows)))
  }
  return { keys, rows: order.length }
}

/** A run that is read back: its next row is `at` of `block`, of which `rows` are filled. */
interface Reader {
  readonly run: SpilledRun
  readonly block: RowBlock
  chunk: number
  at: number
  rows: number
}

type IsBefore = (a: Reader, b: Reader) => boolean

/** What is near in time came in one run and mostly is near in order: a run is read on as long as it is ahead of the second. */
function* merged(spill: Spill, order: RowOrder, runs: readonly SpilledRun[]): Generator<RowSlice, void, undefined> {
  const identity = Int32Array.from({ length: CHUNK_ROWS }, (_, at) => at)
  const isBefore: IsBefore = (a, b) => {
    const difference = order.bucketOf(a.block, a.at) - order.bucketOf(b.block, b.at)
    return (difference || order.compare(a.block, a.at, b.block, b.at)) < 0
  }
  const chunks = newRowBlock(runs.length * CHUNK_ROWS)
  const readers = runs.map(
    (run, n): Reader => ({ run, block: partOf(chunks, n * CHUNK_ROWS, CHUNK_ROWS), chunk: -1, at: 0, rows: 0 }),
  )
  let open = readers.filter((reader) => readChunk(spill, reader))
  for (
    let [first, second] = foremost(open, isBefore);
    first !== undefined;
    [first, second] = foremost(open, isBefore)
  ) {
    const from = first.at
    do first.at += 1
    while (first.at < first.rows && (second === undefined || isBefore(first, second)))
    yield { block: first.block, order: identity, from, to: first.at }
    const done = first
    if (done.at === done.rows && !readChunk(spill, done)) open = open.filter((reader) => reader !== done)
  }
}

/** The readers whose next rows come first and second. */
function foremost(open: readonly Reader[], isBefore: IsBefore): readonly [Reader | undefined, Reader | undefined] {
  let [first] = open
  let second: Reader | undefined
  for (const reader of open.slice(1)) {
    if (first === undefined || isBefore(reader, first)) {
      second = first
      first = reader
    } else if (second === undefined || isBefore(reader, second)) second = reader
  }
  return [first, second]
}

/** False = the run has no more. */
function readChunk(spill: Spill, reader: Reader): boolean {
  reader.chunk += 1
  const key = reader.run.keys[reader.chunk]
  if (key === undefined) return false
  spill.get(key, reader.block.bytes)
  reader.rows = Math.min(CHUNK_ROWS, reader.run.rows - reader.chunk * CHUNK_ROWS)
  reader.at = 0
  return true
}
