import type { CniConfig, Fact } from '../../src/model/fact.ts'
import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'
import { evidence as cniConfig } from './cni-config.ts'

type Found = Fact & { readonly line: number }
type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Configurations that the runtime really loaded: the file text stands in `Source` (containerd/go-cni cni.go GetConfig). */
function loadedConfigs(info: JsonObject, path: string): Omit<CniConfig, 'node'>[] {
  const networks = isObject(info['cniconfig']) ? info['cniconfig']['Networks'] : undefined
  if (!Array.isArray(networks)) return []
  return networks.flatMap((network: unknown) => {
    const config = isObject(network) && isObject(network['Config']) ? network['Config'] : {}
    const source = textOf(config['Source'])
    // cni-loopback is containerd's own, not a file of the node
    if (source === '' || config['Name'] === 'cni-loopback') return []
    return cniConfig.read(`${path}#${textOf(config['Name'])}.conflist`, source).configs
  })
}

function loadStatus(info: JsonObject, text: string): Found[] {
  return Object.keys(info)
    .filter((key) => key === 'lastCNILoadStatus' || key.startsWith('lastCNILoadStatus.'))
    .filter((key) => textOf(info[key]) !== '' && textOf(info[key]) !== 'OK')
    .map((key) => ({
      kind: 'config-load-failed' as const,
      component: 'containerd',
      value: textOf(info[key]),
      text: `"${key}": "${textOf(info[key])}"`,
      line: text.slice(0, Math.max(0, text.indexOf(`"${key}"`))).split('\n').length,
    }))
}

function read(path: string, text: string): EvidenceFound {
  let info: unknown
  try {
    info = JSON.parse(text)
  } catch {
    return { facts: [], configs: [], problem: 'crictl info output that is not whole JSON' }
  }
  if (!isObject(info)) return { facts: [], configs: [], problem: 'not a JSON object' }
  return { facts: loadStatus(info, text), configs: loadedConfigs(info, path), problem: '' }
}

/** `crictl info` (containerd internal/cri/server/status.go): the loaded CNI configuration and the last load error. */
export const evidence: EvidenceModule = {
  id: 'crictl-info',
  title: 'crictl info',
  maxBytes: 4 << 20,
  holdsEvents: true,
  samples: [
    {
      path: 'crictl/info',
      text: '{"status":{"conditions":[]},"cniconfig":{"Networks":[{"IFName":"eth0","Config":{"Name":"cbr0","Source":"{\\"name\\":\\"cbr0\\",\\"plugins\\":[{\\"type\\":\\"bridge\\"}]}"}}]},"lastCNILoadStatus":"OK"}',
      found: {
        configs: [
          {
            path: 'crictl/info#cbr0.conflist',
            name: 'cbr0',
            cniVersion: undefined,
            plugins: ['bridge'],
            problem: 'no "cniVersion"',
            text: '{"name":"cbr0","plugins":[{"type":"bridge"}]}',
          },
        ],
      },
    },
  ],
  accepts: (_path, head) =>
    head.trimStart().startsWith('{') &&
    (head.includes('"lastCNILoadStatus"') ||
      head.includes('"cniconfig"') ||
      /^\{\s*"status":\s*\{\s*"conditions"/.test(head.trimStart())),
  read,
}
