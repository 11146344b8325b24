import { type Pod, SampleNode } from '../cluster.ts'
import { at, conflist, MADE_HERE, MINUTE, type SampleIncident, SECOND } from '../incident.ts'
import { printJournal } from '../journal.ts'
import { addChurn, addNoise } from '../noise.ts'

const BEGIN = at('2023-12-31T22:30:00Z')
const STALL = at('2023-12-31T23:48:00Z')
const RELEASE = at('2024-01-01T00:31:30Z')
const END = at('2024-01-01T01:10:00Z')
const DEADLINE = 'context deadline exceeded'

/** kubelet gives up on a hanging run after four minutes; every retry then finds the name still reserved by the first run. */
function hangingPod(node: SampleNode, pod: Pod, startUs: number): void {
  const first = node.newSandbox(pod)
  node.containerd(startUs, 'info', `RunPodSandbox for ${node.metadata(first)}`)
  node.failRun(startUs + 4 * MINUTE, first, DEADLINE, { code: 'DeadlineExceeded', containerd: false })
  for (
    let us = startUs + 4 * MINUTE + 12 * SECOND;
    us < RELEASE - 40 * SECOND;
    us += 13 * SECOND + node.random.below(3 * SECOND)
  ) {
    const name = `${pod.name}_${pod.namespace}_${pod.uid}_0`
    node.failRun(us, first, `failed to reserve sandbox name "${name}": name "${name}" is reserved for "${first.id}"`)
  }
  node.containerd(
    RELEASE + 2 * SECOND,
    'info',
    `RunPodSandbox for ${node.metadata(first)} returns sandbox id "${first.id}"`,
  )
}

function stalledNode(): SampleNode {
  const node = new SampleNode('db-node-4', 833)
  node.startContainerd(BEGIN, 'v1.7.11', '64b8a811b07ba6288238eefc14d898ee0b5b99ba')
  node.startKubelet(BEGIN + 3 * SECOND, 'v1.28.4', 'v1.7.11')
  addChurn(node, BEGIN + 4 * MINUTE, STALL - 5 * MINUTE, 4 * MINUTE, 9 * MINUTE)
  for (let us = STALL + 2 * MINUTE; us < RELEASE; us += 4 * MINUTE)
    node.kernel(us, `INFO: task containerd:${node.containerdPid(us)} blocked for more than 120 seconds.`)
  for (let i = 0; i < 5; i++) hangingPod(node, node.newPod(), STALL + 20 * SECOND + i * 70 * SECOND)
  addChurn(node, RELEASE + MINUTE, END, 3 * MINUTE, 6 * MINUTE)
  addNoise(node, BEGIN + 10 * SECOND, END, 8 * SECOND)
  return node
}

export const incident: SampleIncident = {
  id: 'hang-then-conflicts',
  about: {
    title: 'Sandbox creation hangs over New Year; name conflicts follow',
    story:
      'containerd on db-node-4 was blocked on I/O from 23:48. Runs hit the four-minute limit of kubelet; every retry then failed because the first run still held the sandbox name. The conflicts outnumber the time-outs, but are only their consequence. It recovered by itself at 00:31 of the new year.',
    cause: 'runtime-timeout',
    nodesHit: ['db-node-4'],
    nodesClean: ['db-node-5'],
    recovered: true,
    ...MADE_HERE,
  },
  build: () => {
    const stalled = stalledNode()
    const calm = new SampleNode('db-node-5', 944)
    calm.startContainerd(BEGIN, 'v1.7.11', '64b8a811b07ba6288238eefc14d898ee0b5b99ba')
    calm.startKubelet(BEGIN + 3 * SECOND, 'v1.28.4', 'v1.7.11')
    addChurn(calm, BEGIN + 4 * MINUTE, END, 4 * MINUTE, 9 * MINUTE)
    addNoise(calm, BEGIN + 10 * SECOND, END, 8 * SECOND)
    const raw = stalled.entries()
    const only = (ident: string): string =>
      raw
        .filter((e) => e.ident === ident)
        .map((e) => `${e.text}\n`)
        .join('')
    return [
      { path: 'db-node-4/containerd.log', text: only('containerd') },
      { path: 'db-node-4/kubelet.log', text: only('kubelet') },
      {
        path: 'db-node-4/messages.gz',
        text: printJournal(
          raw.filter((e) => e.ident === 'systemd' || e.ident === 'kernel'),
          'short',
        ),
        gzip: true,
      },
      { path: 'db-node-4/etc/cni/net.d/10-containerd-net.conflist', text: conflist('1.0.0', '10.40.4.0/24') },
      { path: 'db-node-5/journal.log', text: printJournal(calm.entries(), 'short') },
      { path: 'db-node-5/etc/cni/net.d/10-containerd-net.conflist', text: conflist('1.0.0', '10.40.5.0/24') },
    ]
  },
}
