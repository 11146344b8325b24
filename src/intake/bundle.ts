import type { Component } from '../model/vocabulary.ts'

/** A file of a bundle: what stands in it, by its path. */
export interface BundleMember {
  /**
   * Path below the bundle's folder: `{node}` is a folder (or name) that is a node's, `*` any text without `/`, `**` any text. The endings of
   * rotated and compressed files may follow.
   */
  readonly path: string
  /** `containerd log`, `kubelet log`, `journal` ... as the report says it. */
  readonly what: string
  /** Who writes it, where that is one program. */
  readonly component?: Component
  /** A file that only this layout has: the folder is such a bundle. */
  readonly proof?: true
}

/** The files a collector of node logs leaves: src/intake/bundles/<id>.ts exports `bundle`. */
export interface BundleLayout {
  readonly id: string
  readonly title: string
  /** Name of its top folder or archive, without the archive's ending; a group `node` in it is the node of all files. Absent: any name. */
  readonly folder?: RegExp
  readonly members: readonly BundleMember[]
  /** What there is of each node when the collector could do its work; of alternatives one is enough, the first is named when all are missing. */
  readonly expected: readonly (readonly string[])[]
  /** What the collector leaves out by itself. */
  readonly limits: readonly string[]
  readonly samples: readonly {
    readonly path: string
    readonly node: string
    readonly what: string
    readonly component?: Component
  }[]
}
