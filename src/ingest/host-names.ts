import { readFileSync, statSync } from 'node:fs'
import { hostNameIn } from '../../parsers/evidence/host-name.ts'
import type { Leaf } from '../intake/index.ts'

/** Where collectors leave the name of the host, below the folder of its files. */
const FILES = ['etc/hostname', 'hostname', 'systeminfo/hostname', 'sos_commands/host/hostname']
/** Folders above a file that are looked into. */
const MOST_FOLDERS = 8
const MOST_BYTES = 300

/**
 * The nodes that files named `hostname` tell. In an archive one counts for the members behind it; on disk it is looked for beside the
 * file and above it, so that the order of the files does not matter.
 */
export class HostNames {
  private readonly noted = new Map<string, string>()
  private readonly onDisk = new Map<string, string>()
  /** The answer given last for files on disk: they come folder by folder. */
  private last = { folder: '', root: '', named: '', node: '' }

  /** Takes a file of an archive that says which host the others are of. */
  note(path: string, node: string): void {
    const file = node === '' ? undefined : FILES.find((name) => path.endsWith(`/${name}`))
    if (file !== undefined) this.noted.set(path.slice(0, -file.length), node)
  }

  /** The node of a source, where `named` is what its path says: a folder below the file with the name knows better than that file. */
  nodeOf(leaf: Pick<Leaf, 'path' | 'file'>, root: string, named: string): string {
    if (leaf.file === undefined) return this.search(leaf, root, named)
    const folder = leaf.path.slice(0, leaf.path.lastIndexOf('/') + 1)
    const { last } = this
    if (last.folder === folder && last.root === root && last.named === named) return last.node
    const node = this.search(leaf, root, named)
    this.last = { folder, root, named, node }
    return node
  }

  private search(leaf: Pick<Leaf, 'path' | 'file'>, root: string, named: string): string {
    let folder = leaf.path
    for (let n = 0; n < MOST_FOLDERS; n++) {
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
      if (folder === '' || !folder.includes(named)) return named
      const node = leaf.file === undefined ? this.noted.get(folder) : this.lookIn(folder)
      if (node !== undefined && node !== '') return node
      if (folder.length <= root.length + 1) return named
    }
    return named
  }

  private lookIn(folder: string): string {
    const known = this.onDisk.get(folder)
    if (known !== undefined) return known
    const node = FILES.map((name) => readName(folder + name)).find((name) => name !== '') ?? ''
    this.onDisk.set(folder, node)
    return node
  }
}

function readName(path: string): string {
  try {
    const stats = statSync(path)
    return stats.isFile() && stats.size <= MOST_BYTES ? hostNameIn(readFileSync(path, 'utf8')) : ''
  } catch {
    return ''
  }
}
