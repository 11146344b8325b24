/** Heads of records that are remembered. */
const KEPT = 256

/**
 * Knows a record that is met again from another of its lines, by the byte offset of its head: the last 256 are remembered. Offsets beyond
 * 2 GiB are objects in a Set, of which 20 GB of logs leave tens of megabytes behind; numbers in an array are none.
 */
export class RecentHeads {
  private readonly offsets = new Float64Array(KEPT).fill(-1)
  private next = 0
  private furthest = -1

  /** True for an offset that is not remembered; it is from then on. */
  add(offset: number): boolean {
    // Most records follow the one before.
    if (offset > this.furthest) this.furthest = offset
    else if (this.offsets.includes(offset)) return false
    this.offsets[this.next] = offset
    this.next = (this.next + 1) % KEPT
    return true
  }
}
