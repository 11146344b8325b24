import type { Retry } from './scope.ts'

/** Shorter ones are told as any failure is. */
const TOLD_US = 60_000_000

/**
 * How long a node's network was not ready, microseconds; 0 where it was less than a minute or the row stands for something else. It is one failure from
 * its first record to its last, however many records say so.
 */
export function notReadyUs(
  row: Pick<Retry, 'failures' | 'fromUs' | 'untilUs'> & Partial<Pick<Retry, 'operation'>>,
): number {
  const us = row.fromUs > 0 ? row.untilUs - row.fromUs : 0
  return row.operation === 'NetworkReady' && row.failures === 1 && us >= TOLD_US ? us : 0
}

/** The longest of them. */
export function longestNotReadyUs(rows: readonly Retry[]): number {
  return rows.reduce((most, row) => Math.max(most, notReadyUs(row)), 0)
}
