import { type BundleLayout, bundles, isInBundle, placeOf } from '../intake/index.ts'
import type { Fact } from '../model/fact.ts'

/** A fact about a bundle, to be filed under one of its sources. */
export interface BundleFact extends Fact {
  readonly source: number
  readonly node: string
}

interface Bundle {
  readonly layout: BundleLayout
  readonly root: string
  /** Index of its first source. */
  readonly source: number
  proven: boolean
  /** What there is, by the node that the layout names; '' = the bundle is of one node. */
  readonly parts: Map<string, Set<string>>
  /** Nodes of its sources. */
  readonly nodes: Set<string>
}

/** Knows what the bundles among the inputs hold, to tell what they lack. */
export class Inventory {
  private readonly found = new Map<string, Bundle>()

  /** Takes a source that was read, with the node that it turned out to be of. */
  add(path: string, source: number, node: string): void {
    if (!isInBundle(path)) return
    const place = placeOf(path, '')
    const layout = bundles.find(({ id }) => id === place.layout)
    if (layout === undefined) return
    const key = `${place.layout} ${place.root}`
    const bundle = this.found.get(key) ?? {
      layout,
      root: place.root,
      source,
      proven: false,
      parts: new Map(),
      nodes: new Set(),
    }
    this.found.set(key, bundle)
    if (place.proves) bundle.proven = true
    if (node !== '') bundle.nodes.add(node)
    const parts = bundle.parts.get(place.node) ?? new Set()
    bundle.parts.set(place.node, parts.add(place.what))
  }

  /** What each bundle lacks and what its collector leaves out, in order of the bundles. */
  facts(): readonly BundleFact[] {
    return [...this.found.values()]
      .filter(({ proven }) => proven)
      .flatMap((bundle) => [...missing(bundle), ...limits(bundle)])
  }
}

function* missing(bundle: Bundle): Iterable<BundleFact> {
  // Files of the bundle itself (a version, a list of nodes) are no node's where nodes have folders.
  const named = [...bundle.parts.keys()].filter((node) => node !== '').sort()
  for (const node of named.length > 0 ? named : ['']) {
    const parts = bundle.parts.get(node) ?? new Set()
    for (const alternatives of bundle.layout.expected) {
      if (alternatives.some((what) => parts.has(what))) continue
      const of = node || (bundle.nodes.size === 1 ? ([...bundle.nodes][0] ?? '') : '')
      const value = `no ${alternatives[0]} from ${of || bundle.root}`
      yield factOf(bundle, 'log-missing', of, value)
    }
  }
}

function limits(bundle: Bundle): readonly BundleFact[] {
  return bundle.layout.limits.map((limit) => factOf(bundle, 'log-limit', '', limit))
}

function factOf({ layout, root, source }: Bundle, kind: Fact['kind'], node: string, value: string): BundleFact {
  return { kind, component: '', value, text: `${layout.title}: ${root}`, node, source }
}
