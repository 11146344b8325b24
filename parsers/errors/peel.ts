import { cniLayers } from './cni-layers.ts'
import { firstOfList } from './error-list.ts'
import { kubeletLayers } from './kubelet-layers.ts'
import type { ErrorLayer, LayerRule } from './layer.ts'
import { openedText, plainLevel } from './quoting.ts'
import { runtimeLayers } from './runtime-layers.ts'
import { trimTail } from './tail.ts'

export type { ErrorLayer } from './layer.ts'

const rules: readonly LayerRule[] = [...kubeletLayers, ...runtimeLayers, ...cniLayers]

/** Rules by the first letter of what they match, in their order. */
const rulesByFirst: ReadonlyMap<string, readonly LayerRule[]> = new Map(
  [...new Set(rules.flatMap(({ first }) => [...first]))].map((letter) => [
    letter,
    rules.filter(({ first }) => first.includes(letter)),
  ]),
)

/** Deeper chains than this are not met; bounds the work on hostile text. */
const maxLayers = 40
/** Longer error texts are read up to here. */
const maxLength = 65_536

/** Wrappers of an error text and what is left of it. */
export interface Peeling {
  /** The wrappers, outermost first. */
  readonly wrappers: readonly ErrorLayer[]
  /** The text of the first layer that names a cause of its own, unescaped; '' where the text ended before it. */
  readonly core: string
}

/**
 * Layers of an error text, outermost first; the last one is the error itself, or two where the error quotes what a client
 * inside the plugin or runtime said. Works at any escaping depth, with unescaped inner quotes, missing closing quotes and cut
 * tails; linear in the text; never throws.
 */
export function peel(text: string): readonly ErrorLayer[] {
  const { wrappers, core } = takeWrappers(text)
  return core === '' ? wrappers : [...wrappers, ...splitCore(core, sayerOf(wrappers))]
}

/** The innermost error text, unescaped: what is left when all wrappers are off (with what its own client said). */
export function innermost(text: string): string {
  return takeWrappers(text).core
}

/** Takes all wrappers off an error text. */
export function takeWrappers(text: string): Peeling {
  const wrappers: ErrorLayer[] = []
  let rest = plainLevel(text.slice(0, maxLength).trim())
  while (wrappers.length < maxLayers) {
    const step = listStep(rest) ?? wrapperStep(rest) ?? jumpStep(rest)
    if (step === undefined) break
    wrappers.push(step.layer)
    rest = step.rest.trimStart()
  }
  return { wrappers, core: trimTail(rest) }
}

interface Step {
  readonly layer: ErrorLayer
  readonly rest: string
}

function listStep(rest: string): Step | undefined {
  const first = firstOfList(rest)
  if (first === undefined) return undefined
  return { layer: { layer: 'list', who: 'list of errors', text: first.others }, rest: first.text }
}

function wrapperStep(rest: string): Step | undefined {
  for (const rule of rulesByFirst.get(rest.charAt(0).toLowerCase()) ?? []) {
    const found = rule.head.exec(rest)
    if (found === null || found[0] === '') continue
    const inner = rest.slice(found[0].length)
    return { layer: layerOf(rule, found), rest: innerText(rule, inner) }
  }
  return undefined
}

function layerOf(rule: LayerRule, found: RegExpExecArray): ErrorLayer {
  const who = rule.who.includes('$1') ? rule.who.replace('$1', () => found[1] ?? '') : rule.who
  return { layer: rule.layer, who, text: found[0].trim().replace(/:? ?["']?$/, '') }
}

function innerText(rule: LayerRule, inner: string): string {
  if (rule.quoted === '"') return openedText(inner)
  if (rule.quoted === "'") return withoutRequest(inner)
  return inner
}

/** `..': StdinData: {..}` behind the quoted answer of a CNI server repeats the configuration: it is cut off. */
function withoutRequest(inner: string): string {
  const end = inner.search(/'?: StdinData: /)
  if (end >= 0) return inner.slice(0, end)
  const last = inner.lastIndexOf("'")
  return last > 0 && last >= inner.length - 2 ? inner.slice(0, last) : inner
}

// Wording of other programs stands in front: `.. stderr: time=".." level=fatal msg="failed to call cni.Setup: plugin type=\"bridge\" failed (add): ..`
const marker =
  /(?<!^)(?:rpc error: code = |failed to (?:set ?up|destroy) network for sandbox \\*"|plugin type=\\*"[^"\\]{0,200}\\*"(?: name=\\*"[^"\\]{0,300}\\*")? failed \()/i

// rpc error: code = Unknown desc = NetworkPlugin cni failed to set up pod \"web-0_default\"  (its head was cut off, and the quote opened there)
const firstQuoteEscaped = /^[^"]*\\"/

/** Skips unknown wording up to the next layer that can be told for certain. A gRPC status further in is the plugin's own client. */
function jumpStep(rest: string): Step | undefined {
  if (!rest.includes('rpc error: code = ') && !rest.includes('network for sandbox ') && !rest.includes('plugin type='))
    return undefined
  const found = marker.exec(rest)
  if (found === null) return undefined
  const before = rest.slice(0, found.index)
  if (found[0].startsWith('rpc') && !isForeign(before)) return undefined
  const inner = rest.slice(found.index)
  return {
    layer: { layer: 'text', who: 'unknown', text: before.trim() },
    rest: firstQuoteEscaped.test(inner) ? openedText(inner) : inner,
  }
}

// failed stopping pod ..: StopPodSandbox ".." from runtime service failed: rpc error: .. · Pods not getting deleted with error: ..
const isForeign = (before: string): boolean => /pod ?sandbox|runtime service|\bCRI\b/i.test(before)

// What a client inside the error printed: Get "https://.., dial tcp .., fork/exec .., a second gRPC status.
const clientPart =
  /: ((?:(?:Get|Post|Put|Head|Delete|Patch) "?https?:|dial (?:tcp|unix|udp)|fork\/exec |rpc error: code = )[\s\S]*)$/

/** Who says the innermost text: the plugin where libcni names it, else nobody that the text tells. */
function sayerOf(wrappers: readonly ErrorLayer[]): string {
  const last = wrappers.findLast(({ layer }) => layer !== 'list' && layer !== 'text')
  if (last?.layer === 'libcni' && last.who.startsWith('libcni for ')) return last.who.slice('libcni for '.length)
  return 'error'
}

function splitCore(core: string, who: string): readonly ErrorLayer[] {
  const found = clientPart.exec(core)
  const said = found?.[1]
  if (found === null || said === undefined) return [{ layer: 'error', who, text: core }]
  return [
    { layer: 'error', who, text: core.slice(0, found.index) },
    { layer: 'client', who: 'its own client', text: said },
  ]
}
