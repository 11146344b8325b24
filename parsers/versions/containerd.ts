import { isWithin, readRelease } from './release.ts'

/** What a range of containerd releases carries. Read from vendor.conf or go.mod of every tag. */
export interface ContainerdRow {
  readonly from: string
  readonly to: string
  readonly goCni: string
  readonly libcni: string
  /** containernetworking/plugins in the release bundle; a distribution may ship another. */
  readonly plugins: string
  /** Tag date of the first release in the range. */
  readonly since: string
}

/** Ranges in order; a range that ends in a minor line (`1.7`) covers its later patch releases too. */
export const containerdRows: readonly ContainerdRow[] = [
  { from: '1.1.0', to: '1.1', goCni: 'f2d7272', libcni: '0.6.0', plugins: '0.7.0', since: '2018-04-23' },
  { from: '1.2.0', to: '1.2', goCni: '40bcf8e', libcni: '0.6.0', plugins: '0.7.5', since: '2018-10-24' },
  { from: '1.3.0', to: '1.3', goCni: '49fbd9b', libcni: '0.7.1', plugins: '0.7.6', since: '2019-09-26' },
  { from: '1.4.0', to: '1.4.0', goCni: '1.0.0', libcni: '0.7.1', plugins: '0.7.6', since: '2020-08-17' },
  { from: '1.4.1', to: '1.4', goCni: '1.0.1', libcni: '0.8.0', plugins: '0.8.6', since: '2020-09-15' },
  { from: '1.5.0', to: '1.5', goCni: '1.0.2', libcni: '0.8.1', plugins: '0.9.1', since: '2021-05-03' },
  { from: '1.6.0', to: '1.6.2', goCni: '1.1.3', libcni: '1.0.1', plugins: '1.0.1', since: '2022-02-15' },
  { from: '1.6.3', to: '1.6.3', goCni: '1.1.4', libcni: '1.0.1', plugins: '1.1.1', since: '2022-04-25' },
  { from: '1.6.4', to: '1.6.4', goCni: '1.1.5', libcni: '1.1.0', plugins: '1.1.1', since: '2022-05-03' },
  { from: '1.6.5', to: '1.6', goCni: '1.1.6', libcni: '1.1.1', plugins: '1.1.1', since: '2022-06-03' },
  { from: '1.7.0', to: '1.7', goCni: '1.1.9', libcni: '1.1.2', plugins: '1.2.0', since: '2023-03-10' },
  { from: '2.0.0', to: '2.0.0', goCni: '1.1.10', libcni: '1.2.3', plugins: '1.5.1', since: '2024-11-05' },
  { from: '2.0.1', to: '2.0.2', goCni: '1.1.11', libcni: '1.2.3', plugins: '1.5.1', since: '2024-12-13' },
  { from: '2.0.3', to: '2.0', goCni: '1.1.12', libcni: '1.2.3', plugins: '1.5.1', since: '2025-02-28' },
  { from: '2.1.0', to: '2.1.5', goCni: '1.1.12', libcni: '1.3.0', plugins: '1.7.1', since: '2025-05-07' },
  { from: '2.1.6', to: '2.1', goCni: '1.1.12', libcni: '1.3.0', plugins: '1.9.0', since: '2025-12-17' },
  { from: '2.2.0', to: '2.2.0', goCni: '1.1.13', libcni: '1.3.0', plugins: '1.8.0', since: '2025-11-05' },
  { from: '2.2.1', to: '2.2', goCni: '1.1.13', libcni: '1.3.0', plugins: '1.9.0', since: '2025-12-18' },
  { from: '2.3.0', to: '2.3', goCni: '1.1.13', libcni: '1.3.0', plugins: '1.9.1', since: '2026-04-30' },
]

/** What this containerd carries; undefined for a version that is not in the table. */
export function containerdRow(version: string): ContainerdRow | undefined {
  const release = readRelease(version)
  return release === undefined ? undefined : containerdRows.find(({ from, to }) => isWithin(release, from, to))
}
