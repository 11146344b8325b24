import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of V8's space for young objects, as large as they may grow, bytes. */
const MOST_BYTES = 8 << 20
/** What is read of a log between two looks at the space: to set a flag of V8 takes as long as to read a kilobyte. */
const STEP_BYTES = 1 << 20
/** Bytes of objects that an event comes to. */
const EVENT_BYTES = 1024

let lookedAt = Number.NEGATIVE_INFINITY

/**
 * Keeps V8's space for young objects from growing further where it has come to 8 MiB; to be called often while logs are read, with the bytes
 * and events that have come so far. The space doubles each time that as much as it holds has survived in all, so any long run ends at 32 MiB
 * (Node 20) to 128 (Node 24), garbage most of it. Measured on a flood: no slower with 8 MiB.
 *
 * The flag is read whenever the space would grow; a thread that starts sets it back to 2 for all (V8 11.3, Heap::ConfigureHeap).
 */
export function holdYoungSpace(bytes: number, events: number): void {
  const done = bytes + events * EVENT_BYTES
  if (Math.abs(done - lookedAt) < STEP_BYTES) return
  lookedAt = done
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
  if (young !== undefined && young.space_size >= MOST_BYTES) setFlagsFromString('--semi-space-growth-factor=1')
}
