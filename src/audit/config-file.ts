import type { Node, ParseError } from 'jsonc-parser'
import { jsonc } from '../base/on-demand.ts'
import type { CniConfig } from '../model/fact.ts'

/** A value inside a configuration with its place. */
export interface ConfigValue {
  readonly value: unknown
  readonly offset: number
}

/** One plugin entry of a configuration. */
export interface ConfigPlugin {
  /** '' where the entry names none. */
  readonly type: string
  readonly offset: number
  readonly get: (...path: (string | number)[]) => ConfigValue | undefined
}

/** A CNI configuration parsed with places; broken JSON is parsed as far as it goes. */
export interface ConfigFile {
  readonly source: CniConfig
  readonly text: string
  readonly errors: readonly ParseError[]
  /** A conflist (`plugins`), as libcni decides by the file's extension and we by extension or key. */
  readonly list: boolean
  readonly root: Node | undefined
  readonly name: ConfigValue | undefined
  readonly cniVersion: ConfigValue | undefined
  readonly plugins: readonly ConfigPlugin[]
  readonly get: (...path: (string | number)[]) => ConfigValue | undefined
  /** 1-based line and column of an offset. */
  readonly place: (offset: number) => { readonly line: number; readonly column: number }
}

function valueAt(root: Node | undefined, path: (string | number)[]): ConfigValue | undefined {
  const node = root && jsonc().findNodeAtLocation(root, path)
  return node ? { value: jsonc().getNodeValue(node) as unknown, offset: node.offset } : undefined
}

/** Parses a configuration for the checks. Never throws. */
export function parseConfig(source: CniConfig): ConfigFile {
  const text = source.text
  const errors: ParseError[] = []
  const root = jsonc().parseTree(text, errors, {
    disallowComments: true,
    allowTrailingComma: false,
    allowEmptyContent: false,
  })
  const get = (...path: (string | number)[]): ConfigValue | undefined => valueAt(root, path)
  const pluginsNode = get('plugins')
  const list = /\.conflist(?:$|#)/i.test(source.path) || pluginsNode !== undefined
  const count = list
    ? Array.isArray(pluginsNode?.value)
      ? pluginsNode.value.length
      : 0
    : root?.type === 'object'
      ? 1
      : 0
  const plugins = Array.from({ length: count }, (_, i): ConfigPlugin => {
    const base = list ? ['plugins', i] : []
    const type = get(...base, 'type')?.value
    return {
      type: typeof type === 'string' ? type : '',
      offset: valueAt(root, base)?.offset ?? root?.offset ?? 0,
      get: (...path) => get(...base, ...path),
    }
  })
  return {
    source,
    text,
    errors,
    list,
    root,
    name: get('name'),
    cniVersion: get('cniVersion'),
    plugins,
    get,
    place: (offset) => placeOf(text, offset),
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const start = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - start + 1 }
}
