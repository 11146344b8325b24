import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of V8's space for young objects, as large as they may grow, bytes. */
const MOST_BYTES = 8 << 20

/**
 * Keeps V8's space for young objects from growing further where it has come to 8 MiB; to be called now and then. It doubles each time that as
 * much as it holds has survived in all, so any long run ends at 32 MiB (Node 20) to 128 (Node 24), garbage most of it. Measured on a
 * flood: no slower with 8 MiB.
 *
 * The flag is read whenever the space would grow; a thread that starts sets it back to 2 for all (V8 11.3, Heap::ConfigureHeap).
 */
export function holdYoungSpace(): void {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')
  if (young !== undefined && young.space_size >= MOST_BYTES) setFlagsFromString('--semi-space-growth-factor=1')
}
