import type { FactRow } from '../model/case-file.ts'

export interface VersionMatrix {
  readonly components: readonly string[]
  /** For every node, for every component, the versions seen in order of time. */
  readonly nodes: readonly { readonly name: string; readonly versions: readonly (readonly string[])[] }[]
}

/** Versions by node and component from facts of kind `version`; a version is listed again when the node goes back to it. */
export function versionMatrix(facts: readonly FactRow[]): VersionMatrix {
  const known = facts.filter((fact) => fact.kind === 'version' && fact.node !== '' && fact.component !== '')
  const components = [...new Set(known.map((fact) => fact.component))].sort()
  const names = [...new Set(known.map((fact) => fact.node))].sort()
  const byKey = new Map<string, string[]>()
  for (const fact of [...known].sort((a, b) => a.time_us - b.time_us || a.id - b.id)) {
    const key = `${fact.node}\n${fact.component}`
    const list = byKey.get(key) ?? []
    if (list.at(-1) !== fact.value) list.push(fact.value)
    byKey.set(key, list)
  }
  return {
    components,
    nodes: names.map((name) => ({
      name,
      versions: components.map((component) => byKey.get(`${name}\n${component}`) ?? []),
    })),
  }
}

/**
 * What a node ran at a time (0 = at the end of the logs), as `containerd 1.6.2`: of each component the last version told up to then, else the
 * first one told later, by someone who asked afterwards.
 */
export function versionsAt(facts: readonly FactRow[], node: string, us: number): readonly string[] {
  const own = facts
    .filter((fact) => fact.kind === 'version' && fact.node === node && fact.component !== '')
    .sort((a, b) => a.time_us - b.time_us || a.id - b.id)
  return [...new Set(own.map(({ component }) => component))].sort().map((component) => {
    const told = own.filter((fact) => fact.component === component)
    const last = told.findLast(({ time_us }) => us === 0 || time_us <= us) ?? told[0]
    return `${component} ${last?.value}`
  })
}
