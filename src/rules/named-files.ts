import { shorten, visibleText } from '../base/visible-text.ts'
import type { FixStep, Term } from '../model/verdict.ts'
import type { Cause } from '../model/vocabulary.ts'

/** Causes whose remedy is to change a configuration file. */
const MENDED: ReadonlySet<Cause> = new Set([
  'cni-config-invalid',
  'cni-config-version-missing',
  'cni-config-version-unsupported',
])

/** Files, and nodes of a file, that a step names. */
const SHOWN = 3
const LONGEST = 200

// failed to load CNI config list file /etc/cni/net.d/10-web.conflist: error parsing configuration list: unexpected end of JSON input
const IN_TEXT = /(?<![\w.@+/-])\/[\w.@+-][\w.@+/-]{1,400}\.(?:conflist|conf|json)(?![\w@+-])/g
// bundle.tar.gz!/node-7/etc/cni/net.d/10-web.conflist   node-7/var/lib/rancher/k3s/agent/etc/cni/net.d/10-flannel.conflist
const IN_BUNDLE = /(?:^|[/!])((?:var\/lib\/[^!]{1,400}\/)?etc\/cni\/net\.d\/[^/]{1,255})$/
/** A path that a shell takes as one plain word. */
const PLAIN = /^\/[\w./@+-]{1,400}$/

/** A configuration file that the evidence names, by its path on the node, and the nodes that have it. */
interface NamedFile {
  readonly path: string
  readonly nodes: readonly string[]
}

/**
 * Steps with the configuration file that the evidence names: the first step, and each whose commands ask for a file, say which it is; where there is one
 * alone the commands have its path.
 */
export function withNamedFiles(cause: Cause, steps: readonly FixStep[], terms: readonly Term[]): readonly FixStep[] {
  if (!MENDED.has(cause)) return steps
  const files = namedFiles(terms)
  if (files.length === 0) return steps
  const words = wordsFor(files)
  const only = files.length === 1 ? files[0]?.path : undefined
  return steps.map((step, i) => {
    const asks = ASKED_FILE.test(step.commands)
    if (i > 0 && !asks) return step
    const commands =
      asks && only !== undefined && PLAIN.test(only) ? step.commands.replaceAll(ASKED_FILES, () => only) : step.commands
    return { ...step, text: `${step.text}${/[.!?]$/.test(step.text) ? '' : '.'} ${words}`, commands }
  })
}

// $EDITOR /etc/cni/net.d/FILE.conflist   mv /etc/cni/net.d/BROKEN.conflist /root/
const ASKED_FILE = /\/etc\/cni\/net\.d\/(?:FILE|BROKEN)\.conflist/
const ASKED_FILES = /\/etc\/cni\/net\.d\/(?:FILE|BROKEN)\.conflist/g

function namedFiles(terms: readonly Term[]): readonly NamedFile[] {
  const nodes = new Map<string, Set<string>>()
  for (const term of terms) {
    if (term.weight < 0) continue
    for (const { source, text, node } of term.evidence) {
      const paths = term.name === 'configuration' ? [onNode(source)] : pathsIn(text)
      for (const path of paths) nodes.set(path, (nodes.get(path) ?? new Set()).add(node))
    }
  }
  return [...nodes.keys()]
    .sort()
    .map((path) => ({ path, nodes: [...(nodes.get(path) ?? [])].filter((node) => node !== '').sort() }))
}

/** Where a file of the evidence stands on its node; its name alone where the evidence does not keep the folder. */
function onNode(source: string): string {
  const found = IN_BUNDLE.exec(source)?.[1]
  return found === undefined ? source.slice(source.lastIndexOf('/') + 1) : `/${found}`
}

/** Network configurations alone: other files end in .conf or .json too. */
const pathsIn = (text: string): readonly string[] =>
  (text.match(IN_TEXT) ?? []).filter((path) => path.endsWith('.conflist') || path.includes('/net.d/'))

function wordsFor(files: readonly NamedFile[]): string {
  const one = ({ path, nodes }: NamedFile): string => {
    const on = nodes.length === 0 ? '' : ` on ${shownOf(nodes, 'node')}`
    return `${shorten(visibleText(path), LONGEST)}${on}`
  }
  return `These logs name ${shownOf(files.map(one), 'file')}.`
}

function shownOf(all: readonly string[], what: string): string {
  const more = all.length - SHOWN
  const shown = all.slice(0, SHOWN)
  if (more > 0) return `${shown.join(', ')} and ${more} more ${what}${more === 1 ? '' : 's'}`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
