import type { CaseFile, FactRow } from '../model/case-file.ts'

/** Numbers of a version text such as `v1.6.2`, `1.4.4-k3s2`, `1.6.3+unknown`, `1.6.8~ds1`: major, minor, patch. Undefined if it is none. */
export function parseVersion(text: string): readonly [number, number, number] | undefined {
  // v1.6.3+unknown
  const match = /^v?(?<major>\d{1,4})\.(?<minor>\d{1,4})(?:\.(?<patch>\d{1,4}))?/.exec(text.trim())
  if (!match?.groups) return undefined
  const { major, minor, patch } = match.groups
  return [Number(major), Number(minor), Number(patch ?? 0)]
}

/** Negative if `a` is older than `b`, 0 if equal or one of them is no version. */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a)
  const right = parseVersion(b)
  if (!left || !right) return 0
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
}

/** True if `from <= version <= to`; both ends count, and an end without a patch number takes in the whole minor line. */
export function isWithin(version: string, from: string, to: string): boolean {
  const parsed = parseVersion(version)
  if (!parsed || compareVersions(version, from) < 0) return false
  const upper = to.split('.').length === 2 ? `${parsed[0]}.${parsed[1]}` : version
  return compareVersions(upper, to) <= 0
}

/** What versions of a component were told on which node. */
export interface VersionLog {
  /** The version in force on the node at a time: the last one told before it, else the first one told after it. */
  readonly at: (node: string, component: string, us: number) => FactRow | undefined
  /** All of a component on a node, in order of time, repeats left out. */
  readonly of: (node: string, component: string) => readonly FactRow[]
}

/** Reads the version facts of a case. Facts without a node count for nodes of which nothing else is told. */
export function readVersions(file: CaseFile): VersionLog {
  const byKey = new Map<string, FactRow[]>()
  for (const row of [...file.facts('version'), ...file.facts('runtime-start')].sort(byTime)) {
    if (!parseVersion(row.value)) continue
    const key = `${row.node} ${row.component}`
    const rows = byKey.get(key) ?? []
    byKey.set(key, rows)
    if (rows.at(-1)?.value.replace(/^v/, '') !== row.value.replace(/^v/, '')) rows.push(row)
  }
  const of = (node: string, component: string): readonly FactRow[] =>
    byKey.get(`${node} ${component}`) ?? byKey.get(` ${component}`) ?? []
  return {
    of,
    at: (node, component, us) => {
      const rows = of(node, component)
      return rows.findLast((row) => row.time_us <= us || us === 0) ?? rows[0]
    },
  }
}

function byTime(a: FactRow, b: FactRow): number {
  return a.time_us - b.time_us || a.id - b.id
}
