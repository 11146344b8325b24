import type { JSONPath, ParseError } from 'jsonc-parser'
import { diff, jsonc } from '../base/on-demand.ts'
import type { AuditContext } from '../model/audit.ts'
import type { CniConfig } from '../model/fact.ts'
import { parseConfig } from './config-file.ts'
import { highestCommon, SPEC_VERSIONS, specIndex } from './spec-versions.ts'

/** A repaired configuration. `text` equals the original where nothing was to be mended. */
export interface Repair {
  readonly text: string
  /** What was changed and why, in order. */
  readonly comments: readonly string[]
  /** Why a fault could not be mended; '' if none was left. */
  readonly refused: string
}

/** What containerd releases can convert results to, by the libcni they carry (0.6: 0.3.1; 0.7 and 0.8: 0.4.0; 1.0 and 1.1: 1.0.0; 1.2 and later: 1.1.0). */
function runtimeVersions(containerd: string): readonly string[] | undefined {
  const match = /^(\d+)\.(\d+)/.exec(containerd)
  if (!match) return undefined
  const [major, minor] = [Number(match[1]), Number(match[2])]
  const highest = major >= 2 ? '1.1.0' : minor >= 6 ? '1.0.0' : minor >= 3 ? '0.4.0' : '0.3.1'
  return SPEC_VERSIONS.slice(0, specIndex(highest) + 1)
}

interface Choice {
  readonly version: string
  readonly because: string
}

/** The highest version that all plugins of the list and the runtime support; 0.4.0 where nothing is known (every plugin since 0.8.0, June 2019, supports it). */
function chooseVersion(config: CniConfig, types: readonly string[], context: AuditContext): Choice | undefined {
  const known = types
    .map((type) => ({ type, supported: context.supported(type) }))
    .filter(({ supported }) => supported !== undefined)
  const runtime = context.containerd.get(config.node) ?? context.containerd.get('') ?? ''
  const limits = runtimeVersions(runtime)
  const lists = [...known.map(({ supported }) => supported?.versions ?? []), ...(limits ? [limits] : [])]
  if (known.length === 0 && (limits === undefined || limits.includes('0.4.0')))
    return {
      version: '0.4.0',
      because:
        'nothing is known of the plugins; every release of the reference plugins since 0.8.0 (2019) supports 0.4.0, and so does containerd since 1.3',
    }
  const version = highestCommon(lists)
  if (version === undefined) return undefined
  const parts = [
    ...known.map(({ type, supported }) => `${type}: ${supported?.from ?? ''}`),
    ...(limits ? [`containerd ${runtime}`] : []),
  ]
  return { version, because: `the highest that all of these support (${parts.join('; ')})` }
}

/** Indentation of the file: that of its first indented line. */
function formatting(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : Math.max(1, indent.length),
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}

function set(text: string, path: JSONPath, value: unknown): string {
  return jsonc().applyEdits(
    text,
    jsonc().modify(text, path, value, { formattingOptions: formatting(text), getInsertionIndex: () => 0 }),
  )
}

/** Removes a byte order mark and commas before closing brackets: slips with only one meaning. */
function mendJson(text: string): { text: string; comments: readonly string[] } | undefined {
  const comments: string[] = []
  let mended = text
  if (mended.startsWith('\uFEFF')) {
    mended = mended.slice(1)
    comments.push('removed the byte order mark')
  }
  const strict: ParseError[] = []
  jsonc().parse(mended, strict, { disallowComments: true })
  if (strict.length === 0) return { text: mended, comments }
  const lenient: ParseError[] = []
  const value: unknown = jsonc().parse(mended, lenient, { allowTrailingComma: true, disallowComments: true })
  if (lenient.length > 0 || value === undefined) return undefined
  for (const error of [...strict].reverse()) {
    const comma = mended.slice(0, error.offset).trimEnd().length - 1
    if (mended.charAt(comma) === ',') mended = mended.slice(0, comma) + mended.slice(comma + 1)
  }
  const left: ParseError[] = []
  jsonc().parse(mended, left, { disallowComments: true })
  return left.length > 0
    ? undefined
    : { text: mended, comments: [...comments, 'removed a comma before a closing bracket'] }
}

/** Mends what has one right answer: the version, a byte order mark, trailing commas. Everything else stays as it is, byte by byte. */
export function repair(config: CniConfig, context: AuditContext): Repair {
  const json = mendJson(config.text)
  if (!json)
    return { text: config.text, comments: [], refused: 'the file is not valid JSON and what was meant is not certain' }
  const file = parseConfig({ ...config, text: json.text })
  if (file.root?.type !== 'object') return { text: config.text, comments: [], refused: 'the file is not a JSON object' }
  const types = file.plugins.map((plugin) => plugin.type).filter((type) => type !== '')
  const declared = file.cniVersion?.value
  const valid = typeof declared === 'string' && specIndex(declared) >= 0
  const tooNew = valid && types.some((type) => context.supported(type)?.versions.includes(declared) === false)
  if (valid && !tooNew) return { text: json.text, comments: json.comments, refused: '' }
  const choice = chooseVersion(config, types, context)
  if (!choice)
    return {
      text: json.text,
      comments: json.comments,
      refused:
        'no published version is supported by all plugins of the list and the runtime: upgrade the oldest plugin',
    }
  const comment = `cniVersion ${valid || (typeof declared === 'string' && declared !== '') ? `"${String(declared)}" replaced by` : 'declared as'} "${choice.version}": ${choice.because}`
  return { text: set(json.text, ['cniVersion'], choice.version), comments: [...json.comments, comment], refused: '' }
}

/** Unified diff of a repair; '' where nothing changed. */
export function repairDiff(config: CniConfig, repaired: Repair): string {
  if (repaired.text === config.text) return ''
  const path = config.path.replace(/^\/+/, '')
  return diff()
    .createTwoFilesPatch(`a/${path}`, `b/${path}`, config.text, repaired.text, undefined, undefined, {
      context: 3,
    })
    .replace(/^=+\n/, '')
}
