import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Plugin type from a file name such as `bridge-version.json` or `opt_cni_bin_portmap`. */
function pluginName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.(?:json|txt|log)$/, '')
  return base.replace(/^(?:opt_cni_bin_|cni_bin_)/, '').replace(/[-_.](?:cni[-_.])?version$/i, '')
}

function read(path: string, text: string): EvidenceFound {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { facts: [], configs: [], problem: 'plugin VERSION output that is not whole JSON' }
  }
  const supported: readonly unknown[] =
    isObject(value) && Array.isArray(value['supportedVersions']) ? value['supportedVersions'] : []
  const versions = supported.filter((version): version is string => typeof version === 'string')
  if (versions.length === 0)
    return { facts: [], configs: [], problem: 'no "supportedVersions" in plugin VERSION output' }
  return {
    facts: [
      {
        kind: 'plugin-versions',
        component: pluginName(path),
        value: versions.join(' '),
        text: text.trim().slice(0, 500),
      },
    ],
    configs: [],
    problem: '',
  }
}

/** What a plugin answers to CNI_COMMAND=VERSION (CNI spec, "VERSION: probe plugin version support"). */
export const evidence: EvidenceModule = {
  id: 'plugin-output',
  title: 'VERSION output of a CNI plugin',
  maxBytes: 65536,
  samples: [
    {
      path: 'node-a/bridge-version.json',
      text: '{"cniVersion":"0.4.0","supportedVersions":["0.1.0","0.2.0","0.3.0","0.3.1","0.4.0"]}\n',
      found: {
        facts: [
          {
            kind: 'plugin-versions',
            component: 'bridge',
            value: '0.1.0 0.2.0 0.3.0 0.3.1 0.4.0',
            text: '{"cniVersion":"0.4.0","supportedVersions":["0.1.0","0.2.0","0.3.0","0.3.1","0.4.0"]}',
          },
        ],
      },
    },
  ],
  accepts: (_path, head) =>
    head.trimStart().startsWith('{') && head.includes('"supportedVersions"') && !head.includes('"plugins"'),
  read,
}
