import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'

// fs change event("/etc/cni/net.d/10-x.conflist": WRITE) · fs change event(WRITE         "/etc/cni/net.d/10-x.conflist")
// CNI monitoring event CREATE        "/etc/cni/net.d/10-x.conflist"
const changed = /(?:fs change event\(|from cni conf dir: |CNI monitoring event ).{0,40}?"([^"]{1,400})"/
// Found CNI network cbr0 (type=flannel) at /etc/cni/net.d/10-flannel.conflist
const found = /^Found CNI network (\S{1,253}) \(type=([^)]{0,100})\) at (\S{1,400})/
// Using CNI configuration file /etc/cni/net.d/10-x.conflist
const used = /^Using CNI configuration file (\S{1,400})/
const rejected = /^Error (?:loading|validating) CNI config/

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  const facts: Fact[] = []
  const file = changed.exec(message)?.[1]
  if (file !== undefined) facts.push(factOf(record, 'config-change', record.component || 'containerd', file))
  const failure = loadFailure(record)
  if (failure !== '') facts.push(factOf(record, 'config-load-failed', record.component || 'containerd', failure))
  const loaded = found.exec(message)?.[3] ?? used.exec(message)?.[1]
  if (loaded !== undefined) facts.push(factOf(record, 'config-loaded', record.component || 'kubelet', loaded))
  return facts.length === 0 ? undefined : facts
}

function loadFailure(record: LogRecord): string {
  const { message, error } = record
  if (/^.ailed to (?:re)?load cni (?:during init|configuration)/.test(message)) return error || message
  if (rejected.test(message)) return error === '' ? message : `${message}: ${error}`
  return ''
}

/** Changes in the CNI configuration directory and what the runtime made of them (containerd, CRI-O, dockershim). */
export const fact: FactModule = {
  id: 'cni-config',
  title: 'CNI configuration changed, loaded or refused',
  gate: [
    'reload cni configuration',
    'from cni conf dir: ',
    'CNI monitoring event',
    'Found CNI network',
    'Using CNI configuration file',
    'load cni during init',
    'ailed to load cni configuration',
    'Error loading CNI config',
    'Error validating CNI config',
  ],
  heads: ['failed', 'Failed', 'receiving', 'ignore', 'CNI', 'Found', 'Using', 'Error'],
  samples: [
    {
      line: 'time="2022-04-26T00:43:24.518165483Z" level=error msg="failed to reload cni configuration after receiving fs change event(\\"/etc/cni/net.d/10-x.conflist\\": WRITE)" error="cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config"',
      facts: [
        { kind: 'config-change', component: 'containerd', value: '/etc/cni/net.d/10-x.conflist' },
        { kind: 'config-load-failed', component: 'containerd' },
      ],
    },
    {
      line: 'time="2022-04-26 00:43:24.518165483Z" level=info msg="Found CNI network cbr0 (type=flannel) at /etc/cni/net.d/10-flannel.conflist"',
      facts: [{ kind: 'config-loaded', value: '/etc/cni/net.d/10-flannel.conflist' }],
    },
  ],
  lookAlikes: ['time="2022-04-26T00:43:24.518165483Z" level=info msg="Start cni network conf syncer for default"'],
  read,
}
