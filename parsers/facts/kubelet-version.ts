import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf, versionText } from '../grammar/fact.ts'

// Version: v1.20.8 (kubelet up to 1.20, server.go)
const plainVersion = /^Version: v([0-9][\w.+~-]{0,60})$/
// Container runtime containerd initialized, version: v1.4.4-k3s1, apiVersion: v1alpha2
const runtimeVersion = /^Container runtime (\S{1,40}) initialized, version: v?([0-9][\w.+~-]{0,60})/

const runtimeNames: ReadonlyMap<string, string> = new Map([['cri-o', 'crio']])

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  if (message === 'Kubelet version') return kubelet(record, versionText(record.field('kubeletVersion') ?? ''))
  if (message === 'Container runtime initialized') {
    return runtime(record, record.field('containerRuntime') ?? '', versionText(record.field('version') ?? ''))
  }
  const found = runtimeVersion.exec(message)
  if (found !== null) return runtime(record, found[1] ?? '', found[2] ?? '')
  const version = plainVersion.exec(message.trimEnd())?.[1]
  return version === undefined || !record.caller.startsWith('server.go') ? undefined : kubelet(record, version)
}

const kubelet = (record: LogRecord, version: string): readonly Fact[] | undefined =>
  version === ''
    ? undefined
    : [factOf(record, 'version', 'kubelet', version), factOf(record, 'kubelet-start', 'kubelet', version)]

const runtime = (record: LogRecord, name: string, version: string): readonly Fact[] | undefined =>
  version === '' ? undefined : [factOf(record, 'version', runtimeNames.get(name) ?? name, version)]

/** kubelet's version and the runtime version that the runtime reports to it (server.go, kuberuntime_manager.go, 1.10 to 1.34). */
export const fact: FactModule = {
  id: 'kubelet-version',
  title: 'kubelet starts and states its version; the version of its runtime',
  gate: ['Version: v', 'Kubelet version', 'ontainer runtime initialized', 'initialized, version: '],
  heads: ['Kubelet', 'Container', 'Version'],
  samples: [
    {
      line: 'I0904 20:04:57.411920   65352 server.go:399] "Kubelet version" kubeletVersion="v1.24.0"',
      facts: [
        { kind: 'version', component: 'kubelet', value: '1.24.0' },
        { kind: 'kubelet-start', component: 'kubelet', value: '1.24.0' },
      ],
    },
    {
      line: 'I0904 20:04:57.411920   65352 server.go:417] Version: v1.20.8',
      facts: [{ kind: 'version', component: 'kubelet', value: '1.20.8' }, { kind: 'kubelet-start' }],
    },
    {
      line: 'I0904 20:04:57.411920   65352 kuberuntime_manager.go:216] "Container runtime initialized" containerRuntime="containerd" version="v1.6.2" apiVersion="v1"',
      facts: [{ kind: 'version', component: 'containerd', value: '1.6.2' }],
    },
    {
      line: 'I0904 20:04:57.411920   65352 kuberuntime_manager.go:210] Container runtime cri-o initialized, version: 1.20.3, apiVersion: v1alpha1',
      facts: [{ kind: 'version', component: 'crio', value: '1.20.3' }],
    },
  ],
  lookAlikes: ['I0904 20:04:57.411920   65352 apiserver.go:10] Version: v1.20.8'],
  read,
}
