import type { Document, YAMLMap } from 'yaml'
import { yaml } from '../../src/base/on-demand.ts'
import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'
import { evidence as cniConfig } from './cni-config.ts'

type Config = EvidenceFound['configs'][number]

/** A text inside a manifest that may be a configuration, with the line on which it begins. */
interface Part {
  readonly label: string
  readonly text: string
  /** Lines of the manifest before the text. */
  readonly lineOffset: number
}

const lineOf = (source: string, offset: number): number => source.slice(0, offset).split('\n').length - 1

/** Block scalars (`key: |`) begin on the line after the indicator; flow scalars on the line of the key. */
function scalarPart(source: string, label: string, node: unknown): Part[] {
  if (!yaml().isScalar(node) || typeof node.value !== 'string') return []
  const start = node.range?.[0] ?? 0
  const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
  return [{ label, text: node.value, lineOffset: lineOf(source, start) + (block ? 1 : 0) }]
}

/** `data:` of a ConfigMap (flannel cni-conf.json, calico cni_network_config ...) and `spec.config` of a NetworkAttachmentDefinition (multus). */
function partsOf(source: string, object: YAMLMap): Part[] {
  const { isMap, isScalar, isSeq } = yaml()
  const kind = object.get('kind')
  if (kind === 'NetworkAttachmentDefinition')
    return scalarPart(source, 'spec.config', object.getIn(['spec', 'config'], true))
  if (kind === 'ConfigMap') {
    const data = object.get('data', true)
    return isMap(data)
      ? data.items.flatMap((pair) => scalarPart(source, isScalar(pair.key) ? String(pair.key.value) : '', pair.value))
      : []
  }
  const items = object.get('items', true)
  return isSeq(items) ? items.items.filter(isMap).flatMap((item) => partsOf(source, item)) : []
}

/** Templates of add-ons hold placeholders (calico `__CNI_MTU__`, helm `{{ }}`): bare ones would not be JSON. */
const unplaced = (text: string): string => text.replace(/(:\s*)(__[A-Z0-9_]+__|\{\{[^{}\n]{1,200}\}\})/g, '$10')

const looksLikeConfig = (text: string): boolean =>
  /^\s*\{/.test(text) &&
  text.includes('"type"') &&
  (text.includes('"plugins"') || text.includes('"cniVersion"') || text.includes('"name"'))

function configsOf(path: string, source: string, document: Document): Config[] {
  if (!yaml().isMap(document.contents)) return []
  return partsOf(source, document.contents)
    .filter((part) => looksLikeConfig(part.text))
    .flatMap((part) => {
      const text = unplaced(part.text)
      const extension = text.includes('"plugins"') ? 'conflist' : 'conf'
      const named = /\.(?:conf|conflist|json)$/.test(part.label) ? part.label : `${part.label}.${extension}`
      return cniConfig
        .read(`${path}#${named}`, text)
        .configs.map((config) => ({ ...config, lineOffset: part.lineOffset }))
    })
}

function read(path: string, text: string): EvidenceFound {
  const documents = yaml().parseAllDocuments(text, { logLevel: 'silent', strict: false, uniqueKeys: false })
  const configs = (Array.isArray(documents) ? documents : []).flatMap((document) => configsOf(path, text, document))
  return { facts: [], configs, problem: '' }
}

/** CNI configurations inside Kubernetes manifests: ConfigMaps of network add-ons and NetworkAttachmentDefinitions. */
export const evidence: EvidenceModule = {
  id: 'cni-manifest',
  title: 'CNI configuration inside a Kubernetes manifest',
  maxBytes: 8 << 20,
  samples: [
    {
      path: 'kube-flannel.yml',
      text: 'kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: kube-flannel-cfg\ndata:\n  cni-conf.json: |\n    {\n      "name": "cbr0",\n      "plugins": [{"type": "flannel"}]\n    }\n',
      found: {
        configs: [
          {
            path: 'kube-flannel.yml#cni-conf.json',
            name: 'cbr0',
            cniVersion: undefined,
            plugins: ['flannel'],
            problem: 'no "cniVersion"',
            text: '{\n  "name": "cbr0",\n  "plugins": [{"type": "flannel"}]\n}\n',
            lineOffset: 6,
          },
        ],
      },
    },
  ],
  accepts: (path, head) =>
    /\.(?:ya?ml)$/i.test(path) && /kind:\s*(?:ConfigMap|NetworkAttachmentDefinition|List)\b/.test(head),
  read,
}
