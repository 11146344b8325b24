import { isWithin, readRelease } from './release.ts'

/** CNI specification versions, oldest first, with the day of their release (tags spec-v* of containernetworking/cni). */
export const specVersions: readonly { readonly version: string; readonly since: string }[] = [
  { version: '0.1.0', since: '2016-01-29' },
  { version: '0.2.0', since: '2017-01-11' },
  { version: '0.3.0', since: '2017-03-01' },
  { version: '0.3.1', since: '2017-04-05' },
  { version: '0.4.0', since: '2019-04-26' },
  { version: '1.0.0', since: '2021-08-04' },
  { version: '1.1.0', since: '2024-04-15' },
]

/** Highest specification version and the days of a libcni line. */
export interface LibcniRow {
  readonly from: string
  readonly to: string
  readonly highest: string
}

/** libcni lines in order. */
export const libcniRows: readonly LibcniRow[] = [
  { from: '0.6.0', to: '0.6', highest: '0.3.1' },
  { from: '0.7.0', to: '0.8', highest: '0.4.0' },
  { from: '1.0.0', to: '1.1', highest: '1.0.0' },
  { from: '1.2.0', to: '1.3', highest: '1.1.0' },
]

/** Specification versions of a range of containernetworking/plugins releases (bridge, loopback, host-local, tuning, ptp). */
export interface PluginsRow {
  readonly from: string
  readonly to: string
  readonly highest: string
  readonly note: string
}

/** Releases of the standard plugins in order. */
export const pluginsRows: readonly PluginsRow[] = [
  { from: '0.6.0', to: '0.7', highest: '0.3.1', note: "portmap's list also holds an empty version" },
  { from: '0.8.0', to: '0.9', highest: '0.4.0', note: 'firewall only 0.4.0; bandwidth 0.3.0 and up' },
  { from: '1.0.0', to: '1.5', highest: '1.0.0', note: 'flannel moved out at 1.0.0; firewall 0.4.0 and up' },
  { from: '1.6.0', to: '1.9', highest: '1.1.0', note: '' },
]

/** Standard plugins of this release; undefined for one that is not in the table. */
export function pluginsRow(version: string): PluginsRow | undefined {
  const release = readRelease(version)
  return release === undefined ? undefined : pluginsRows.find(({ from, to }) => isWithin(release, from, to))
}

/** Highest specification version that a libcni reads; '' where it is not known. */
export function highestSpecOf(libcni: string): string {
  const release = readRelease(libcni)
  const row = release === undefined ? undefined : libcniRows.find(({ from, to }) => isWithin(release, from, to))
  return row?.highest ?? ''
}

/** All specification versions up to `highest`, oldest first; empty for ''. */
export function specsUpTo(highest: string): readonly string[] {
  const end = specVersions.findIndex(({ version }) => version === highest)
  return specVersions.slice(0, end + 1).map(({ version }) => version)
}

/** Specification versions that the standard plugins of a release support; empty where the release is not known. */
export const supportedBy = (version: string): readonly string[] => specsUpTo(pluginsRow(version)?.highest ?? '')
