import { isWithin, readRelease } from './release.ts'

/** libcni of a range of CRI-O minor lines. Read from go.mod and vendor.conf of each release branch. */
export interface CrioRow {
  readonly from: string
  readonly to: string
  readonly libcni: string
}

/** Ranges in order. */
export const crioRows: readonly CrioRow[] = [
  { from: '1.15', to: '1.17', libcni: '0.7.1' },
  { from: '1.18', to: '1.18', libcni: '0.7.2' },
  { from: '1.19', to: '1.20', libcni: '0.8.0' },
  { from: '1.21', to: '1.22', libcni: '0.8.1' },
  { from: '1.23', to: '1.23', libcni: '1.0.1' },
  { from: '1.24', to: '1.24', libcni: '1.1.0' },
  { from: '1.25', to: '1.30', libcni: '1.1.2' },
  { from: '1.31', to: '1.32', libcni: '1.2.3' },
  { from: '1.33', to: '1.36', libcni: '1.3.0' },
]

/** libcni row of this CRI-O; undefined for a version that is not in the table. */
export function crioRow(version: string): CrioRow | undefined {
  const release = readRelease(version)
  return release === undefined ? undefined : crioRows.find(({ from, to }) => isWithin(release, from, to))
}
