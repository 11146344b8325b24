import type { Component } from '../model/vocabulary.ts'
import type { BundleLayout, BundleMember } from './bundle.ts'
import { bundles } from './bundles/index.ts'
import { isNodeName, isTelling, nodeFromPath } from './node-name.ts'

/** Where a source stands: its node, and its part in a bundle of a known layout. */
export interface SourcePlace {
  /** '' where neither layout nor path tells. */
  readonly node: string
  /** Who writes it; ''. */
  readonly component: Component | ''
  /** Part in the bundle: `kubelet log`; ''. */
  readonly what: string
  /** Id of the layout; ''. */
  readonly layout: string
  /** Path of the bundle's folder, with the `/` at its end; ''. */
  readonly root: string
  /** The source alone shows that the folder is such a bundle. */
  readonly proves: boolean
}

interface Compiled {
  readonly member: BundleMember
  readonly pattern: RegExp
  /** The longest text that a path of the member has for certain: most paths are told by it to be none. */
  readonly literal: string
}

// kubelet.log.1  messages-20220426  containerd-2022-04-26T00-43-24.518.log.gz
const ROTATED = '(?:[.-]\\d[\\w.:-]{0,60})?(?:\\.(?:gz|xz|bz2|zst|lz4))?'
const ARCHIVE = /\.(?:tar|tgz|txz|zip|gz|xz|bz2|zst|lz4)$/

interface CompiledLayout {
  readonly layout: BundleLayout
  readonly members: readonly Compiled[]
}

const COMPILED: readonly CompiledLayout[] = bundles.map((layout) => ({
  layout,
  members: layout.members.map((member) => ({
    member,
    pattern: patternOf(member.path, layout.folder === undefined),
    literal: literalOf(member.path),
  })),
}))
/** Layouts whose folder has a name of its own, which are looked for first, and the others. */
const NAMED = COMPILED.filter(({ layout }) => layout.folder !== undefined)
const NAMELESS = COMPILED.filter(({ layout }) => layout.folder === undefined)

/** `{node}/kubelet.log` as a pattern on the path below the folder, or, for layouts without a named folder, on the end of any path. */
function patternOf(path: string, anywhere: boolean): RegExp {
  const body = path
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replaceAll('{node}', '(?<node>[^/]+)')
    .replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'))
  return new RegExp(`^${anywhere ? '(?<root>(?:.*/)?)' : ''}${body}${ROTATED}$`)
}

// sos_commands/logs/journalctl_* has `sos_commands/logs/journalctl_`, {node}/kubelet.log has `/kubelet.log`
function literalOf(path: string): string {
  return path.split(/\{node\}|\*+/).reduce((longest, piece) => (piece.length > longest.length ? piece : longest))
}

/** Place of a source by its canonical path; `root` is the path argument it was found under. */
export function placeOf(path: string, root: string): SourcePlace {
  const place = layoutPlace(path)
  if (place === undefined) {
    return { node: nodeFromPath(path, root), component: '', what: '', layout: '', root: '', proves: false }
  }
  // A folder above the path argument is the user's own: it names a node only where it looks like one.
  const inside = `/${path.slice(root.length).replaceAll('!/', '/')}`.includes(`/${place.node}/`)
  const named = bundles.some((layout) => layout.id === place.layout && layout.folder !== undefined)
  return place.node === '' || named || inside || isTelling(place.node) ? place : { ...place, node: '' }
}

/** Whether a source has a place in a bundle of a known layout. */
export function isInBundle(path: string): boolean {
  return layoutPlace(path) !== undefined
}

/** The place found last: a source is asked for more than once. */
let lastPath = ''
let lastPlace: SourcePlace | undefined

function layoutPlace(path: string): SourcePlace | undefined {
  if (path !== lastPath) {
    lastPlace = findPlace(path)
    lastPath = path
  }
  return lastPlace
}

function findPlace(path: string): SourcePlace | undefined {
  for (const named of namedAbove(path.slice(0, path.lastIndexOf('/') + 1))) {
    const place = below(path, named)
    if (place !== undefined) return place
  }
  const plain = path.replaceAll('!/', '/')
  for (const { layout, members } of NAMELESS) {
    const place = anywhere(path, plain, layout, members)
    if (place !== undefined) return place
  }
  return undefined
}

/** `plain`: the path without the marks of archives. */
function anywhere(
  path: string,
  plain: string,
  layout: BundleLayout,
  members: readonly Compiled[],
): SourcePlace | undefined {
  for (const { member, pattern, literal } of members) {
    if (!plain.includes(literal)) continue
    const groups = pattern.exec(plain)?.groups
    if (groups === undefined || (groups['node'] !== undefined && !isNodeName(groups['node']))) continue
    // The same number of characters from the end: `!` may stand before the `/`
    const tail = plain.length - (groups['root'] ?? '').length
    return found(layout, member, groups['node'] ?? '', path.slice(0, path.length - tail))
  }
  return undefined
}

/** The innermost folder that the layout's name fits; an archive and the folder in it may share the name. */
function below(path: string, { layout, members, folders }: NamedAbove): SourcePlace | undefined {
  for (const { end, node } of folders) {
    const inner = path
      .slice(end + 1)
      .replaceAll('!/', '/')
      .replace(/^\.\//, '')
    for (const { member, pattern, literal } of members) {
      const groups = inner.includes(literal) ? pattern.exec(inner) : null
      if (groups !== null) return found(layout, member, groups.groups?.['node'] ?? node, path.slice(0, end + 1))
    }
  }
  return undefined
}

/** A folder that a layout's name fits: where it ends in the path, and the node that its name tells; ''. */
interface NamedFolder {
  readonly end: number
  readonly node: string
}

/** A layout, and the folders above a file that its name fits, the innermost first. */
interface NamedAbove extends CompiledLayout {
  readonly folders: readonly NamedFolder[]
}

/** The folders looked at last: files come folder by folder. */
let lastAbove = ''
let lastNamed: readonly NamedAbove[] = []

/** Layouts whose names fit folders above a file. `above`: the path up to the file's name. */
function namedAbove(above: string): readonly NamedAbove[] {
  if (above !== lastAbove) {
    lastNamed = NAMED.flatMap((one) => {
      const folders = one.layout.folder === undefined ? [] : foldersOf(above, one.layout.folder)
      return folders.length === 0 ? [] : [{ ...one, folders }]
    })
    lastAbove = above
  }
  return lastNamed
}

function foldersOf(above: string, folder: RegExp): readonly NamedFolder[] {
  const folders: NamedFolder[] = []
  for (let end = above.lastIndexOf('/'); end > 0; end = above.lastIndexOf('/', end - 1)) {
    const before = above.slice(0, end).replace(/!$/, '')
    const match = folder.exec(withoutArchive(before.slice(before.lastIndexOf('/') + 1)))
    if (match !== null) folders.push({ end, node: match.groups?.['node'] ?? '' })
  }
  return folders
}

function withoutArchive(name: string): string {
  let stem = name
  while (ARCHIVE.test(stem)) stem = stem.replace(ARCHIVE, '')
  return stem
}

function found(layout: BundleLayout, member: BundleMember, node: string, root: string): SourcePlace {
  return {
    node,
    component: member.component ?? '',
    what: member.what,
    layout: layout.id,
    root,
    proves: layout.folder !== undefined || member.proof === true,
  }
}
