import type { CniConfig } from '../model/fact.ts'

export interface ConfigFolder {
  readonly node: string
  readonly folder: string
  /** File names, sorted as the runtimes sort them: the first one counts. */
  readonly files: readonly string[]
}

/** CNI configuration files by node and folder. Runtimes sort the folder by name and load the first (libcni conf.go ConfFiles). */
export function configFolders(configs: readonly CniConfig[]): readonly ConfigFolder[] {
  const found = new Map<string, { node: string; folder: string; files: Set<string> }>()
  for (const config of configs) {
    const cut = config.path.lastIndexOf('/')
    const folder = config.path.slice(0, cut + 1)
    const key = `${config.node}\n${folder}`
    const entry = found.get(key) ?? { node: config.node, folder, files: new Set<string>() }
    entry.files.add(config.path.slice(cut + 1))
    found.set(key, entry)
  }
  return [...found.keys()].sort().map((key) => {
    const entry = found.get(key)
    return { node: entry?.node ?? '', folder: entry?.folder ?? '', files: [...(entry?.files ?? [])].sort() }
  })
}

/** What the configurations of a node declare: `cniVersion 1.0.0`, `no cniVersion`; '' where the case has none. */
export function declaredVersions(configs: readonly CniConfig[], node: string): string {
  const words = configs
    .filter((config) => config.node === node)
    .map((config) =>
      config.cniVersion === undefined || config.cniVersion === '' ? 'no cniVersion' : `cniVersion ${config.cniVersion}`,
    )
  return [...new Set(words)].sort().join(', ')
}
