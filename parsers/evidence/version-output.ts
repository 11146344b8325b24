import type { Fact } from '../../src/model/fact.ts'
import type { EvidenceFound, EvidenceModule } from '../../src/model/parser.ts'

type Found = Fact & { readonly line?: number }

const trimV = (version: string): string => (/^v\d/.test(version) ? version.slice(1) : version)

/** One line of `containerd --version`, `kubelet --version`, `crio --version`, `runc --version`, `k3s --version`. */
const ONE_LINE: readonly (readonly [component: string, pattern: RegExp])[] = [
  // containerd github.com/containerd/containerd v1.6.2 de8046a5501db9e0e478e1c10cbcfb21af4c6b2d
  ['containerd', /^(?:containerd|ctr) \S+ (v?\d\S*)(?: [0-9a-f]{7,40}\S*)?$/],
  // Kubernetes v1.23.6
  ['kubelet', /^Kubernetes (v\d\S*)$/],
  // crio version 1.24.1
  ['crio', /^crio version (v?\d\S*)$/],
  // runc version 1.1.0
  ['runc', /^runc version (v?\d\S*)$/],
  // k3s version v1.24.2+k3s2 (fd5b9b0f)
  ['k3s', /^k3s version (v\d\S*)(?: \([0-9a-f]+\))?$/],
]

interface Section {
  side: string
  runtime: string
}

/** `crictl version`: RuntimeName and RuntimeVersion; `ctr version`: Client and Server with a Version each. */
function labelled(line: string, state: Section): Fact | undefined {
  const match = /^\s*(Client|Server|RuntimeName|RuntimeVersion|Version):\s*(\S*)\s*$/.exec(line)
  if (!match) return undefined
  const [, label = '', value = ''] = match
  if (label === 'Client' || label === 'Server') state.side = label
  if (label === 'RuntimeName') state.runtime = value === 'cri-o' ? 'crio' : value
  if (label === 'RuntimeVersion') return version(state.runtime || 'containerd', value, line)
  if (label === 'Version' && state.side === 'Server') return version('containerd', value, line)
  return undefined
}

const version = (component: string, value: string, text: string): Fact => ({
  kind: 'version',
  component,
  value: trimV(value),
  text: text.trim(),
})

function read(_path: string, text: string): EvidenceFound {
  const facts: Found[] = []
  const state: Section = { side: '', runtime: '' }
  text.split(/\r?\n/).forEach((line, i) => {
    const plain = ONE_LINE.map(([component, pattern]) => ({ component, value: pattern.exec(line.trim())?.[1] })).find(
      ({ value }) => value !== undefined,
    )
    const fact = plain?.value === undefined ? labelled(line, state) : version(plain.component, plain.value, line)
    if (fact) facts.push({ ...fact, line: i + 1 })
  })
  return { facts, configs: [], problem: '' }
}

const HEAD =
  /^(?:(?:containerd|ctr) \S+ v?\d|Kubernetes v\d|crio version |runc version |k3s version v|Client:\r?\n\s+Version:|Version:\s+\S+\r?\nRuntimeName:)/

/** What `--version`, `crictl version` and `ctr version` print, as collectors save it (EKS containerd-version.txt, Rancher crictl/version, AKS crictl_version.txt). */
export const evidence: EvidenceModule = {
  id: 'version-output',
  title: 'version output of containerd, kubelet, CRI-O, runc, k3s, crictl, ctr',
  maxBytes: 65536,
  holdsEvents: true,
  samples: [
    {
      path: 'node-a/crictl/version',
      text: 'Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  v1.6.2\nRuntimeApiVersion:  v1alpha2\n',
      found: {
        facts: [{ kind: 'version', component: 'containerd', value: '1.6.2', text: 'RuntimeVersion:  v1.6.2', line: 3 }],
      },
    },
    {
      path: 'node-a/containerd-version.txt',
      text: 'Client:\n  Version:  1.6.6\n  Revision: x\n\nServer:\n  Version:  1.6.6\n  Revision: x\n',
      found: {
        facts: [{ kind: 'version', component: 'containerd', value: '1.6.6', text: 'Version:  1.6.6', line: 6 }],
      },
    },
    {
      path: 'versions',
      text: 'Kubernetes v1.23.6\n',
      found: {
        facts: [{ kind: 'version', component: 'kubelet', value: '1.23.6', text: 'Kubernetes v1.23.6', line: 1 }],
      },
    },
    {
      path: 'versions',
      text: 'containerd github.com/containerd/containerd v1.6.2 de8046a5501db9e0e478e1c10cbcfb21af4c6b2d\n',
      found: {
        facts: [
          {
            kind: 'version',
            component: 'containerd',
            value: '1.6.2',
            text: 'containerd github.com/containerd/containerd v1.6.2 de8046a5501db9e0e478e1c10cbcfb21af4c6b2d',
            line: 1,
          },
        ],
      },
    },
  ],
  accepts: (_path, head) => HEAD.test(head.trimStart()),
  read,
}
