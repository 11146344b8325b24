import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf, versionText } from '../grammar/fact.ts'

// Starting CRI-O, version: 1.24.1, git: a3bbde8a77c323aa6a485da9a9046299155c6016(clean)
const crioStart = /^Starting CRI-O, version: v?([0-9][\w.+~-]{0,60})/
// Starting k3s v1.21.2+k3s1 (5a67e8dc) · Starting rke2 v1.24.4+rke2r1 (..)
const k3sStart = /^Starting (k3s|rke2)(?: agent| server)? v([0-9][\w.+~-]{0,60})/
// Starting cri-dockerd 0.3.4 (e88b1605)
const criDockerdStart = /^Starting cri-dockerd v?([0-9][\w.+~-]{0,60})/

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  if (message === 'starting containerd')
    return started(record, 'containerd', versionText(record.field('version') ?? ''))
  const crio = crioStart.exec(message)?.[1]
  if (crio !== undefined) return started(record, 'crio', crio)
  const criDockerd = criDockerdStart.exec(message)?.[1]
  if (criDockerd !== undefined) return started(record, 'cri-dockerd', criDockerd)
  const k3s = k3sStart.exec(message)?.[2]
  if (k3s === undefined) return undefined
  return [
    factOf(record, 'version', 'k3s', k3s),
    factOf(record, 'version', 'kubelet', k3s),
    factOf(record, 'kubelet-start', 'k3s', k3s),
  ]
}

const started = (record: LogRecord, component: string, version: string): readonly Fact[] => [
  ...(version === '' ? [] : [factOf(record, 'version', component, version)]),
  factOf(record, 'runtime-start', component, version),
]

/** Start-up lines of container runtimes (containerd main.go, CRI-O internal/version, k3s pkg/cli, cri-dockerd main.go). */
export const fact: FactModule = {
  id: 'runtime-version',
  title: 'A runtime starts and states its version',
  gate: ['starting containerd', 'Starting CRI-O, version', 'Starting k3s ', 'Starting rke2 ', 'Starting cri-dockerd '],
  heads: ['starting', 'Starting'],
  samples: [
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=info msg="starting containerd" revision=de8046a5501db9e0e478e1c10cbcfb21af4c6b2d version=v1.6.2',
      facts: [
        { kind: 'version', component: 'containerd', value: '1.6.2' },
        { kind: 'runtime-start', component: 'containerd', value: '1.6.2' },
      ],
    },
    {
      line: 'time="2022-04-26 00:43:24.518165483Z" level=info msg="Starting CRI-O, version: 1.24.1, git: a3bbde8a77c323aa6a485da9a9046299155c6016(clean)"',
      facts: [
        { kind: 'version', component: 'crio', value: '1.24.1' },
        { kind: 'runtime-start', component: 'crio', value: '1.24.1' },
      ],
    },
    {
      line: 'time="2021-07-01T00:43:24Z" level=info msg="Starting k3s v1.21.2+k3s1 (5a67e8dc)"',
      facts: [
        { kind: 'version', component: 'k3s', value: '1.21.2+k3s1' },
        { kind: 'version', component: 'kubelet', value: '1.21.2+k3s1' },
        { kind: 'kubelet-start', component: 'k3s' },
      ],
    },
  ],
  lookAlikes: ['time="2022-04-26T00:43:24.518165483Z" level=info msg="starting cri plugin" config="{}"'],
  read,
}
