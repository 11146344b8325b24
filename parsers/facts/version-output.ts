import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

const version = 'v?([0-9][0-9A-Za-z.+~-]{0,60})'

// Output of `containerd --version`, `crictl version`, `kubectl describe node`, `kubelet --version` and of plugins run by hand.
const forms: readonly { readonly form: RegExp; readonly component: string }[] = [
  // containerd github.com/containerd/containerd v1.6.2 de8046a5.. · containerd containerd.io 1.6.4 212e8b6f..
  {
    form: new RegExp(`^\\s*containerd (?:github\\.com/\\S{1,80}|containerd\\.io) ${version}(?: |$)`),
    component: 'containerd',
  },
  // containerRuntimeVersion: containerd://1.6.2 ·  Container Runtime Version:  containerd://1.6.2
  { form: new RegExp(`ontainer ?Runtime ?Version"?:\\s{0,8}"?containerd://${version}`), component: 'containerd' },
  { form: new RegExp(`ontainer ?Runtime ?Version"?:\\s{0,8}"?cri-o://${version}`), component: 'crio' },
  { form: new RegExp(`^\\s*crio version ${version}`), component: 'crio' },
  { form: new RegExp(`^\\s*k3s version ${version}`), component: 'k3s' },
  { form: new RegExp(`^\\s*Kubernetes ${version}$`), component: 'kubelet' },
  // Kubelet Version:            v1.24.0 · kubeletVersion: v1.24.0
  { form: new RegExp(`ubelet ?Version"?:\\s{0,16}"?${version}`), component: 'kubelet' },
  // CNI bridge plugin v0.8.7
  { form: new RegExp(`^\\s*CNI [a-z-]{1,40} plugin ${version}`), component: 'plugins' },
]

function read(record: LogRecord): readonly Fact[] | undefined {
  if (record.level !== '') return undefined
  const { message } = record
  for (const { form, component } of forms) {
    const found = form.exec(message)?.[1]
    if (found !== undefined) return [factOf(record, 'version', component, found)]
  }
  return undefined
}

/** Versions in pasted command output. */
export const fact: FactModule = {
  id: 'version-output',
  title: 'Versions in the output of commands',
  gate: [
    'containerd github.com/',
    'containerd containerd.io',
    'containerRuntimeVersion',
    'Container Runtime Version',
    'crio version ',
    'k3s version ',
    'Kubernetes v',
    'kubeletVersion:',
    'Kubelet Version:',
    ' plugin v',
  ],
  samples: [
    {
      line: 'containerd github.com/containerd/containerd v1.6.2 de8046a5501db9e0e478e1c10cbcfb21af4c6b2d',
      facts: [{ kind: 'version', component: 'containerd', value: '1.6.2' }],
    },
    { line: '  Container Runtime Version:  containerd://1.6.2', facts: [{ component: 'containerd', value: '1.6.2' }] },
    { line: '    containerRuntimeVersion: cri-o://1.24.1', facts: [{ component: 'crio', value: '1.24.1' }] },
    { line: '  Kubelet Version:            v1.24.0', facts: [{ component: 'kubelet', value: '1.24.0' }] },
    { line: 'CNI bridge plugin v0.8.7', facts: [{ component: 'plugins', value: '0.8.7' }] },
  ],
  lookAlikes: ['  Container Runtime Version:  docker://20.10.7'],
  read,
}
