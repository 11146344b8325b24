import type { Fact } from '../../src/model/fact.ts'
import type { FactModule } from '../../src/model/parser.ts'
import type { LogRecord } from '../../src/model/record.ts'
import { factOf } from '../grammar/fact.ts'
import { readPodMetadata } from '../grammar/pod-metadata.ts'
import { kubeletOf, runtimeOf } from '../grammar/speaker.ts'

/** Names of the pods and containers that carry a network agent, as they begin. */
const agents =
  /^(?:calico-node|canal|cilium|kube-flannel|aws-node|weave-net|weave|kube-multus|multus|antrea-agent|kindnet|kube-router|ovnkube-node|kube-ovn-cni|azure-cns|azure-cni|terway|spiderpool-agent|whereabouts|istio-cni-node|install-cni|romana|contiv-netplugin|cni-plugins|tigera)(?![a-z])/

// Started container calico-node · Stopping container calico-node · Container calico-node failed liveness probe, will be restarted
const containerEvent = /^(Started|Stopping|Killing) container (?:with id \S{1,80}:)?"?([\w.-]{1,253})/
const restarted = /^Container ([\w.-]{1,253}) failed liveness probe, will be restarted/

function read(record: LogRecord): readonly Fact[] | undefined {
  const { message } = record
  if (message.includes(' returns sandbox id '))
    return ofAgent(runtimeOf(record), record, 'agent-start', readPodMetadata(message)?.name ?? '')
  if (message.startsWith('Killing container with a grace period')) return ofKilled(record)
  const event = containerEvent.exec(message)
  if (event !== null)
    return ofAgent(writerOf(record), record, event[1] === 'Started' ? 'agent-start' : 'agent-stop', event[2] ?? '')
  const name = restarted.exec(message)?.[1]
  return name === undefined ? undefined : ofAgent(writerOf(record), record, 'agent-stop', name)
}

// "Killing container with a grace period" pod="kube-system/calico-node-x" podUID=.. containerName="calico-node" ..
function ofKilled(record: LogRecord): readonly Fact[] | undefined {
  return ofAgent(kubeletOf(record), record, 'agent-stop', record.field('containerName') ?? '')
}

const writerOf = (record: LogRecord): string => (record.k8sEvent === undefined ? kubeletOf(record) : 'kubernetes-event')

function ofAgent(
  component: string,
  record: LogRecord,
  kind: 'agent-start' | 'agent-stop',
  name: string,
): readonly Fact[] | undefined {
  return agents.test(name) ? [factOf(record, kind, component, name)] : undefined
}

/** A network agent's pod or container starts or stops. */
export const fact: FactModule = {
  id: 'agent',
  title: 'A network agent starts or stops',
  gate: [
    'returns sandbox id',
    'Started container ',
    'Stopping container ',
    'Killing container with',
    'failed liveness probe, will be',
  ],
  samples: [
    {
      line: `time="2022-04-26T00:43:25.518165483Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:calico-node-x2v9s,Uid:0f8a4a4eabea337d207d343535aacb3c,Namespace:kube-system,Attempt:0,} returns sandbox id \\"${'a1b2c3d4'.repeat(8)}\\""`,
      facts: [{ kind: 'agent-start', value: 'calico-node-x2v9s' }],
    },
    {
      line: 'I0904 20:04:57.411920   65352 kuberuntime_container.go:702] "Killing container with a grace period" pod="kube-system/kube-flannel-ds-1" podUID=x containerName="kube-flannel" gracePeriod=30',
      facts: [{ kind: 'agent-stop', value: 'kube-flannel' }],
    },
  ],
  lookAlikes: [
    'I0904 20:04:57.411920   65352 kuberuntime_container.go:702] "Killing container with a grace period" pod="default/web-0" podUID=x containerName="web" gracePeriod=30',
  ],
  read,
}
