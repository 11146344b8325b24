import { fails, unknownOutcome, type VerbOutcome, type WhatHappens, works } from './outcome.ts'
import { pluginsRow, specVersions, supportedBy } from './plugins.ts'
import { compareReleases, readRelease } from './release.ts'
import { type RuntimeKnowledge, runtimeKnowledge } from './runtime.ts'

/** A runtime, plugins and a configuration to be judged together. */
export interface VersionQuestion {
  /** containerd version (`1.6.2`, `v1.6.8-k3s1`). */
  readonly containerd?: string
  /** CRI-O version, where the runtime is CRI-O. */
  readonly crio?: string
  /** containernetworking/plugins release; what containerd bundles, if absent. */
  readonly plugins?: string
  /** CNI versions that the plugin states, where they are known (they win over `plugins`). */
  readonly supported?: readonly string[]
  /** cniVersion of the configuration; '' = it declares none. */
  readonly config: string
  /** The plugin's result carries no cniVersion (plugins built with libcni 0.5: weave 2.8.1, aws 1.5). */
  readonly unversionedResult?: boolean
  /** cniVersion with which the sandbox was added, where the configuration was changed since. */
  readonly addedWith?: string
}

/**
 * What ADD and DEL do. Rests on runs of the released containerd code (tags 1.2.14 to 2.3.4) against stub plugins; CRI-O and the
 * releases between the tags follow from the libcni they carry.
 */
export function whatHappens(question: VersionQuestion): WhatHappens {
  const runtime = runtimeOf(question)
  if (runtime === undefined) {
    const unknown = unknownOutcome('The runtime version is not given or not in the tables.')
    return { add: unknown, del: unknown, pageDiffers: '' }
  }
  const supported = supportedOf(question, runtime)
  const both = refusedByPlugin(question, runtime, supported) ?? refusedLoopback(question, runtime)
  if (both !== undefined) return { add: both.add, del: both.del, pageDiffers: pageDiffers(question, runtime) }
  return {
    add:
      supported.length === 0 && question.config !== ''
        ? unknownPlugin(question, runtime)
        : addOutcome(question, runtime),
    del: delOutcome(question, runtime),
    pageDiffers: pageDiffers(question, runtime),
  }
}

function runtimeOf({ containerd, crio }: VersionQuestion): RuntimeKnowledge | undefined {
  if (containerd !== undefined) return runtimeKnowledge('containerd', containerd)
  return crio === undefined ? undefined : runtimeKnowledge('crio', crio)
}

function supportedOf({ supported, plugins }: VersionQuestion, runtime: RuntimeKnowledge): readonly string[] {
  if (supported !== undefined && supported.length > 0) return supported
  return supportedBy(plugins ?? runtime.bundledPlugins)
}

const basisOf = ({ runtime }: RuntimeKnowledge): 'measured' | 'inferred' =>
  runtime === 'containerd' ? 'measured' : 'inferred'

const named = (runtime: RuntimeKnowledge, verb: 'add' | 'delete', text: string, plugin = 'PLUGIN'): string =>
  runtime.namesPlugin ? `plugin type="${plugin}" failed (${verb}): ${text}` : text

const incompatible = (config: string, supported: readonly string[]): string =>
  `incompatible CNI versions; config is "${config}", plugin supports [${supported.map((version) => `"${version}"`).join(' ')}]`

interface BothVerbs {
  readonly add: VerbOutcome
  readonly del: VerbOutcome
}

/** The plugin does not speak the version of the configuration; an empty one counts as 0.1.0 for it. */
function refusedByPlugin(
  { config }: VersionQuestion,
  runtime: RuntimeKnowledge,
  supported: readonly string[],
): BothVerbs | undefined {
  if (config === '' || supported.length === 0 || supported.includes(config)) return undefined
  const text = incompatible(config, supported)
  const says = `The plugin supports CNI versions up to ${supported.at(-1)}; the configuration declares ${config}. Every runtime prints this.`
  const refused = (verb: 'add' | 'delete'): VerbOutcome =>
    fails('cni-config-version-unsupported', named(runtime, verb, text), says, basisOf(runtime), 'skel')
  return { add: refused('add'), del: unreadable(config, runtime) ?? refused('delete') }
}

/** A version that is no version at all is compared with 0.4.0 on DEL before the plugin is asked (libcni 0.7 and later). */
function unreadable(config: string, runtime: RuntimeKnowledge): VerbOutcome | undefined {
  if (readRelease(config) !== undefined || runtime.libcni.startsWith('0.6')) return undefined
  const part = config.split('.')[0] ?? ''
  const text = `failed to convert major version part "${part}": strconv.Atoi: parsing "${part}": invalid syntax`
  return fails(
    'cni-config-invalid',
    text,
    'libcni cannot read the declared version as numbers.',
    basisOf(runtime),
    'cache',
  )
}

/** containerd 1.6.3 alone asks the loopback plugin for 1.0.0, whatever the configuration says. */
function refusedLoopback({ plugins, supported }: VersionQuestion, runtime: RuntimeKnowledge): BothVerbs | undefined {
  if (!runtime.needsLoopback100 || plugins === undefined) return undefined
  const specs = supportedBy(plugins)
  if (specs.length === 0 || specs.includes('1.0.0') || supported?.includes('1.0.0')) return undefined
  const says = `The built-in loopback configuration of containerd ${runtime.version} (go-cni ${runtime.goCni}) declares 1.0.0; the loopback plugin of release ${plugins} supports up to ${specs.at(-1)}. Every sandbox of the node fails.`
  const refused = (verb: 'add' | 'delete'): VerbOutcome =>
    fails(
      'cni-config-version-unsupported',
      named(runtime, verb, incompatible('1.0.0', specs), 'loopback'),
      says,
      'measured',
      'loopback',
      'loopbackRevert',
    )
  return { add: refused('add'), del: refused('delete') }
}

function unknownPlugin(question: VersionQuestion, runtime: RuntimeKnowledge): VerbOutcome {
  const known = addOutcome(question, runtime)
  return known.result === 'fails' ? known : unknownOutcome('The CNI versions that the plugin supports are not known.')
}

function addOutcome(question: VersionQuestion, runtime: RuntimeKnowledge): VerbOutcome {
  const { config, unversionedResult = false } = question
  if (unversionedResult && (config === '' || runtime.losesUnversionedResult)) return withoutAddresses(config, runtime)
  if (isNewer(config, runtime.highestSpec)) {
    const says = `The plugin answers in version ${config}; libcni ${runtime.libcni} of ${runtime.runtime} ${runtime.version} reads results up to ${runtime.highestSpec}.`
    return fails(
      'cni-result-version-unsupported',
      named(runtime, 'add', `unsupported CNI result version "${config}"`),
      says,
      basisOf(runtime),
      'create',
    )
  }
  return works(
    config === ''
      ? 'ADD does not compare the declared version, so a missing one does no harm here.'
      : 'Configuration, plugin and runtime agree.',
    basisOf(runtime),
    'skel',
  )
}

function withoutAddresses(config: string, runtime: RuntimeKnowledge): VerbOutcome {
  const old = runtime.libcni.startsWith('0.6')
  const error = old ? 'cannot convert: no valid IP addresses' : 'failed to find network info for sandbox'
  const says =
    config === ''
      ? 'Neither the configuration nor the result states a version, so the result is read without addresses.'
      : `libcni ${runtime.libcni} does not take the version of the configuration for a result that states none, and reads no addresses.`
  return fails('network-info-missing', error, says, basisOf(runtime), 'resultVersion', 'resultVersionIssue')
}

function delOutcome({ config, addedWith }: VersionQuestion, runtime: RuntimeKnowledge): VerbOutcome {
  const invalid = config === '' ? undefined : unreadable(config, runtime)
  if (invalid !== undefined) return invalid
  if (config === '' && runtime.failsOnEmptyVersion) {
    const says = `libcni ${runtime.libcni} compares the declared version with 0.4.0 on DEL and cannot parse an empty one: pods start, but cannot be torn down.`
    return fails(
      'cni-config-version-missing',
      'invalid version "": the version is empty',
      says,
      basisOf(runtime),
      'emptyVersion',
      'emptyVersionIssue',
    )
  }
  const converted = addedWith === undefined ? undefined : unconvertible(addedWith, config, runtime)
  if (converted !== undefined) return converted
  if (config === '') {
    const says = runtime.libcni.startsWith('0.6')
      ? 'libcni 0.6 does not compare versions on DEL.'
      : 'An empty version counts as 0.1.0.'
    return works(says, basisOf(runtime), 'emptyVersionFix')
  }
  return works('DEL reads no result of the plugin.', basisOf(runtime), 'cache')
}

/** The cached result of the ADD must be converted to the version of the present configuration (0.4.0 and later use it). */
function unconvertible(addedWith: string, config: string, runtime: RuntimeKnowledge): VerbOutcome | undefined {
  if (addedWith === config || isNewer('0.4.0', config)) return undefined
  if (!isNewer(config, runtime.highestSpec)) return undefined
  const text = runtime.namesPlugin
    ? `no converter for CNI result version ${addedWith} to ${config}`
    : `cannot convert version 0.3.x to "${config}"`
  const says = `The sandbox was added with ${addedWith}; libcni ${runtime.libcni} cannot convert its cached result to ${config}.`
  return fails(
    'cni-result-version-unsupported',
    `failed to convert cached result version "${addedWith}" to config version "${config}": ${text}`,
    says,
    basisOf(runtime),
    'cache',
  )
}

/** Is specification version `a` newer than `b`? False where either is none. */
function isNewer(a: string, b: string): boolean {
  const left = readRelease(a)
  const right = readRelease(b)
  return left !== undefined && right !== undefined && compareReleases(left, right) > 0
}

/** Where the public page and the measurement differ for this very question. */
function pageDiffers({ config, plugins }: VersionQuestion, runtime: RuntimeKnowledge): string {
  if (runtime.runtime !== 'containerd') return ''
  const release = readRelease(runtime.version)
  if (release === undefined) return ''
  const pageRange = release.major === 1 && release.minor === 6 && release.patch <= 3
  if (config === '' && runtime.failsOnEmptyVersion && !pageRange) {
    return 'The Kubernetes page names containerd 1.6.0 to 1.6.3 for the empty version; measured, it fails at DEL on 1.3.0 to 1.6.3.'
  }
  const oldLoopback =
    plugins !== undefined && pluginsRow(plugins) !== undefined && !supportedBy(plugins).includes('1.0.0')
  if (oldLoopback && release.major === 1 && release.minor >= 6 && !runtime.needsLoopback100) {
    return 'The Kubernetes page asks for loopback plugin 1.0.0 or later from containerd 1.6 on; measured, only 1.6.3 needs it.'
  }
  return ''
}

/** Highest CNI version that plugin and runtime both read; '' where none is known. For repairs and advice. */
export function bestConfigVersion(question: Omit<VersionQuestion, 'config'>): string {
  const runtime = runtimeOf({ ...question, config: '' })
  const supported =
    runtime === undefined ? (question.supported ?? []) : supportedOf({ ...question, config: '' }, runtime)
  const usable = specVersions
    .map(({ version }) => version)
    .filter(
      (version) => supported.includes(version) && !(runtime !== undefined && isNewer(version, runtime.highestSpec)),
    )
  return usable.at(-1) ?? ''
}
