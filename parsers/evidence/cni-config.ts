import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A path that a CNI configuration has on a node or in a bundle (containernetworking/cni libcni/conf.go: .conf, .conflist, .json). */
function looksLikeConfigPath(path: string): boolean {
  const lower = path.toLowerCase()
  if (lower.endsWith('.conflist')) return true
  const inFolder = lower.includes('net.d/') || lower.includes('/cni/') || lower.includes('cni-network/')
  return inFolder && (lower.endsWith('.conf') || lower.endsWith('.json'))
}

/** Does the head of a file show the keys of a network configuration? */
function looksLikeConfigText(head: string): boolean {
  const text = head.trimStart()
  return text.startsWith('{') && (text.includes('"plugins"') || (text.includes('"type"') && text.includes('"name"')))
}

/** 1-based line of a JSON syntax error from V8's `at position N`; 0 where it names none. */
function errorLine(text: string, message: string): number {
  // Unexpected token } in JSON at position 123
  const position = /at position (\d+)/.exec(message)
  if (!position) return 0
  return text.slice(0, Number(position[1])).split('\n').length
}

function problemOf(config: JsonObject, list: boolean): string {
  if (typeof config['name'] !== 'string' || config['name'] === '') return 'no "name"'
  if (list && !Array.isArray(config['plugins'])) return 'no "plugins" list'
  if (list && Array.isArray(config['plugins']) && config['plugins'].length === 0) return 'no plugins in the list'
  if (!list && typeof config['type'] !== 'string') return 'no "type"'
  if (config['cniVersion'] === undefined) return 'no "cniVersion"'
  if (config['cniVersion'] === '') return 'empty "cniVersion"'
  if (typeof config['cniVersion'] !== 'string') return '"cniVersion" is not a text'
  return ''
}

function read(path: string, text: string): EvidenceFound {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const line = errorLine(text, message)
    const problem = `not valid JSON${line > 0 ? ` (line ${line})` : ''}`
    return { facts: [], configs: [{ path, name: '', cniVersion: undefined, plugins: [], problem, text }], problem: '' }
  }
  if (!isObject(value)) return { facts: [], configs: [], problem: 'not a JSON object' }
  const list = value['plugins'] !== undefined || path.toLowerCase().endsWith('.conflist')
  const entries: readonly unknown[] = list ? (Array.isArray(value['plugins']) ? value['plugins'] : []) : [value]
  const plugins = entries.map((entry) => (isObject(entry) && typeof entry['type'] === 'string' ? entry['type'] : ''))
  const version = value['cniVersion']
  return {
    facts: [],
    configs: [
      {
        path,
        name: typeof value['name'] === 'string' ? value['name'] : '',
        cniVersion: typeof version === 'string' ? version : undefined,
        plugins,
        problem: problemOf(value, list),
        text,
      },
    ],
    problem: '',
  }
}

/** CNI network configuration: `*.conflist`, and `*.conf` or `*.json` in a CNI folder (CNI spec, section 1). */
export const evidence: EvidenceModule = {
  id: 'cni-config',
  title: 'CNI network configuration (conf and conflist)',
  maxBytes: 1 << 20,
  samples: [
    {
      path: 'node-7/etc/cni/net.d/10-bridge.conflist',
      text: '{"name":"cbr0","plugins":[{"type":"bridge"},{"type":"portmap"}]}',
      found: {
        configs: [
          {
            path: 'node-7/etc/cni/net.d/10-bridge.conflist',
            name: 'cbr0',
            cniVersion: undefined,
            plugins: ['bridge', 'portmap'],
            problem: 'no "cniVersion"',
            text: '{"name":"cbr0","plugins":[{"type":"bridge"},{"type":"portmap"}]}',
          },
        ],
      },
    },
  ],
  accepts: (path, head) =>
    looksLikeConfigPath(path) && (path.toLowerCase().endsWith('.conflist') || looksLikeConfigText(head)),
  read,
}
