import { yaml } from '../../src/base/on-demand.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'
import { runtimeVersion } from './nodes-table.ts'

type Found = Fact & { readonly node: string; readonly line: number }
type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const child = (value: JsonObject, key: string): JsonObject => (isObject(value[key]) ? value[key] : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function documents(text: string): readonly unknown[] {
  if (text.trimStart().startsWith('{')) return [JSON.parse(text) as unknown]
  return yaml()
    .parseAllDocuments(text, { logLevel: 'silent' })
    .map((document) => document.toJS({ maxAliasCount: 100 }) as unknown)
}

function nodesIn(value: unknown): readonly JsonObject[] {
  if (!isObject(value)) return []
  if (Array.isArray(value['items']))
    return value['items'].filter(isObject).filter((item) => isNode(item) || value['kind'] === 'NodeList')
  return isNode(value) ? [value] : []
}

const isNode = (value: JsonObject): boolean => value['kind'] === 'Node' && isObject(value['status'])

function factsOf(node: JsonObject, text: string): readonly Found[] {
  const name = textOf(child(node, 'metadata')['name'])
  const info = child(child(node, 'status'), 'nodeInfo')
  const line = Math.max(1, text.slice(0, Math.max(0, text.indexOf(`${name}`))).split('\n').length)
  const fact = (component: string, value: string, key: string): Found => ({
    kind: 'version',
    component,
    value,
    text: `${key}: ${textOf(info[key])}`,
    node: name,
    line,
  })
  const found: Found[] = []
  if (textOf(info['kubeletVersion']))
    found.push(fact('kubelet', textOf(info['kubeletVersion']).replace(/^v(?=\d)/, ''), 'kubeletVersion'))
  const runtime = runtimeVersion(textOf(info['containerRuntimeVersion']))
  if (runtime) found.push(fact(runtime.component, runtime.version, 'containerRuntimeVersion'))
  if (textOf(info['kernelVersion'])) found.push(fact('kernel', textOf(info['kernelVersion']), 'kernelVersion'))
  return found
}

function read(_path: string, text: string): EvidenceFound {
  try {
    return {
      facts: documents(text)
        .flatMap(nodesIn)
        .flatMap((node) => factsOf(node, text)),
      configs: [],
      problem: '',
    }
  } catch (error) {
    return {
      facts: [],
      configs: [],
      problem: `cannot be parsed: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
    }
  }
}

/** How such objects begin in JSON and in YAML, below a byte order mark and comments. */
const OBJECT = /^\uFEFF?(?:\s|#.*\n|---.*\n)*(?:[{[]|(?:- )?(?:apiVersion|kind|items|metadata|status):)/

/** `kubectl get nodes -o json|yaml` and must-gather's node YAML: status.nodeInfo (kubernetes api core/v1 NodeSystemInfo). */
export const evidence: EvidenceModule = {
  id: 'nodes-object',
  title: 'Node objects in JSON or YAML',
  maxBytes: 32 << 20,
  samples: [
    {
      path: 'nodes.json',
      text: '{"kind":"NodeList","items":[{"metadata":{"name":"node-a"},"status":{"nodeInfo":{"kubeletVersion":"v1.23.6","containerRuntimeVersion":"containerd://1.6.2"}}}]}',
      found: {
        facts: [
          {
            kind: 'version',
            component: 'kubelet',
            value: '1.23.6',
            text: 'kubeletVersion: v1.23.6',
            node: 'node-a',
            line: 1,
          },
          {
            kind: 'version',
            component: 'containerd',
            value: '1.6.2',
            text: 'containerRuntimeVersion: containerd://1.6.2',
            node: 'node-a',
            line: 1,
          },
        ],
      },
    },
  ],
  accepts: (path, head) =>
    OBJECT.test(head) &&
    (/"?kind"?:\s*"?(?:NodeList|Node)"?[\s,}]/.test(head) ||
      (/nodes?\.(?:json|ya?ml)$/.test(path.toLowerCase()) && head.includes('nodeInfo'))),
  read,
}
