import type { Database } from './sqlite.ts'

/** A name that is not met in any event, with the sources that bear it. */
export interface QuietNode {
  readonly node: string
  readonly paths: readonly string[]
  /** One of its sources is the log of a runtime or a kubelet: a host of its own, whatever its folder is called. */
  readonly hasLog: boolean
}

/** Paths of the sources of each node that events name. */
export type Speakers = ReadonlyMap<string, readonly string[]>

/**
 * The node that events name, of which `quiet` is another name; undefined if none or more than one is. Files beside the logs bear other names than these:
 * `etc/hostname` says `db7.example.com` where the journal says `db7`, the folder of an EKS bundle says `i-0abc12345`. Such a name would count as
 * a node that was not hit.
 */
export function aliasOf(quiet: QuietNode, speakers: Speakers): string | undefined {
  return only([...speakers.keys()].filter((node) => isSameName(node, quiet.node))) ?? ofFolder(quiet, speakers)
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined
}

/** The same but for capitals, or one is the other without its domain. */
function isSameName(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()]
  if (one === other) return true
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  return /[a-z]/.test(short) && short !== 'localhost' && !short.includes('.') && long.startsWith(`${short}.`)
}

/** All files that bear the name lie in a folder or archive of that name, and the logs in there are all of one node that is nowhere else. */
function ofFolder({ node, paths, hasLog }: QuietNode, speakers: Speakers): string | undefined {
  const folder = folderNamed(paths[0] ?? '', node)
  if (hasLog || folder === '' || !paths.every((path) => path.startsWith(folder))) return undefined
  const within = only(
    [...speakers].filter(([, of]) => of.some((path) => path.startsWith(folder))).map(([name]) => name),
  )
  return within !== undefined && speakers.get(within)?.every((path) => path.startsWith(folder)) ? within : undefined
}

// eks_i-0abc1234.tar.gz!/eks_i-0abc1234_2024-10-05/cni/10-aws.conflist -> up to the slash behind the last name that stands by itself
function folderNamed(path: string, node: string): string {
  for (let at = path.lastIndexOf(node); at >= 0; at = at === 0 ? -1 : path.lastIndexOf(node, at - 1)) {
    const end = path.indexOf('/', at + node.length)
    const alone = !WORD.test(path.charAt(at - 1)) && !WORD.test(path.charAt(at + node.length))
    if (alone && end >= 0) return path.slice(0, end + 1)
  }
  return ''
}

const WORD = /[a-z0-9]/i

/** Gives sources, facts and configurations of a quiet name the name that events have. `added`: to a case that was finished before. */
export function mergeNodeAliases(db: Database, added: boolean): void {
  // A fresh case has no other nodes yet than those of its events; counting those of a finished one is a walk over them.
  if (added) db.exec('DELETE FROM node WHERE id <> 0 AND id NOT IN (SELECT DISTINCT node_ref FROM event_row)')
  const quiet = db.prepare(QUIET).all() as { node: string }[]
  if (quiet.length === 0) return
  const speakers = new Map<string, string[]>()
  for (const row of db.prepare(SPEAKERS).all() as { node: string; path: string | null }[]) {
    const paths = speakers.get(row.node) ?? []
    speakers.set(row.node, paths)
    if (row.path !== null) paths.push(row.path)
  }
  const sources = db.prepare('SELECT path, component FROM source WHERE node = ? ORDER BY path')
  for (const { node } of quiet) {
    const own = sources.all(node) as { path: string; component: string }[]
    const hasLog = own.some(({ component }) => component !== '')
    const alias = aliasOf({ node, paths: own.map(({ path }) => path), hasLog }, speakers)
    if (alias === undefined) continue
    for (const table of ['source', 'fact_row', 'cni_config'])
      db.prepare(`UPDATE OR IGNORE ${table} SET node = ? WHERE node = ?`).run(alias, node)
  }
}

const QUIET = `
SELECT DISTINCT node FROM (SELECT node FROM source UNION ALL SELECT node FROM fact_row UNION ALL SELECT node FROM cni_config)
WHERE node NOT IN (SELECT node FROM node) ORDER BY node`

const SPEAKERS = `
SELECT n.node, s.path FROM node n LEFT JOIN source s ON s.node = n.node WHERE n.node <> '' ORDER BY n.node, s.path`
